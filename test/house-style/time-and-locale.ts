import { Node } from 'ts-morph';
import { type HouseRule, violation } from './rule';
import { filesIn, pathOf } from './source-files';

const WANDERING_METHOD = /^(localeCompare|toLocale\w*)$/;
const WANDERING_ACCESS = /^(Intl\.\w+|Date\.now|Math\.random|performance\.now)$/;

/** What src makes does not depend on time, chance or locale: a re-render without a change makes no diff. */
export const timeAndLocale: HouseRule = {
  name: 'time-and-locale',
  violations: (files) =>
    filesIn('src', files)
      .filter((file) => !pathOf(file).startsWith('src/cli/'))
      .flatMap((file) =>
        file.getDescendants().flatMap((node) => {
          const words = wanderingWords(node);
          return words === undefined
            ? []
            : [violation(node, `uses ${words}: the output must not depend on time or locale`)];
        }),
      ),
};

function wanderingWords(node: Node): string | undefined {
  if (Node.isPropertyAccessExpression(node)) {
    if (WANDERING_METHOD.test(node.getName())) return node.getName();
    return WANDERING_ACCESS.test(node.getText()) ? node.getText() : undefined;
  }
  if (!Node.isNewExpression(node) && !Node.isCallExpression(node)) return undefined;
  if (node.getExpression().getText() !== 'Date') return undefined;
  return Node.isNewExpression(node) ? 'new Date' : 'Date()';
}
