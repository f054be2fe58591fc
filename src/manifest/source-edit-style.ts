import { isMap, isSeq, visit } from 'yaml';
import { type Collection, columnOf, isBlock } from './source-edit-entry';
import type { ReadDocument } from './source-edit-reading';

/** How a document is written, as far as what is added to it is written alike. */
export interface SourceStyle {
  /** Whether it is JSON. */
  readonly isJson: boolean;

  /** How far a mapping is indented in another one. */
  readonly step: string;

  /** Whether a list is indented in its mapping. */
  readonly indentsLists: boolean;

  /** Whether its last line has a line break. */
  readonly endsWithLineBreak: boolean;

  /** The quotes that it uses. */
  readonly quote: QuoteStyle;
}

/** The quotes around a text. */
export type QuoteStyle = 'single' | 'double';

/** The style of a document: each trait as it is first seen, and as most people write where it is not. */
export function styleOf({ text, document }: ReadDocument): SourceStyle {
  let step: number | undefined;
  let indentsLists: boolean | undefined;
  let quote: QuoteStyle | undefined;
  visit(document, {
    Scalar: (_key, { type }) => {
      if (type === 'QUOTE_SINGLE') quote ??= 'single';
      else if (type === 'QUOTE_DOUBLE') quote ??= 'double';
    },
    Collection: (_key, node, path) => {
      const parent = path.at(-2);
      if (!isBlock(node) || !isMap(parent)) return;
      const deeper = columnOf(node) - columnOf(parent);
      if (isSeq(node)) indentsLists ??= deeper > 0;
      else if (deeper > 0) step ??= deeper;
    },
  });
  return {
    isJson: isJson(text, document.contents),
    step: ' '.repeat(step ?? 2),
    indentsLists: indentsLists ?? true,
    endsWithLineBreak: text.endsWith('\n'),
    quote: quote ?? 'double',
  };
}

function isJson(text: string, contents: unknown): boolean {
  if (!isFlow(contents)) return false;
  try {
    JSON.parse(text.slice(contents.range?.[0], contents.range?.[1]));
    return true;
  } catch {
    return false;
  }
}

function isFlow(node: unknown): node is Collection {
  return (isMap(node) || isSeq(node)) && !isBlock(node);
}
