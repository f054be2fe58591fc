import { describe, expect, it, test } from '@jest/globals';
import { selectorTakes } from '../../src/check/label-selector-text';

describe('a selector that is written as text', () => {
  const labels = { team: 'shop', tier: 'web' };

  it.each([
    'team=shop',
    'team == shop',
    'team=shop,tier!=test',
    'team in (cart, shop),tier',
    'team notin (cart),!owner',
    '!owner',
    'owner!=me',
    'owner notin (me)',
    '',
  ])('takes what it fits: %s', (selector) => {
    expect(selectorTakes(selector, labels)).toBe(true);
  });

  it.each(['team=cart', 'team=shop,tier=test', 'team!=shop', 'team in (cart)', 'team notin (shop)', '!team', 'owner'])(
    'does not take what it does not fit: %s',
    (selector) => {
      expect(selectorTakes(selector, labels)).toBe(false);
    },
  );

  it('takes everything where there is none', () => {
    expect(selectorTakes(undefined, null)).toBe(true);
  });
});

test('a selector that cannot be read may take anything', () => {
  expect([selectorTakes('((', {}), selectorTakes(7, null), selectorTakes('team shop', {})]).toEqual([true, true, true]);
});
