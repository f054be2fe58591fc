import type { ReportedFinding, ReportedPlace, ReportedRelation } from './check-report';
import { codeFrame } from './code-frame';
import { messageOf, objectName, placeName } from './finding-names';
import type { RepeatedFinding } from './repeated-findings';
import { shortText } from './short-text';
import type { TextStyle } from './text-style';
import { wrapped } from './wrapped-text';

/** How many places of equal findings, and of what a finding has to do with, are listed. */
const MOST_PLACES = 10;

/** A finding as people read it: what, where, the lines there, what to do, and what it has to do with. */
export function findingText({ finding, equals }: RepeatedFinding, style: TextStyle): string[] {
  const { severity, remedy, fix, related } = finding;
  const [message = '', ...more] = wrapped(messageOf(finding), style.width, `    ${severity}: `, '      ');
  const head = `${severity}:`;
  return [
    message.replace(head, () => style.bad(head, severity)),
    ...more,
    ...placeLines(finding, style),
    ...labelled('do', shortText(remedy), style),
    ...(fix === undefined ? [] : labelled('fix', `${shortText(fix)} (--fix does it)`, style)),
    ...listed(related, (relation) => labelled('see', relationText(relation), style)),
    ...listed(equals, (equal) => labelled('also', equalText(equal), style)),
  ];
}

function placeLines(finding: ReportedFinding, style: TextStyle): string[] {
  const frame = frameOf(finding.place, style);
  const path = frame === undefined && finding.path !== '' ? [shortText(finding.path, 200)] : [];
  const rest = [...path, finding.rule].map((part) => ` · ${part}`).join('');
  return [
    `      ${placeName(finding.place)}${style.dim(rest)}`,
    ...(frame === undefined ? [] : framed(frame, finding, style)),
  ];
}

function frameOf({ file, range }: ReportedPlace, style: TextStyle): string | undefined {
  const lines = file === undefined || range === undefined ? undefined : style.linesOf(file);
  return lines === undefined || range === undefined ? undefined : codeFrame(lines, range, style.width - INDENT.length);
}

const INDENT = '        ';

/** The frame's own marks stand in the gutter, so that no content is taken for one. */
function framed(frame: string, { severity }: ReportedFinding, style: TextStyle): string[] {
  return frame.split('\n').map((line) => {
    if (line.startsWith('>')) return `${INDENT}${style.bad('>', severity)}${line.slice(1)}`;
    return INDENT + (/^ +\| +\^+$/.test(line) ? style.bad(line, severity) : style.dim(line));
  });
}

function labelled(label: string, text: string, style: TextStyle): string[] {
  const [first = '', ...rest] = wrapped(text, style.width, `      ${label}: `, '        ');
  return [first.replace(`${label}:`, () => style.bold(`${label}:`)), ...rest];
}

function relationText(relation: ReportedRelation): string {
  return `${placeName(relation)} ${shortText(relation.message)}`;
}

function equalText({ place, object, path }: ReportedFinding): string {
  const name = object === undefined ? '' : ` ${objectName(object)}`;
  return `${placeName(place)}${name}${place.range === undefined && path !== '' ? ` ${shortText(path, 200)}` : ''}`;
}

function listed<T>(values: readonly T[], linesOf: (value: T) => string[]): string[] {
  const lines = values.slice(0, MOST_PLACES).flatMap(linesOf);
  const left = values.length - MOST_PLACES;
  return left > 0 ? [...lines, `      and ${left} more`] : lines;
}
