const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d([.,]\d+)?(Z|z|[+-]\d\d:?\d\d)$/;
const OCTET = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${OCTET}(\\.${OCTET}){3}$`);
const BASE64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** A format that the API server looks at. */
export interface ValueFormat {
  /** What it takes, for messages. */
  readonly takes: string;

  /** Whether a value is in it; values of other types always are. */
  has(value: unknown): boolean;
}

/** The formats of the imported CRDs; the API server ignores those that it does not know. */
export const VALUE_FORMATS: ReadonlyMap<string, ValueFormat> = new Map([
  ['int32', ofNumber('-2147483648 to 2147483647', (value) => value >= -(2 ** 31) && value < 2 ** 31)],
  ['int64', ofNumber('a number of 64 bits', (value) => Math.abs(value) <= 2 ** 63)],
  ['double', ofNumber('a number', Number.isFinite)],
  ['date-time', ofText('a time such as "2026-01-31T10:00:00Z"', (text) => DATE_TIME.test(text) && isTime(text))],
  ['byte', ofText('bytes in base64', (text) => BASE64.test(text))],
  ['ipv4', ofText('an IPv4 address', (text) => IPV4.test(text))],
  ['ipv6', ofText('an IPv6 address', (text) => text.includes(':') && URL.canParse(`http://[${text}]`))],
]);

function ofNumber(takes: string, has: (value: number) => boolean): ValueFormat {
  return { takes, has: (value) => typeof value !== 'number' || has(value) };
}

function ofText(takes: string, has: (value: string) => boolean): ValueFormat {
  return { takes, has: (value) => typeof value !== 'string' || has(value) };
}

function isTime(text: string): boolean {
  return !Number.isNaN(Date.parse(text.replace(',', '.').replace(' ', 'T')));
}
