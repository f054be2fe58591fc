import { Node } from 'ts-morph';
import { docsOf } from './doc-comments';
import { exportedDeclarations } from './exported-declarations';
import { type HouseRule, violation } from './rule';
import { filesIn } from './source-files';

/** Each optional property of exported Props and Options says what happens without it. */
export const docDefaults: HouseRule = {
  name: 'doc-defaults',
  violations: (files) =>
    filesIn('src', files)
      .flatMap(exportedDeclarations)
      .flatMap(({ node, name }) => {
        if (!Node.isInterfaceDeclaration(node) || !/(Props|Options)$/.test(name)) return [];
        return node
          .getProperties()
          .filter((property) => property.hasQuestionToken() && !saysDefault(property))
          .map((property) =>
            violation(
              property,
              `${name}.${property.getName()} is optional: say its value or what happens with @default`,
            ),
          );
      }),
};

function saysDefault(node: Node): boolean {
  return docsOf(node).some((doc) => doc.tags.some(({ tag, text }) => tag === 'default' && text !== ''));
}
