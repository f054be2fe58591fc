import { beginsWithSentence, docsOf } from './doc-comments';
import { exportedDeclarations } from './exported-declarations';
import { publicMembers } from './public-members';
import { type HouseRule, violation } from './rule';
import { filesIn } from './source-files';

/** Each export of src and each of its public members has a sentence that says what it is. */
export const docSentences: HouseRule = {
  name: 'doc-sentences',
  violations: (files) =>
    filesIn('src', files)
      .flatMap(exportedDeclarations)
      .flatMap((declaration) => [declaration, ...publicMembers(declaration)])
      .flatMap(({ node, name, docOn }) => {
        const docs = docOn.flatMap(docsOf);
        if (docs.length === 0) return [violation(node, `${name} has no doc comment`)];
        if (docs.some(({ text }) => beginsWithSentence(text))) return [];
        return [
          violation(node, `the doc comment of ${name} does not begin with a sentence that ends with a full stop`),
        ];
      }),
};
