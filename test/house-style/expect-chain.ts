import { type CallExpression, Node, type SourceFile, SyntaxKind } from 'ts-morph';

/** An `expect(…)` with what follows it. */
export interface ExpectChain {
  /** The call of expect itself. */
  readonly start: CallExpression;
  /** The names after it: `not`, `resolves`, `toBe`. */
  readonly names: readonly string[];
  /** The call of the matcher at the end; undefined where nothing is called. */
  readonly matcher: CallExpression | undefined;
}

/** All `expect(…)` chains of a file. */
export function expectChains(file: SourceFile): ExpectChain[] {
  return file
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .filter((call) => call.getExpression().getText() === 'expect')
    .map(chainOf);
}

function chainOf(start: CallExpression): ExpectChain {
  const names: string[] = [];
  let node: Node = start;
  for (let parent = node.getParent(); Node.isPropertyAccessExpression(parent); parent = node.getParent()) {
    if (parent.getExpression() !== node) break;
    names.push(parent.getName());
    node = parent;
  }
  const parent = node.getParent();
  const matcher =
    names.length > 0 && Node.isCallExpression(parent) && parent.getExpression() === node ? parent : undefined;
  return { start, names, matcher };
}
