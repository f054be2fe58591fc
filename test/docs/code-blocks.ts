import fs from 'node:fs';
import path from 'node:path';

/** A fenced block of code in a page. */
export interface CodeBlock {
  /** The page and the line on which the block begins. */
  readonly at: string;

  /** The language behind the fence, such as `ts`. */
  readonly language: string;

  /** The file that the comment before the fence says it is the same as; undefined where none does. */
  readonly sameAs: string | undefined;

  /** The code. */
  readonly code: string;
}

const root = path.resolve(__dirname, '../..');

/** The Markdown pages of the project: those at the top and everything under docs/. */
export function pages(): string[] {
  const docs = path.join(root, 'docs');
  return [
    ...fs.readdirSync(root),
    ...(fs.existsSync(docs) ? fs.readdirSync(docs).map((file) => `docs/${file}`) : []),
  ].filter((file) => file.endsWith('.md'));
}

/** All code blocks of a page. */
export function codeBlocks(page: string): CodeBlock[] {
  const text = fs.readFileSync(path.join(root, page), 'utf8');
  return [...text.matchAll(/(?:<!-- the same as (\S+) -->\n)?^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    at: `${page}:${text.slice(0, match.index).split('\n').length}`,
    language: match[2] ?? '',
    sameAs: match[1],
    code: match[3] ?? '',
  }));
}
