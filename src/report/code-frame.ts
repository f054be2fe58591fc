import { codeFrameColumns } from '@babel/code-frame';
import type { SourceRange } from '../manifest/source';
import { printable } from './printable-text';

/**
 * The line where a part of a text begins, marked, between its neighbours; undefined where the text has no such line.
 *
 * Long lines are cut around the mark, so that each fits into the width.
 */
export function codeFrame(lines: readonly string[], range: SourceRange, width: number): string | undefined {
  const { line, column } = range.start;
  const marked = lines[line - 1];
  if (marked === undefined) return undefined;
  const from = Math.min(column, marked.length + 1);
  const to = range.end.line === line ? Math.min(range.end.column, marked.length + 1) : marked.trimEnd().length + 1;
  const first = Math.max(line - 1, 1);
  const last = Math.min(line + 1, lines.length);
  const room = Math.max(width - String(last).length - ROOM_FOR_GUTTER, 20);
  const start = windowStart(marked, from, room);
  const cut = lines.slice(first - 1, last).map((text) => cutLine(text, start, room));
  const place = {
    start: { line, column: from - start },
    end: { line, column: Math.min(Math.max(to, from + 1) - start, room + 1) },
  };
  // The types of the package do not know `startLine` yet; a name of its own lets the compiler pass it.
  const options = { highlightCode: false, linesAbove: 1, linesBelow: 1, startLine: first };
  return codeFrameColumns(cut.join('\n'), place, options);
}

/** What stands before a line: `> `, the number, ` | `. */
const ROOM_FOR_GUTTER = 5;

/** How many characters are left out at the beginning of each line: a third of what is shown stands before the mark. */
function windowStart(marked: string, from: number, room: number): number {
  if (marked.length <= room) return 0;
  const wanted = from - 1 - Math.floor(room / 3);
  return Math.max(0, Math.min(wanted, marked.length - room));
}

function cutLine(line: string, start: number, room: number): string {
  const before = start === 0 ? '' : '…';
  const after = line.length <= start + room ? '' : '…';
  // Cut before it is made printable: a cut may leave half a pair of surrogates.
  const shown = printable(line.slice(start + before.length, start + room - after.length)).trimEnd();
  return shown === '' ? '' : `${before}${shown}${after}`;
}
