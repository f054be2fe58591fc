import type { ConditionNode, Span } from './condition-node';
import type { ConditionProblem } from './condition-problem';
import type { Token } from './lexer';
import { readCondition, type WordReader } from './parser';
import { placeholdersOf, withOperator, withStandIns } from './placeholders';
import { unescapeText } from './text-escapes';
import { SyntaxProblem } from './token-reader';

/** A condition that was read, or why it could not be. */
export interface ParsedCondition {
  /** The condition; undefined where it does not parse. */
  readonly ast?: ConditionNode;

  /** Why it does not parse: at most one problem, as the controller stops at the first. */
  readonly problems: readonly ConditionProblem[];
}

/**
 * Reads a condition in the expression language of Argo Rollouts 1.10.2; `{{args.…}}` may stand anywhere in it.
 */
export function parseCondition(text: string): ParsedCondition {
  const places = placeholdersOf(text);
  if (places.length === 0) return attempt(text, text, places);
  const attempts = firstThatParses(withStandIns(text, places), (filled) => attempt(filled, text, places));
  if (attempts.ast !== undefined) return attempts;
  // An argument may complete a condition in ways that only its value tells, such as an operator.
  for (const place of places) {
    const others = places.filter((other) => other !== place);
    const { ast } = firstThatParses(withStandIns(withOperator(text, place), others), (filled) =>
      attempt(filled, text, places),
    );
    if (ast !== undefined) return { ast: { is: 'placeholder', text, from: 0, to: text.length }, problems: [] };
  }
  return attempts;
}

function firstThatParses(texts: Iterable<string>, parse: (text: string) => ParsedCondition): ParsedCondition {
  let first: ParsedCondition | undefined;
  for (const text of texts) {
    const parsed = parse(text);
    if (parsed.ast !== undefined) return parsed;
    first ??= parsed;
  }
  return first ?? { problems: [] };
}

function attempt(filled: string, text: string, places: readonly Span[]): ParsedCondition {
  try {
    return { ast: readCondition(filled, wordsOf(text, places)), problems: [] };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    const { message, at, isTooLong } = error;
    return { problems: [isTooLong ? tooLong(message, at) : syntax(message, at, text)] };
  }
}

// What stands in the text where a word does that has a placeholder in it.
function wordsOf(text: string, places: readonly Span[]): WordReader {
  return ({ kind, from, to }: Token) => {
    if (!places.some((place) => place.from < to && from < place.to)) return {};
    const written = text.slice(from, to);
    if (kind !== 'text') return { placeholder: written };
    const quote = written.charAt(0);
    return { text: quote === '`' ? written.slice(1, -1) : unescapeText(written.slice(1, -1), quote) };
  };
}

function syntax(error: string, { from, to }: Span, text: string): ConditionProblem {
  const rest = text.slice(from, from + 30);
  const where = rest === '' ? 'at its end' : `from character ${from + 1} on: "${rest}"`;
  return { code: 'syntax', error, message: `is no expression ${where} (${error})`, from, to };
}

function tooLong(message: string, { from, to }: Span): ConditionProblem {
  const error = 'compilation failed: expression exceeds maximum allowed nodes';
  return { code: 'too-long', error, message: `cannot be checked: ${message}; split it into several metrics`, from, to };
}
