import type { Severity } from '../check/finding';
import { entriesOf, isThere, type Plain } from '../manifest/plain';
import type { CHECK_FORMATS } from '../report/check-formats';
import { given, meant, ruleNamed, severityNamed, textsFrom } from './check-words';
import { UserError } from './user-error';

/** What the `properties` of the plugin in `cdk8s.yaml` come to. */
export interface ValidationSettings {
  /** The file that the findings are left in. */
  readonly report: string;

  /** The form of that file. */
  readonly format: keyof typeof CHECK_FORMATS;

  /** The least severity that is reported; undefined where it is not said. */
  readonly severity?: Severity;

  /** The ids of the rules that are not applied. */
  readonly ignore: readonly string[];

  /** Whether nothing else will be in the cluster. */
  readonly complete: boolean;
}

/**
 * Reads the `properties` of the plugin.
 * @throws UserError if they say what there is not.
 */
export function validationSettings(properties: Plain): ValidationSettings {
  if (isThere(properties) && (typeof properties !== 'object' || Array.isArray(properties))) {
    throw new UserError(`properties takes a mapping, got ${given(properties)}`);
  }
  const said = new Map(entriesOf(properties).filter(([, value]) => isThere(value)));
  const unknown = [...said.keys()].find((key) => !KEYS.includes(key));
  if (unknown !== undefined) {
    const hint = `${meant(unknown, KEYS)} (there are ${KEYS.join(', ')})`;
    throw new UserError(`properties has no ${JSON.stringify(unknown)}${hint}`);
  }
  const severity = said.get('severity');
  return {
    ...reportOf(said.get('report') ?? 'cdk8s-rollouts-report.json'),
    ...(severity === undefined ? {} : { severity: severityNamed(severity, 'properties.severity') }),
    ignore: rulesOf(said.get('ignore') ?? []),
    complete: truth('properties.complete', said.get('complete') ?? true),
  };
}

const KEYS: readonly string[] = ['report', 'severity', 'ignore', 'complete'];
const FORMATS = { '.sarif': 'sarif', '.json': 'json', '.xml': 'junit', '.md': 'markdown' } as const;

function reportOf(file: Plain): Pick<ValidationSettings, 'report' | 'format'> {
  const format = Object.entries(FORMATS).find(([ending]) => typeof file === 'string' && file.endsWith(ending))?.[1];
  if (typeof file === 'string' && format !== undefined) return { report: file, format };
  const endings = Object.keys(FORMATS).join(', ');
  throw new UserError(`properties.report takes a file that ends in ${endings}, got ${given(file)}`);
}

function rulesOf(rules: Plain): string[] {
  return textsFrom('properties.ignore', 'rules', rules).map(ruleNamed);
}

function truth(what: string, value: Plain): boolean {
  if (typeof value === 'boolean') return value;
  throw new UserError(`${what} takes true or false, got ${given(value)}`);
}
