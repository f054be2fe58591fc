import { type Node, ts } from 'ts-morph';

/** A doc comment, taken apart. */
export interface DocComment {
  /** The text before the first tag. */
  readonly text: string;
  /** The tags with their texts. */
  readonly tags: readonly { readonly tag: string; readonly text: string }[];
}

/** The doc comments that stand directly before a node; for a parameter also its `@param`. */
export function docsOf(node: Node): DocComment[] {
  return ts.getJSDocCommentsAndTags(node.compilerNode).map((doc) => ({
    text: textOf(doc.comment),
    tags: ts.isJSDoc(doc) ? (doc.tags ?? []).map((tag) => ({ tag: tag.tagName.text, text: textOf(tag.comment) })) : [],
  }));
}

function textOf(comment: Parameters<typeof ts.getTextOfJSDocComment>[0]): string {
  return ts.getTextOfJSDocComment(comment)?.trim() ?? '';
}

/** Whether the text begins with a sentence: its first paragraph has a full stop at its end or before another sentence. */
export function beginsWithSentence(text: string): boolean {
  const [paragraph = ''] = text.split(/\n\s*\n/);
  return /[\p{L}\p{N}`)'"”%]\.[`)'"”*]*(?=\s+[\p{Lu}`({"*]|\s*$)/u.test(paragraph);
}
