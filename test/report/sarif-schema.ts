import { readFileSync } from 'node:fs';
import Ajv, { type ValidateFunction } from 'ajv';

const SCHEMA = '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';

const URI_LETTERS = /^([A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;

/** Whether something is SARIF 2.1.0, by the schema of OASIS: it is of an older draft, but uses nothing that has changed. */
export function sarifValidator(): ValidateFunction {
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(require.resolve(SCHEMA), 'utf8'));
  // A pattern of it is no Unicode pattern.
  return new Ajv({
    strict: false,
    unicodeRegExp: false,
    formats: { 'date-time': true, uri: isUri, 'uri-reference': isUriReference },
  }).compile(schema);
}

/** Whether a text is an address, such as `file:///tmp/a.yaml`. */
function isUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(text) && URI_LETTERS.test(text) && URL.canParse(text);
}

/** Whether a text is an address, or one from somewhere, whose first part then has no colon. */
function isUriReference(text: string): boolean {
  return isUri(text) || (URI_LETTERS.test(text) && !/^[^/?#]*:/.test(text));
}
