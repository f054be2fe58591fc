import type { QuoteStyle } from './source-edit-style';

/** A value of JSON that is neither an object nor a list. */
export type Primitive = string | number | boolean | null;

/** How a scalar is written. */
export interface ScalarStyle {
  /** The quotes to prefer; undefined writes a text without where every reader takes it for a text. */
  readonly quote: QuoteStyle | undefined;

  /** The quotes of a text that cannot do without. */
  readonly fallback: QuoteStyle;

  /** Whether it stands between brackets, where commas and brackets mean something. */
  readonly isInFlow: boolean;
}

/** Whether a value is neither an object nor a list. */
export function isPrimitive(value: unknown): value is Primitive {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** A scalar on one line, which readers of YAML 1.1 and of YAML 1.2 take for the same value. */
export function scalarText(value: Primitive, { quote, fallback, isInFlow }: ScalarStyle): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'string') return String(value);
  if (quote === undefined && isPlainText(value, isInFlow)) return value;
  return (quote ?? fallback) === 'single' && isPrintable(value) ? `'${value.replaceAll("'", "''")}'` : inQuotes(value);
}

/** A text in double quotes, as both JSON and YAML read it. */
export function inQuotes(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Whether what is written without quotes means this value to every reader. */
export function readsAlike(source: string, value: Primitive): boolean {
  if (typeof value === 'string') return source === value && !isAmbiguous(source);
  if (typeof value === 'number')
    return /^-?(?:0|[1-9]\d*)(?:\.\d+(?:e[-+]\d+)?)?$/.test(source) && Number(source) === value;
  if (value === null) return /^(?:~|null|Null|NULL|)$/.test(source);
  return [`${value}`, `${value}`.toUpperCase(), value ? 'True' : 'False'].includes(source);
}

/** Whether a text is on one line and has only characters that can be written as they are. */
export function isPrintable(value: string): boolean {
  return /^[\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u.test(value);
}

/** With a full stop, because there are readers that take `1e+21` for a text. */
function numberText(value: number): string {
  return JSON.stringify(value).replace(/^(-?\d+)e/, '$1.0e');
}

function isPlainText(value: string, isInFlow: boolean): boolean {
  return (
    isPrintable(value) &&
    /^(?:[\p{L}\p{N}_/.(\\$;<=^+]|--?\p{L})/u.test(value) &&
    !/^\.\.\.|: |:$| #| $/.test(value) &&
    !(isInFlow && /[,[\]{}:]/.test(value)) &&
    !isAmbiguous(value)
  );
}

/** Whether some reader takes a text without quotes for something else: YAML 1.1, 1.2 and Go's own mixture of them. */
function isAmbiguous(text: string): boolean {
  return AMBIGUOUS.some((pattern) => pattern.test(text));
}

const AMBIGUOUS: readonly RegExp[] = [
  /^(?:y|n|yes|no|on|off|true|false|null|~|=|<<|)$/i,
  /^[-+]?\.(?:inf|nan)$/i,
  /^[-+]?0(?:x[\da-f_]+|o[0-7_]+|b[01_]+)$/i,
  /^[-+]?\.?\d[\d_]*(?:\.[\d_]*)?(?:e[-+]?[\d_]*)?$/i,
  /^[-+]?\d[\d_]*(?::[\d_.]+)+$/,
  /^\d{1,4}-\d{1,2}-\d{1,2}/,
];
