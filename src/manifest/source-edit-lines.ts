/** A part of a text, by offsets, and what takes its place. */
export interface Splice {
  /** The offset of its first character. */
  readonly start: number;

  /** The offset of the character after its last; where it is the start, nothing is taken away. */
  readonly end: number;

  /** What stands there afterwards. */
  readonly text: string;
}

/** A text with parts of it replaced; the parts do not overlap and come in the order of the text. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const pieces: string[] = [];
  let offset = 0;
  for (const splice of splices) {
    pieces.push(text.slice(offset, splice.start), splice.text);
    offset = splice.end;
  }
  return [...pieces, text.slice(offset)].join('');
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end === -1) return text.length;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}

/** Where the line after that of an offset begins; the end of the text where there is none. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** The line break of the line of an offset, or that of the line before where it has none. */
export function lineBreakAt(text: string, offset: number): string {
  const next = text.indexOf('\n', offset);
  const end = next === -1 ? text.lastIndexOf('\n') : next;
  return end > 0 && text[end - 1] === '\r' ? '\r\n' : '\n';
}

/** The spaces and tabs at the begin of the line of an offset. */
export function indentOfLine(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end += 1;
  return text.slice(start, end);
}

/** Whether nothing but space stands before an offset in its line. */
export function isFirstInLine(text: string, offset: number): boolean {
  return lineStart(text, offset) + indentOfLine(text, offset).length >= offset;
}

/** Whether nothing but space and a comment stands from an offset to the end of its line. */
export function isLastInLine(text: string, offset: number): boolean {
  return /^(?:[ \t]*|[ \t]+#.*)$/.test(text.slice(offset, lineEnd(text, offset)));
}

/**
 * Where the lines of a block end: behind the comment on its last line, and behind the comment lines below it that are
 * indented more than its key or dash, since those are inside of it.
 * @param end where its last value ends
 * @param column how far its key or dash is indented
 */
export function blockEnd(text: string, end: number, column: number): number {
  let last = lineEnd(text, end);
  for (let line = nextLine(text, last); line < text.length; line = nextLine(text, line)) {
    const indent = indentOfLine(text, line);
    const rest = text.slice(line + indent.length, lineEnd(text, line));
    if (rest === '') continue;
    if (!rest.startsWith('#') || indent.length <= column) break;
    last = lineEnd(text, line);
  }
  return last;
}
