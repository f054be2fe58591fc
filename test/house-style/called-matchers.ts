import { expectChains } from './expect-chain';
import { type HouseRule, violation } from './rule';
import { filesIn } from './source-files';

const MODIFIERS = new Set(['not', 'resolves', 'rejects']);

/** Each `expect(…)` ends in a matcher that is called: `expect(x).toBeDefined;` asserts nothing. */
export const calledMatchers: HouseRule = {
  name: 'called-matchers',
  violations: (files) =>
    filesIn('test', files)
      .flatMap(expectChains)
      .filter(({ matcher, names }) => matcher === undefined || MODIFIERS.has(names.at(-1) ?? ''))
      .map(({ start, names }) =>
        violation(start, `${['expect(…)', ...names].join('.')} calls no matcher, so it asserts nothing`),
      ),
};
