import { Node } from 'ts-morph';
import { type HouseRule, violation } from './rule';
import { filesIn, pathOf } from './source-files';

const FORBIDDEN: readonly RegExp[] = [/^(globalThis\.)?console\./, /^(globalThis\.)?process\.(exit|exitCode|env)$/];

/** Only the command line prints, exits or reads the environment. */
export const sideEffects: HouseRule = {
  name: 'side-effects',
  violations: (files) =>
    filesIn('src', files)
      .filter((file) => !pathOf(file).startsWith('src/cli/'))
      .flatMap((file) =>
        file.getDescendants().flatMap((node) => {
          const access = accessOf(node);
          if (access === undefined || !FORBIDDEN.some((forbidden) => forbidden.test(access))) return [];
          return [violation(node, `uses ${access}: only src/cli may`)];
        }),
      ),
};

/** A property access in dots, however it is written: `process['env']` is `process.env`. */
function accessOf(node: Node): string | undefined {
  if (Node.isPropertyAccessExpression(node)) return `${withoutBrackets(node.getExpression())}.${node.getName()}`;
  if (!Node.isElementAccessExpression(node)) return undefined;
  const key = node.getArgumentExpression();
  return Node.isStringLiteral(key) ? `${withoutBrackets(node.getExpression())}.${key.getLiteralValue()}` : undefined;
}

function withoutBrackets(node: Node): string {
  return accessOf(node) ?? node.getText();
}
