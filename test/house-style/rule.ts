import { Node, type SourceFile } from 'ts-morph';
import { pathOf } from './source-files';

/** A house rule as a program: the files go in, the places that break it come out as `src/x.ts:12 what is wrong`. */
export interface HouseRule {
  /** The rule's name, which is the name of its file. */
  readonly name: string;
  /** The places that break the rule; a pure function of the files. */
  violations(files: readonly SourceFile[]): string[];
}

/** One violation, with its place in the manner of compilers, so that terminals make a link of it. */
export function violation(node: Node, text: string): string {
  const line = Node.isSourceFile(node) ? 1 : node.getStartLineNumber();
  return `${pathOf(node.getSourceFile())}:${line} ${text}`;
}
