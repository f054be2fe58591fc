import { Composer, type CST, type Document, type ErrorCode, Lexer, type ParsedNode, Parser, Schema } from 'yaml';

/** How many levels deep a document may be; manifests have 10 to 40, and the parser's stack ends at some 800. */
export const MAX_DEPTH = 200;

/**
 * How many tokens a document may have. The parser takes up to 430 bytes for one, so this is below 1 GB; a `List` in YAML
 * has some 4 bytes to a token, and reaches this with 8 MB.
 */
export const MAX_TOKENS = 2_000_000;

/** A document as the parser has it. */
export interface ParsedYaml {
  /** Its content, as far as it could be made out; null for none. */
  readonly contents: ParsedNode | null;

  /**
   * The first place at which it is no YAML.
   * @default - it is YAML
   */
  readonly error?: YamlError;
}

/** A place at which a document is no YAML. */
export interface YamlError {
  /** What is wrong, in the words of the parser. */
  readonly reason: string;

  /** What kind of mistake it is. */
  readonly code: ErrorCode | 'TOO_DEEP' | 'TOO_LARGE';

  /** Where it begins, from the beginning of the document. */
  readonly start: number;

  /** Where it ends. */
  readonly end: number;
}

/** Parses one document at a time, and leaves all its scalars as texts. */
export class YamlParser {
  // One for all documents: making it for each takes time.
  private readonly options = {
    schema: new Schema({ schema: 'failsafe', resolveKnownTags: false }),
    // The parser looks for a key among all that are before it, which takes minutes for a mapping of 100,000.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  } as const;

  /** The content of a document, and what is wrong with it. */
  parse(text: string): ParsedYaml {
    const { stackTraceLimit } = Error;
    // A broken document can make a million errors, and their traces are most of what they cost.
    Error.stackTraceLimit = 0;
    try {
      const tokens = tokensOf(text);
      return Array.isArray(tokens) ? this.compose(tokens, text) : { contents: null, error: tokens };
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      return { contents: null, error: { reason, code: 'RESOURCE_EXHAUSTION', start: 0, end: 0 } };
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }

  private compose(tokens: readonly CST.Token[], text: string): ParsedYaml {
    let document: Document.Parsed | undefined;
    // To the end: a generator that is left before holds on to the nodes, which takes a seventh of the time to parse.
    for (const each of new Composer(this.options).compose(tokens, true, text.length)) document ??= each;
    const contents = document?.contents ?? null;
    const [first, ...others] = (document?.errors ?? []).filter(({ message }) => !GO_TAKES.test(message));
    if (first === undefined) return { contents };
    const { code, message, pos } = others.reduce((one, other) => (other.pos[0] < one.pos[0] ? other : one), first);
    return { contents, error: { reason: message, code, start: pos[0], end: pos[1] } };
  }
}

/** What is against the specification, but clear, and taken by the YAML library of kubectl. */
const GO_TAKES = /^Comments must be separated/;

/**
 * The tokens of a text, or where there are too many of them.
 *
 * What is nested too deeply has to be refused before it is composed: where the stack ends while a regular expression is
 * compiled, the whole process ends.
 */
function tokensOf(text: string): CST.Token[] | YamlError {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    const code = parser.stack.length > MAX_DEPTH ? 'TOO_DEEP' : ++count > MAX_TOKENS ? 'TOO_LARGE' : undefined;
    if (code !== undefined) return { reason: '', code, start: parser.offset - 1, end: parser.offset };
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}
