import type { Severity } from '../check/finding';
import { SEVERITIES } from '../check/finding';
import type { CheckReport, ReportedFinding } from './check-report';

/** How many findings of which sort a report has. */
export interface ReportCounts {
  /** Those that are provably broken. */
  readonly error: number;

  /** Those that can be accepted with a reason. */
  readonly warning: number;

  /** Those that are good to know. */
  readonly info: number;

  /** Those that are accepted; they are not among the others. */
  readonly waived: number;

  /** Those that `--fix` mends. */
  readonly fixable: number;
}

/** The findings that nobody has accepted. */
export function openFindings(report: CheckReport): ReportedFinding[] {
  return report.findings.filter(({ waivedBecause }) => waivedBecause === undefined);
}

/** How many findings of which sort a report has. */
export function countsOf(report: CheckReport): ReportCounts {
  const open = openFindings(report);
  const of = (severity: Severity): number => open.filter((finding) => finding.severity === severity).length;
  return {
    error: of('error'),
    warning: of('warning'),
    info: of('info'),
    waived: report.findings.length - open.length,
    fixable: open.filter(({ fix }) => fix !== undefined).length,
  };
}

/** Findings counted by how bad they are, from the worst: `3 errors, 1 warning`; empty for none. */
export function countsText(findings: readonly ReportedFinding[]): string {
  return SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity)];
  }).join(', ');
}

/** What was found and where it was looked for, then what else there is to know, a few words each. */
export function summaryOf(report: CheckReport): string[] {
  const { waived, fixable } = countsOf(report);
  const { hidden, fixed, patches } = report;
  return [
    `${outcomeOf(report)} ${lookedAt(report)}`,
    ...(fixed > 0 ? [`${fixed} mended by --fix`] : []),
    ...(fixable > 0 ? [`${fixable} can be mended by --fix`] : []),
    ...(waived > 0 ? [`${waived} accepted with a reason`] : []),
    ...(patches > 0
      ? [`${counted(patches, 'file')} left out: Kustomize patches with ${patches === 1 ? 'it' : 'them'}`]
      : []),
    ...(hidden > 0
      ? [`${counted(hidden, 'less severe finding')} ${hidden === 1 ? 'is' : 'are'} hidden, see --severity info`]
      : []),
  ];
}

function outcomeOf(report: CheckReport): string {
  const counts = countsText(openFindings(report));
  if (counts !== '') return counts;
  // Nothing found in nothing is no good news: a mistyped folder must not look like a passed check.
  if (report.objects === 0) return 'nothing to check';
  return report.hidden > 0 ? 'nothing severe' : 'nothing wrong';
}

function lookedAt({ files, objects }: CheckReport): string {
  if (objects === 0) return files === 0 ? '(no objects)' : `in ${counted(files, 'file')} (no objects of Kubernetes)`;
  return files === 0
    ? `in ${counted(objects, 'object')}`
    : `in ${counted(files, 'file')} (${counted(objects, 'object')})`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
