import { resolve } from 'node:path';
import type { ClusterVersions } from '../check/cluster-versions';
import type { Severity } from '../check/finding';
import { at, entriesOf, isThere, type Plain } from '../manifest/plain';
import { given, meant, ruleNamed, severityNamed, textsFrom, versionOf } from './check-words';
import { readSettings } from './read-settings';
import { UserError } from './user-error';

/** What `cdk8s-rollouts.yaml` says about `check`. */
export interface CheckConfig {
  /** The files and folders that are checked where the command names none. */
  readonly paths: readonly string[];

  /** Whether nothing else will be in the cluster. */
  readonly complete: boolean;

  /** The least severity that is reported; undefined where it is not said. */
  readonly severity?: Severity;

  /** The rules whose findings are accepted, each with the reason. */
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
    const settings = readSettings(resolve(cwd, name), 'as-texts');
    if (settings === undefined && file !== undefined) throw new UserError('there is no such file or folder');
    return configOf(settings?.value);
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
  const [paths, severity] = [at(check, 'paths'), at(check, 'severity')];
  return {
    paths: isSaid(paths) ? textsFrom('check.paths', 'paths', paths) : [],
    complete: isTrue('check.complete', at(check, 'complete')),
    ...(isSaid(severity) ? { severity: severityNamed(severity, 'check.severity') } : {}),
    ignore: new Map(entriesOf(mappingOf('check.ignore', at(check, 'ignore'))).map(([rule, why]) => reason(rule, why))),
    clusterVersions: versionsOf(mappingOf('check.clusterVersions', at(check, 'clusterVersions'))),
  };
}

function versionsOf(versions: Plain): Partial<ClusterVersions> {
  return within('check.clusterVersions', () =>
    Object.fromEntries(entriesOf(versions).map(([name, version]) => versionOf(name, version))),
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
  throw new UserError(`${what} takes a mapping, got ${given(value)}`);
}

function isTrue(what: string, value: Plain): boolean {
  if (!isSaid(value)) return false;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new UserError(`${what} takes true or false, got ${given(value)}`);
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
