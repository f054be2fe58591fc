import type { Flaw } from './flaw';
import type { Plain } from './plain';
import { PlainValues } from './plain-values';
import { splitDocuments } from './split-documents';
import { syntaxFlaw } from './syntax-flaw';
import { TextLines } from './text-lines';
import { YamlParser } from './yaml-parser';

/** What a text of YAML says that is no manifest, such as settings or an entry of a ConfigMap. */
export interface ReadValue {
  /** Its value; undefined where there is none, or where it cannot be read. */
  readonly value: Plain;

  /** The first thing that is wrong with it; undefined where nothing is. */
  readonly problem: ValueProblem | undefined;
}

/** What is wrong with a text of YAML. */
export interface ValueProblem {
  /** What is wrong: one sentence, lower case, no full stop. */
  readonly message: string;

  /** The line at which it is, from 1. */
  readonly line: number;
}

/**
 * Reads a text of one document with the limits that manifests have: no depth, no alias and no size ends the process.
 * @param scalars `as-texts` leaves every scalar the text that stands there: 1.10 is no number then
 */
export function readValue(text: string, scalars: 'as-go' | 'as-texts' = 'as-go'): ReadValue {
  const [part, second] = splitDocuments(text);
  if (part === undefined) return { value: undefined, problem: undefined };
  const refused = (start: number, message: string): ReadValue => ({
    value: undefined,
    problem: { message, line: lineOf(text, start) },
  });
  if (second !== undefined) return refused(second.body, 'a second document begins here, and one is all that is read');
  const content = text.slice(part.start, part.end);
  const { contents, error } = new YamlParser().parse(content);
  const flaw: Flaw | undefined = error && syntaxFlaw(content, error);
  if (flaw !== undefined) return refused(part.start + flaw.start, flaw.message);
  const { value, flaws, isBroken } = new PlainValues(scalars).of(contents, content);
  const [first] = flaws;
  if (first === undefined) return { value, problem: undefined };
  return { ...refused(part.start + first.start, first.message), ...(isBroken ? {} : { value }) };
}

function lineOf(text: string, offset: number): number {
  return new TextLines(text).range(offset, offset).start.line;
}
