import { Node } from 'ts-morph';
import { expectChains } from './expect-chain';
import { type HouseRule, violation } from './rule';
import { filesIn } from './source-files';

/** An expectation on a promise is awaited or returned; else the test ends before it is looked at. */
export const awaitedExpectations: HouseRule = {
  name: 'awaited-expectations',
  violations: (files) =>
    filesIn('test', files)
      .flatMap(expectChains)
      .filter(({ names }) => names.includes('resolves') || names.includes('rejects'))
      .filter(({ start, matcher }) => !isWaitedFor(matcher ?? start))
      .map(({ start, names }) => violation(start, `expect(…).${names.join('.')} is neither awaited nor returned`)),
};

function isWaitedFor(node: Node): boolean {
  const parent = node.getParent();
  if (Node.isAwaitExpression(parent) || Node.isReturnStatement(parent)) return true;
  if (Node.isArrowFunction(parent)) return parent.getBody() === node;
  if (Node.isParenthesizedExpression(parent)) return isWaitedFor(parent);
  if (!Node.isArrayLiteralExpression(parent)) return false;
  const call = parent.getParent();
  return Node.isCallExpression(call) && call.getExpression().getText() === 'Promise.all' && isWaitedFor(call);
}
