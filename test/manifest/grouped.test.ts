import { describe, expect, test } from '@jest/globals';
import { addTo, grouped } from '../../src/manifest/grouped';

describe('grouping values', () => {
  test('keeps the order in which groups and values come first', () => {
    const groups = grouped(['pear', 'fig', 'plum', 'apple', 'fennel'], ([first]) => first);
    expect([...groups]).toEqual([
      ['p', ['pear', 'plum']],
      ['f', ['fig', 'fennel']],
      ['a', ['apple']],
    ]);
  });

  test('makes no group where there are no values', () => {
    expect([...grouped([], String)]).toEqual([]);
  });

  test('tells keys apart by what they are, and takes undefined for one', () => {
    const groups = grouped([{ home: 1 }, { home: '1' }, {}, { home: 1 }], ({ home }) => home);
    expect([...groups].map(([key, { length }]) => [key, length])).toEqual([
      [1, 2],
      ['1', 1],
      [undefined, 1],
    ]);
  });

  test('puts a value into the group of each key that it is added to', () => {
    const groups = grouped(['a'], () => 'old');
    for (const key of ['new', 'old']) addTo(groups, key, 'b');
    expect([...groups]).toEqual([
      ['old', ['a', 'b']],
      ['new', ['b']],
    ]);
  });
});
