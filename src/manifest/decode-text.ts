/** The text of a file, without the mark that some editors put at its beginning. */
export interface DecodedText {
  /** The text; where it is broken, with U+FFFD in place of what is no text. */
  readonly text: string;

  /**
   * What is wrong with its encoding.
   * @default - nothing
   */
  readonly flaw?: EncodingFlaw;
}

/** What is wrong with the encoding of a file. */
export interface EncodingFlaw {
  /** What is wrong: one sentence, lower case, no full stop. */
  readonly message: string;

  /** What to do about it. */
  readonly remedy: string;

  /** Where in the text it is, in UTF-16 code units. */
  readonly offset: number;

  /** Whether there is no sense in reading the text. */
  readonly isBroken: boolean;
}

/** The text of a file, whatever its encoding. */
export function decodeText(input: Uint8Array | string): DecodedText {
  if (typeof input === 'string') return checked(input.replace(/^\uFEFF/, ''));
  const utf16 = UTF_16.find(({ mark }) => mark.every((byte, index) => input[index] === byte));
  if (utf16 !== undefined) {
    const text = new TextDecoder(utf16.label).decode(input);
    return { flaw: { message: UTF_16_MESSAGE, remedy: AS_UTF_8, offset: 0, isBroken: false }, ...checked(text) };
  }
  try {
    return checked(new TextDecoder('utf-8', { fatal: true }).decode(input));
  } catch {
    const text = new TextDecoder().decode(input);
    return { flaw: binary(text) ?? notUtf8(text), text };
  }
}

const UTF_16 = [
  { label: 'utf-16le', mark: [0xff, 0xfe] },
  { label: 'utf-16be', mark: [0xfe, 0xff] },
] as const;

const UTF_16_MESSAGE =
  'the file is UTF-16 (PowerShell writes it with >), of which kubectl and Argo CD read the first document at most';

const AS_UTF_8 = 'save the file as UTF-8';

function checked(text: string): DecodedText {
  const flaw = binary(text);
  return flaw === undefined ? { text } : { text, flaw };
}

function binary(text: string): EncodingFlaw | undefined {
  const offset = text.indexOf('\0');
  if (offset === -1) return undefined;
  const message = 'this is no file of text: it holds the byte 0 here';
  return { message, remedy: 'leave the file out, or write it anew as text', offset, isBroken: true };
}

function notUtf8(text: string): EncodingFlaw {
  const message = 'this is no UTF-8, which is all that kubectl and Argo CD read';
  return { message, remedy: AS_UTF_8, offset: Math.max(0, text.indexOf('\uFFFD')), isBroken: true };
}
