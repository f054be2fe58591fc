const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const BLANK = /[\t\n\r]/;

/**
 * A text of which a terminal shows each character and does nothing else, in one line and as long as before.
 *
 * Manifests may come from strangers: an escape sequence could hide findings, and a mark that turns the direction of
 * writing could make them say something else.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => (BLANK.test(character) ? ' ' : symbolOf(character)));
}

function symbolOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd'.repeat(character.length);
}
