import type { Flaw } from './flaw';
import { shortText } from './short-text';
import { templateAt, templateMessage } from './template-text';
import { MAX_DEPTH, MAX_TOKENS, type YamlError } from './yaml-parser';

/** What is wrong with a document that is no YAML, and where; the likely cause comes before what the parser says. */
export function syntaxFlaw(text: string, error: YamlError): Flaw {
  const { code, reason } = error;
  // What is missing at the end is missing behind the last character, and not in front of the next document.
  const start = Math.min(error.start, text.trimEnd().length);
  const end = Math.max(start, Math.min(error.end, text.length));
  if (code === 'TOO_DEEP') return { message: `more than ${MAX_DEPTH} levels are nested here`, start, end };
  if (code === 'TOO_LARGE') return { message: TOO_LARGE, remedy: SMALLER, start: 0, end: 0 };
  const conflict = text.match(/(?:^|\n)(<{7}|>{7})(?=[ \r\n]|$)/);
  if (conflict?.index !== undefined) {
    const from = conflict.index + conflict[0].length - MARK_LENGTH;
    const message = `a conflict of a merge is left here (${conflict[1]}); decide for one side and take the marks away`;
    return { message, start: from, end: from + MARK_LENGTH };
  }
  const template = templateAt(text, start);
  const message = template === undefined ? undefined : templateMessage(text.slice(template, template + NEAR));
  if (template !== undefined && message !== undefined) return { message, start: template, end: template + 2 };
  return { message: `${MEANINGS[code] ?? 'this is no YAML'} (${inLowerCase(reason)})`, start, end };
}

const TOO_LARGE = `this document has more than ${MAX_TOKENS / 1e6} million words and signs`;
const SMALLER = 'split the document into several, or give it as JSON';

const MARK_LENGTH = 7;
const NEAR = 500;

const MEANINGS: Partial<Record<YamlError['code'], string>> = {
  ALIAS_PROPS: 'an alias (*name) takes no anchor and no tag',
  BAD_ALIAS: 'an anchor or an alias has no proper name; a text that begins with & or * has to stand in quotes',
  BAD_DQ_ESCAPE: 'double quotes hold a backslash that begins no escape; in single quotes it is a plain character',
  BAD_INDENT: 'the indentation does not fit the lines around',
  BAD_SCALAR_START: 'a text that begins with this character has to stand in quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'a key stands within what is a value already; indent the line as those around it, or put a text with ": " in quotes',
  BLOCK_IN_FLOW: 'between brackets or braces there is something that takes lines of its own',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
  MISSING_CHAR: 'something is missing here, such as a quote, a bracket, a comma or a line break',
  MULTILINE_IMPLICIT_KEY: 'a key and its colon have to be in one line; perhaps the colon or the quotes are missing',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_TAGS: 'a value has two tags',
  TAB_AS_INDENT: 'a tab stands where YAML takes only spaces',
  UNEXPECTED_TOKEN: 'this cannot stand here',
};

function inLowerCase(reason: string): string {
  return shortText(reason).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}
