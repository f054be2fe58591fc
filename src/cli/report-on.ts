import { type Finding, SEVERITIES, type Severity } from '../check/finding';
import { EVERY_RULE, RULES } from '../check/rules';
import { YAML } from '../check/yaml-findings';
import type { ManifestSet } from '../manifest/manifest-set';
import type { CheckReport } from '../report/check-report';
import { toReport } from '../report/to-report';
import { checkFiles } from './check-files';
import { ruleNamed, severityNamed, versionsFrom } from './check-words';
import type { CheckConfig } from './config';
import { filesToCheck } from './files-to-check';
import { packageVersion } from './package-version';
import { Progress } from './progress';
import type { Terminal } from './terminal';
import { UserError } from './user-error';

/** What the command line says about a check; it wins over the configuration. */
export interface CheckFlags {
  /** The least severity that is reported. */
  readonly severity?: string;

  /** The only rules that are applied. */
  readonly rule?: readonly string[];

  /** Rules that are not applied. */
  readonly ignore?: readonly string[];

  /** Whether nothing else will be in the cluster. */
  readonly complete?: boolean;

  /** What runs in the clusters. */
  readonly clusterVersion?: readonly string[];

  /** Whether what can be mended is mended. */
  readonly fix?: boolean;
}

/** A check of files, told. */
export interface CheckedReport {
  /** What was found. */
  readonly report: CheckReport;

  /** The objects. */
  readonly set: ManifestSet;

  /** The texts of the files. */
  readonly texts: ReadonlyMap<string, string>;

  /** What the command ends with: 2 where there are errors or warnings that nobody has accepted. */
  readonly exit: 0 | 2;
}

/**
 * Checks the files that the user means.
 * @param paths those that the user names; undefined takes those of the configuration, or what cdk8s renders
 * @throws UserError if they cannot be found or read, or the flags say what there is not.
 */
export async function reportOn(
  paths: readonly string[] | undefined,
  flags: CheckFlags,
  config: CheckConfig,
  terminal: Terminal,
): Promise<CheckedReport> {
  const least =
    flags.severity === undefined ? (config.severity ?? 'warning') : severityNamed(flags.severity, '--severity');
  if (flags.rule?.length === 0) {
    throw new UserError('--rule takes the names of rules (cdk8s-rollouts check --explain lists all)');
  }
  const only = (flags.rule ?? []).map(ruleNamed);
  // A document that cannot be read hides what any rule would find.
  const applied = new Set(only.length === 0 ? EVERY_RULE.map(({ id }) => id) : [YAML.id, ...only]);
  for (const id of (flags.ignore ?? []).map(ruleNamed)) applied.delete(id);
  const isWanted = (id: string): boolean => applied.has(id);
  const isShown = ({ severity }: Finding): boolean => isAsBad(severity, least);
  const versions = { ...config.clusterVersions, ...versionsFrom(flags.clusterVersion ?? []) };
  const files = await filesToCheck(paths, config, terminal.cwd);
  const { set, texts, fixed, patches, ...checked } = await checkFiles(
    {
      files,
      rules: RULES.filter(({ id }) => isWanted(id)),
      isWanted,
      isComplete: flags.complete ?? config.complete,
      versions,
      isMended: (finding) => flags.fix === true && isShown(finding) && !config.ignore.has(finding.rule),
    },
    terminal,
    new Progress(terminal),
  );
  const findings = checked.findings.map((finding) => withReason(finding, config.ignore.get(finding.rule)));
  const shown = findings.filter(isShown);
  const report = toReport({
    findings: shown,
    rules: EVERY_RULE,
    textOf: (file) => texts.get(file),
    sourceOf: (object) => set.sourceOf(object),
    counts: {
      version: packageVersion(),
      files: files.length,
      objects: set.objects.length,
      hidden: hiddenOf(findings, shown),
      fixed,
      patches,
    },
  });
  return { report, set, texts, exit: shown.some(isOpen) ? 2 : 0 };
}

// The reason of an annotation is about this very object.
function withReason(finding: Finding, reason: string | undefined): Finding {
  if (reason === undefined || finding.waivedBecause !== undefined) return finding;
  return { ...finding, waivedBecause: reason, waivedIn: 'configuration' };
}

// What is only good to know never fails a check.
function isOpen({ severity, waivedBecause }: Finding): boolean {
  return severity !== 'info' && waivedBecause === undefined;
}

function hiddenOf(findings: readonly Finding[], shown: readonly Finding[]): number {
  const open = (of: readonly Finding[]): number => of.filter(({ waivedBecause }) => waivedBecause === undefined).length;
  return open(findings) - open(shown);
}

function isAsBad(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}
