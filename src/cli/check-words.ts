import { type ClusterVersions, KNOWN_VERSIONS } from '../check/cluster-versions';
import { SEVERITIES, type Severity } from '../check/finding';
import { nearest } from '../check/nearest';
import { EVERY_RULE } from '../check/rules';
import { givenValue, shown } from '../check/schema/given-value';
import { UserError } from './user-error';

/**
 * The id of a rule that the user names.
 * @throws UserError if there is none.
 */
export function ruleNamed(name: string): string {
  const ids = EVERY_RULE.map(({ id }) => id);
  if (ids.includes(name)) return name;
  const like = nearest(name, ids) ?? ids.find((id) => name !== '' && id.includes(name));
  const hint = like === undefined ? ' (cdk8s-rollouts check --explain lists all)' : `, did you mean ${like}?`;
  throw new UserError(`there is no rule ${JSON.stringify(name)}${hint}`);
}

/**
 * The severity that the user names.
 * @throws UserError if there is none.
 */
export function severityNamed(name: unknown, what: string): Severity {
  const severity = SEVERITIES.find((known) => known === name);
  if (severity === undefined) {
    throw new UserError(`${what} takes ${SEVERITIES.join(', ')}, got ${given(name)}`);
  }
  return severity;
}

/**
 * The versions that texts such as `argo-rollouts=1.8` name.
 * @throws UserError if one names what there is not.
 */
export function versionsFrom(texts: readonly string[]): Partial<ClusterVersions> {
  return Object.fromEntries(
    texts.map((text) => {
      const [, name = text, version = ''] = text.match(/^([^=]*)=(.*)$/s) ?? [];
      return versionOf(name, version);
    }),
  );
}

/**
 * The name of what runs in a cluster, and its version.
 * @throws UserError if there is no such thing, or no such version.
 */
export function versionOf(name: string, version: unknown): [string, string] {
  if (!Object.hasOwn(KNOWN_VERSIONS, name)) {
    const known = Object.keys(KNOWN_VERSIONS);
    throw new UserError(
      `there are no versions of ${JSON.stringify(name)} to name${meant(name, known)} (there are ${known.join(', ')})`,
    );
  }
  if (typeof version !== 'string' || !/^v?\d+(\.\d+){0,2}$/.test(version)) {
    throw new UserError(`the version of ${name} is such as 1.8 or 1.8.3, got ${given(version)}`);
  }
  return [name, version];
}

/** A value as a mistake in it is told: a scalar, or the word for anything larger. */
export function given(value: unknown): string {
  return typeof value === 'object' ? givenValue(value) : shown(value);
}

/**
 * A list of texts, such as paths, of which none is empty.
 * @throws UserError if it is none.
 */
export function textsFrom(what: string, texts: string, value: unknown): string[] {
  if (!Array.isArray(value)) throw new UserError(`${what} takes a list of ${texts}, got ${given(value)}`);
  const isText = (element: unknown): element is string => typeof element === 'string' && element !== '';
  if (value.every(isText)) return value;
  const other = value.find((element) => !isText(element));
  throw new UserError(`${what} takes a list of ${texts}, and ${given(other)} in it is none`);
}

/** A question whether another name was meant; empty where none is like it. */
export function meant(name: string, known: readonly string[]): string {
  const like = nearest(name, known);
  return like === undefined ? '' : `, did you mean ${like}?`;
}
