/** A part of a text that is one document, with the comments and directives in front of it. */
export interface DocumentPart {
  /** Where it begins. */
  readonly start: number;

  /** Where the rest of the text goes on. */
  readonly end: number;

  /** Where its `---` is; undefined where it has none. */
  readonly marker: number | undefined;

  /** Where its value may begin: behind the `---`, or at its start. */
  readonly body: number;

  /** Whether it begins behind a `...` without a `---` of its own. */
  readonly isBehindEnd: boolean;
}

/**
 * The documents of a text, numbered as the `yaml` package numbers them.
 *
 * `---` and `...` at the beginning of a line end a document wherever they stand, also inside quotes; so a document that is
 * broken does not reach into the next one. JSON values that follow one another are documents too, as kubectl has it.
 */
export function splitDocuments(text: string): DocumentPart[] {
  const parts: DocumentPart[] = [];
  let start = 0;
  let marker: number | undefined;
  let isBehindEnd = false;
  const close = (end: number): void => {
    if (marker === undefined && !hasContent(text.slice(start, end))) return;
    const body = marker === undefined ? start : marker + MARKER_LENGTH;
    const part = { start, end, marker, body, isBehindEnd };
    for (const each of jsonSequence(text, part)) parts.push(each);
    [start, marker] = [end, undefined];
  };
  for (const { at, isEnd } of markersOf(text)) {
    if (isEnd) close(endOfLine(text, at));
    else {
      close(at);
      marker = at;
    }
    isBehindEnd = isEnd;
  }
  close(text.length);
  return parts;
}

const MARKER_LENGTH = 3;

interface Marker {
  readonly at: number;
  readonly isEnd: boolean;
}

function* markersOf(text: string): Generator<Marker> {
  // Not with the flag m: it takes U+2028 for the end of a line, and YAML does not.
  if (/^(---|\.\.\.)(?=[ \t\r\n]|$)/.test(text)) yield { at: 0, isEnd: text.startsWith('.') };
  for (const { index } of text.matchAll(/\n(?:---|\.\.\.)(?=[ \t\r\n]|$)/g)) {
    yield { at: index + 1, isEnd: text[index + 1] === '.' };
  }
}

/** Whether there is more than comments, directives and white space. */
function hasContent(text: string): boolean {
  return /(?:^|\n)(?!%)[ \t]*[^\s#]/.test(text);
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
}

/** The JSON values of a part one by one; the part itself where it is anything else. */
function jsonSequence(text: string, part: DocumentPart): DocumentPart[] {
  const content = text.slice(part.body, part.end);
  if (!/^\s*\{\s*["}]/.test(content)) return [part];
  const values: DocumentPart[] = [];
  let depth = 0;
  let start = part.start;
  for (const { 0: sign, index } of content.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]/g)) {
    if (sign === '{' || sign === '[') depth++;
    else if (sign === '}' || sign === ']') depth--;
    if (depth !== 0 || !/^\s*\{\s*["}]/.test(content.slice(index + 1, index + 1 + LOOK_AHEAD))) continue;
    const end = part.body + index + 1;
    values.push(values.length === 0 ? { ...part, end } : { ...FOLLOWING, start, end, body: start });
    start = end;
  }
  return values.length === 0 ? [part] : [...values, { ...FOLLOWING, start, end: part.end, body: start }];
}

const FOLLOWING = { marker: undefined, isBehindEnd: false };

/** How much white space there may be between two JSON values that follow one another. */
const LOOK_AHEAD = 1000;
