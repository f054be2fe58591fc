import { expect, test } from '@jest/globals';
import { fittedBlocks } from '../../src/report/fitted-blocks';

const block = (...items: string[]) => ({ open: '<', items, close: '>' });

test('what fits is there in full', () => {
  expect(fittedBlocks([block('aa', 'b'), block('c')], 8)).toEqual({ text: '<aab><c>', left: 0 });
});

test('an entry that does not fit is left out, and all after it', () => {
  expect(fittedBlocks([block('aa', 'bbbbbb', 'c'), block('d')], 8)).toEqual({ text: '<aa>', left: 3 });
});

test('a block without an entry is left out', () => {
  expect(fittedBlocks([block('aaaaaa', 'bb'), block()], 7)).toEqual({ text: '', left: 2 });
});
