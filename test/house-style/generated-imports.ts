import { importsOf } from './file-imports';
import { type HouseRule, violation } from './rule';
import { filesIn } from './source-files';

/** The library takes only types and schemas from the generated `imports/`: the classes there drop fields they do not know. */
export const generatedImports: HouseRule = {
  name: 'generated-imports',
  violations: (files) =>
    filesIn('src', files).flatMap((file) =>
      importsOf(file)
        .filter(({ target, typeOnly }) => target?.startsWith('imports/') === true && !typeOnly)
        .filter(({ target }) => target?.endsWith('.json') !== true)
        .map(({ node, target }) => violation(node, `takes more than types from ${target}: write "import type"`)),
    ),
};
