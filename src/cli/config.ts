import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ClusterVersions } from '../check/cluster-versions';
import type { Severity } from '../check/finding';
import { at, entriesOf, isThere, type Plain } from '../manifest/plain';
import { meant, ruleNamed, severityNamed, versionsFrom } from './check-words';
import { configFrom } from './config-text';
import { fileError } from './file-error';
import { UserError } from './user-error';

/** What `cdk8s-rollouts.yaml` says about `check`. */
export interface CheckConfig {
  /** The files and folders that are checked where the command names none. */
  readonly paths: readonly string[];

  /** Whether nothing else will be in the cluster. */
  readonly complete: boolean;

  /** The least severity that is reported; undefined where it is not said. */
  readonly severity?: Severity;

  /** The rules that are not applied, each with the reason. */
  readonly ignore: ReadonlyMap<string, string>;

  /** What runs in the clusters. */
  readonly clusterVersions: Partial<ClusterVersions>;
}

/** The name of the configuration. */
export const CONFIG_FILE = 'cdk8s-rollouts.yaml';

/**
 * Reads the configuration; that of a project that has none is empty.
 * @param file the file that the user names; undefined takes the one of the folder, where there is one
 * @throws UserError if it cannot be read or says what there is not.
 */
export function readConfig(cwd: string, file?: string): CheckConfig {
  const name = file ?? CONFIG_FILE;
  try {
    return configOf(configFrom(textOf(resolve(cwd, name), file !== undefined)));
  } catch (problem) {
    if (problem instanceof UserError) throw new UserError(`${name}: ${problem.message}`);
    throw problem;
  }
}

const KEYS = ['paths', 'complete', 'severity', 'ignore', 'clusterVersions'];

function configOf(config: Plain): CheckConfig {
  refuseUnknown('the configuration', mappingOf('the configuration', config), ['check']);
  const check = mappingOf('check', at(config, 'check'));
  refuseUnknown('check', check, KEYS);
  const severity = at(check, 'severity');
  return {
    paths: textsOf('check.paths', at(check, 'paths')),
    complete: isTrue('check.complete', at(check, 'complete')),
    ...(isSaid(severity) ? { severity: severityNamed(severity, 'check.severity') } : {}),
    ignore: new Map(entriesOf(mappingOf('check.ignore', at(check, 'ignore'))).map(([rule, why]) => reason(rule, why))),
    clusterVersions: versionsOf(mappingOf('check.clusterVersions', at(check, 'clusterVersions'))),
  };
}

function versionsOf(versions: Plain): Partial<ClusterVersions> {
  return within('check.clusterVersions', () =>
    versionsFrom(
      entriesOf(versions).map(([name, version]) => `${name}=${isText(version) ? version : JSON.stringify(version)}`),
    ),
  );
}

function reason(rule: string, why: Plain): [string, string] {
  const id = within('check.ignore', () => ruleNamed(rule));
  if (isText(why) && why.trim() !== '') return [id, why];
  throw new UserError(`check.ignore takes a reason for each rule, and ${rule} has none`);
}

function within<T>(key: string, read: () => T): T {
  try {
    return read();
  } catch (problem) {
    if (problem instanceof UserError) throw new UserError(`${key}: ${problem.message}`);
    throw problem;
  }
}

function mappingOf(what: string, value: Plain): Plain {
  if (!isSaid(value) || (typeof value === 'object' && !Array.isArray(value))) return value;
  throw new UserError(`${what} takes a mapping, got ${JSON.stringify(value)}`);
}

function textsOf(what: string, value: Plain): string[] {
  if (!isSaid(value)) return [];
  if (Array.isArray(value) && value.every((text) => isText(text) && text !== '')) return value;
  throw new UserError(`${what} takes a list of paths, got ${JSON.stringify(value)}`);
}

function isTrue(what: string, value: Plain): boolean {
  if (!isSaid(value)) return false;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new UserError(`${what} takes true or false, got ${JSON.stringify(value)}`);
}

function refuseUnknown(what: string, value: Plain, known: readonly string[]): void {
  const unknown = entriesOf(value).find(([key]) => !known.includes(key))?.[0];
  if (unknown === undefined) return;
  const there = known.length === 1 ? `there is only ${known[0]}` : `there are ${known.join(', ')}`;
  throw new UserError(`${what} has no ${JSON.stringify(unknown)}${meant(unknown, known)} (${there})`);
}

function isText(value: Plain): value is string {
  return typeof value === 'string';
}

// A key with nothing after it is the empty text here.
function isSaid(value: Plain): boolean {
  return isThere(value) && value !== '';
}

function textOf(path: string, isNamed: boolean): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && !isNamed) return '';
    throw new UserError(fileError(error));
  }
}
