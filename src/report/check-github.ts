import type { Severity } from '../check/finding';
import type { CheckReport, ReportedFinding, ReportedPlace } from './check-report';
import { messageOf, objectName, placeName } from './finding-names';
import { openFindings, summaryOf } from './report-summary';
import { shortText } from './short-text';

/**
 * A report as GitHub Actions takes it from the log of a step: one command per finding that nobody has accepted, which
 * marks the line in the pull request; in the end what they come to.
 *
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function checkGithub(report: CheckReport): string {
  return [...openFindings(report).map(commandOf), summaryOf(report).join(' · ')].map((line) => `${line}\n`).join('');
}

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

function commandOf(finding: ReportedFinding): string {
  const { severity, rule, object, remedy, place } = finding;
  const properties = Object.entries({
    ...positionOf(place),
    title: object === undefined ? rule : `${rule}: ${objectName(object)}`,
  });
  // What is in no file of the repository can only be named.
  const where = isInRepository(place) ? '' : `${placeName(place)}: `;
  const message = [`${where}${messageOf(finding)}`, `do: ${shortText(remedy)}`].join('\n');
  const told = properties.map(([name, value]) => `${name}=${escapedProperty(value)}`).join(',');
  return `::${COMMANDS[severity]} ${told}::${escaped(message)}`;
}

function isInRepository({ file }: ReportedPlace): boolean {
  return file !== undefined && file !== '-';
}

function positionOf(place: ReportedPlace): Readonly<Record<string, string>> {
  const { file, range } = place;
  if (file === undefined || !isInRepository(place)) return {};
  if (range === undefined) return { file };
  const { start, end } = range;
  const position = { file, line: `${start.line}`, endLine: `${start.line}`, col: `${start.column}` };
  // GitHub shows a mark at its last line, and takes columns of one line only: a long part is marked where it begins.
  return end.line === start.line ? { ...position, endColumn: `${end.column}` } : position;
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
