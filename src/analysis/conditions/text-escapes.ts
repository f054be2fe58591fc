// expr-lang/expr 1.17.7 parser/lexer: what its scanner takes and its unescape knows; a text in backquotes has no escapes.
const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

const ESCAPE =
  /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([0-3][0-7]{2})|(.))/gsu;

/** The text that is written between quotes of one kind; undefined where an escape is none. */
export function unescapeText(written: string, quote: string): string | undefined {
  let isValid = true;
  const text = written.replace(/\r\n?/g, '\n').replace(ESCAPE, (_, braced, four, eight, two, octal, letter) => {
    const hex: string | undefined = braced ?? four ?? eight ?? two;
    const code = hex !== undefined ? Number.parseInt(hex, 16) : octal !== undefined ? Number.parseInt(octal, 8) : -1;
    const isCode = code >= 0 && code <= 0x10ffff;
    const plain = isCode ? String.fromCodePoint(code) : letter === quote ? quote : ESCAPES[letter ?? ''];
    isValid &&= plain !== undefined;
    return plain ?? '';
  });
  return isValid ? text : undefined;
}

/** A text in double quotes, with escapes for what cannot stand in them. */
export function quoteText(text: string): string {
  const escaped = text.replace(/[\\"]/g, '\\$&').replace(/[\p{Cc}\u2028\u2029]/gu, escapeControl);
  return `"${escaped}"`;
}

function escapeControl(character: string): string {
  if (character === '\n') return '\\n';
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
