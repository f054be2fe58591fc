import { LineCounter } from 'yaml';
import type { SourceRange } from './source';

/** The lines of a text; columns count UTF-16 code units, as SARIF does where it is not told otherwise. */
export class TextLines {
  private readonly counter = new LineCounter();

  constructor(private readonly text: string) {
    this.counter.addNewLine(0);
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) this.counter.addNewLine(end + 1);
  }

  /** The range between two offsets, but not beyond the line in which it begins. */
  range(start: number, end: number): SourceRange {
    const from = Math.min(start, this.text.length);
    const { line, col } = this.counter.linePos(from);
    const to = Math.min(Math.max(from, end), Math.max(from, endOfLine(this.text, from)));
    return { start: { line, column: col }, end: { line, column: col + to - from } };
  }
}

/** Where the line around an offset ends, without the characters that end it. */
export function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end === -1) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}
