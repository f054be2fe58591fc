import { SEVERITIES } from '../check/finding';
import { grouped } from '../manifest/grouped';
import type { CheckReport, ReportedFinding } from './check-report';
import { fileName, objectName } from './finding-names';
import { findingText } from './finding-text';
import type { FormatOptions } from './format-options';
import { type RepeatedFinding, withoutRepetition } from './repeated-findings';
import { countsOf, openFindings, summaryOf } from './report-summary';
import { type TextStyle, textStyle } from './text-style';

/**
 * A report as people read it: findings by file and object, each with the lines around it, then what they come to.
 *
 * Accepted findings are only counted. Whatever manifests say, nothing but letters and our own colours gets out.
 */
export function checkText(report: CheckReport, options: FormatOptions = {}): string {
  const style = textStyle(options);
  const files = grouped(withoutRepetition(openFindings(report)), ({ finding }) => fileName(finding.place));
  const lines = [
    ...[...files].flatMap(([file, findings]) => fileText(file, findings, style)),
    ...summaryText(report, style),
    ...explainText(report, style),
  ];
  return `${lines.join('\n')}\n`;
}

function fileText(file: string, findings: readonly RepeatedFinding[], style: TextStyle): string[] {
  const objects = grouped(findings, ({ finding }) => nameOf(finding));
  return [
    style.bold(file),
    ...[...objects].flatMap(([name, ofObject]) => [
      ...(name === '' ? [] : [`  ${style.bold(name)}`]),
      '',
      ...ofObject.flatMap((finding) => [...findingText(finding, style), '']),
    ]),
  ];
}

function nameOf({ object }: ReportedFinding): string {
  return object === undefined ? '' : objectName(object);
}

function summaryText(report: CheckReport, style: TextStyle): string[] {
  const [outcome = '', ...rest] = summaryOf(report);
  const line = [outcome, ...rest].join(SEPARATOR);
  const shown = outcomeText(outcome, report, style);
  if (line.length > style.width) return [shown, ...rest.map((part) => `  ${part}`)];
  return [[shown, ...rest].join(SEPARATOR)];
}

const SEPARATOR = ' · ';

function outcomeText(outcome: string, report: CheckReport, style: TextStyle): string {
  const counts = countsOf(report);
  const worst = SEVERITIES.find((severity) => counts[severity] > 0);
  if (worst !== undefined) return style.bad(outcome, worst);
  return report.objects === 0 ? style.bad(outcome, 'warning') : style.good(outcome);
}

/** At night a rule's name is not enough, and who has not seen the option does not look for it. */
function explainText(report: CheckReport, style: TextStyle): string[] {
  const [first] = openFindings(report);
  return first === undefined ? [] : [style.dim(`why a rule matters: cdk8s-rollouts check --explain ${first.rule}`)];
}
