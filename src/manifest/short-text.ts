/** A text of a file as it is quoted in a message: in one line, and not longer than is read. */
export function shortText(text: string): string {
  const line = text.slice(0, LONGEST + 1).replaceAll(/[\s\p{Cc}]+/gu, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

const LONGEST = 100;
