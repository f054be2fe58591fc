import { Node } from 'ts-morph';
import { type HouseRule, violation } from './rule';
import { filesIn, pathOf } from './source-files';

/** Files that may skip a test, because they print why it cannot run here. */
const MAY_SKIP: Readonly<Record<string, readonly string[]>> = {
  'test/shared-folder.ts': ['test.skip'],
  'test/prometheus/available.ts': ['test.skip'],
};

const MODIFIER = /^(only|skip|todo|failing)$/;
const ROOT = /^(test|it|describe)(\.\w+)+$/;
const SHORTHAND = /^(fit|xit|xtest|fdescribe|xdescribe)$/;

/** Every test runs: none is skipped, planned or run alone, but where the reason is printed. */
export const skippedTests: HouseRule = {
  name: 'skipped-tests',
  violations: (files) =>
    filesIn('test', files).flatMap((file) =>
      file.getDescendants().flatMap((node) => {
        const words = wordsOf(node);
        if (words === undefined || MAY_SKIP[pathOf(file)]?.includes(words)) return [];
        return [violation(node, `says ${words}: every test runs`)];
      }),
    ),
};

function wordsOf(node: Node): string | undefined {
  if (Node.isPropertyAccessExpression(node)) {
    return MODIFIER.test(node.getName()) && ROOT.test(node.getText()) ? node.getText() : undefined;
  }
  if (!Node.isIdentifier(node) || !SHORTHAND.test(node.getText())) return undefined;
  const parent = node.getParent();
  return Node.isCallExpression(parent) && parent.getExpression() === node ? node.getText() : undefined;
}
