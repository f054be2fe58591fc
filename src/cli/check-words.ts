import { type ClusterVersions, KNOWN_VERSIONS } from '../check/cluster-versions';
import { SEVERITIES, type Severity } from '../check/finding';
import { nearest } from '../check/nearest';
import { EVERY_RULE } from '../check/rules';
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
    throw new UserError(`${what} takes ${SEVERITIES.join(', ')}, got ${JSON.stringify(name)}`);
  }
  return severity;
}

/**
 * The versions that texts such as `argo-rollouts=1.8` name.
 * @throws UserError if one names what there is not.
 */
export function versionsFrom(texts: readonly string[]): Partial<ClusterVersions> {
  return Object.fromEntries(texts.map((text) => versionFrom(text)));
}

function versionFrom(text: string): [string, string] {
  const [, name = text, version = ''] = text.match(/^([^=]*)=(.*)$/s) ?? [];
  if (!Object.hasOwn(KNOWN_VERSIONS, name)) {
    const known = Object.keys(KNOWN_VERSIONS);
    throw new UserError(
      `there are no versions of ${JSON.stringify(name)} to name${meant(name, known)} (there are ${known.join(', ')})`,
    );
  }
  if (!/^v?\d+(\.\d+){0,2}$/.test(version)) {
    throw new UserError(`the version of ${name} is such as 1.8 or 1.8.3, got ${JSON.stringify(version)}`);
  }
  return [name, version];
}

/** A question whether another name was meant; empty where none is like it. */
export function meant(name: string, known: readonly string[]): string {
  const like = nearest(name, known);
  return like === undefined ? '' : `, did you mean ${like}?`;
}
