import { Composer, type CST, type Document, isAlias, isNode, Lexer, Parser, visit } from 'yaml';
import { type Shape, shapeOf } from './source-edit-shape';
import { splitDocuments } from './split-documents';
import { MAX_DEPTH } from './yaml-parser';

/** A document that was read in order to be edited. */
export interface ReadDocument {
  /** Its text. */
  readonly text: string;

  /** Its nodes. */
  readonly document: Document;

  /** What it says. */
  readonly shape: Shape;

  /** Its anchored nodes and its aliases, in their order; none where it has no alias. */
  readonly anchored: readonly unknown[];
}

/** A document read; where it cannot be edited, the reason. */
export function readDocument(text: string): ReadDocument | string {
  try {
    return read(text);
  } catch (error) {
    return `the document cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function read(text: string): ReadDocument | string {
  const tokens = tokensOf(text);
  if (tokens === undefined) return TOO_DEEP;
  const [document, second] = new Composer(OPTIONS).compose(tokens, true, text.length);
  const [error] = document?.errors ?? [];
  if (error !== undefined) return `the document is not valid YAML: ${error.message}`;
  if (document === undefined || second !== undefined || splitDocuments(text).length !== 1) return NOT_ONE;
  const shape = shapeOf(text, document.contents);
  return shape === undefined ? TOO_DEEP : { text, document, shape, anchored: anchoredOf(document) };
}

const TOO_DEEP = `the document is nested more than ${MAX_DEPTH} levels deep`;
const NOT_ONE = 'the document is written in a way that is not edited';

const OPTIONS = { keepSourceTokens: true, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;

/** The tokens of a text; undefined where they are nested too deeply to be composed, which would end the process. */
function tokensOf(text: string): CST.Token[] | undefined {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > MAX_DEPTH) return undefined;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function anchoredOf(document: Document): unknown[] {
  const found: unknown[] = [];
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node) || (isNode(node) && 'anchor' in node && node.anchor !== undefined)) found.push(node);
    },
  });
  return found.some((node) => isAlias(node)) ? found : [];
}
