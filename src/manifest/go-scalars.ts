/**
 * The value of a scalar without quotes, as the YAML library of kubectl, Argo CD and the controllers has it: YAML 1.1, but
 * without its numbers to the base 60 and its dates.
 * @see sigs.k8s.io/yaml goyaml.v2/resolve.go
 */
export function plainScalar(text: string): string | number | boolean | null {
  if (!MAY_BE_MORE.test(text)) return text;
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  return /^[-+.\d]/.test(text) && text.length <= LONGEST_NUMBER ? (numberFrom(text) ?? text) : text;
}

/** The first characters of all that is no text. */
const MAY_BE_MORE = /^(?:[-+.\d~yYnNtTfFoO]|$)/;

const WORDS = new Map<string, number | boolean | null>([
  ...spellings(true, 'y', 'yes', 'true', 'on'),
  ...spellings(false, 'n', 'no', 'false', 'off'),
  ...spellings(null, '', '~', 'null'),
  ...['.nan', '.NaN', '.NAN'].map((text) => [text, Number.NaN] as const),
  ...spellings(Number.POSITIVE_INFINITY, '.inf', '+.inf'),
  ...spellings(Number.NEGATIVE_INFINITY, '-.inf'),
]);

/** What has more digits is larger than any number can be. */
const LONGEST_NUMBER = 400;

/** Each word in lower case, in upper case, and with one capital. */
function spellings<T>(value: T, ...words: string[]): [string, T][] {
  return words
    .flatMap((word) => [word, word.toUpperCase(), word.replace(/[a-z]/, (letter) => letter.toUpperCase())])
    .map((word) => [word, value]);
}

function numberFrom(text: string): number | undefined {
  if (text.startsWith('.')) {
    return /^\.\d(_?\d)*([eE][-+]?\d(_?\d)*)?$/.test(text) ? finite(text.replaceAll('_', '')) : undefined;
  }
  const digits = text.replaceAll('_', '');
  const [, sign, integer] = digits.match(/^([-+]?)(0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]+)$/) ?? [];
  const value = integer === undefined ? undefined : Number(integer.replace(/^0(?=\d)/, '0o'));
  if (value !== undefined && value < 2 ** 64) return sign === '-' ? 0 - value : value;
  return /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(digits) ? finite(digits) : undefined;
}

function finite(text: string): number | undefined {
  // Go has no -0 among its whole numbers, and adding 0 makes one of it.
  const value = Number(text) + 0;
  return Number.isFinite(value) ? value : undefined;
}
