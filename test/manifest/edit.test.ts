import { describe, expect, test } from '@jest/globals';
import { EACH, edit, withKey } from '../../src/manifest/edit';

const ROUTE = { rules: [{ backends: [{ name: 'a', weight: 1 }, { name: 'b' }] }, { name: 'other' }], host: 'x' };

describe('edit', () => {
  test('changes what stands at a path, in a copy', () => {
    const before = structuredClone(ROUTE);
    const after = edit(ROUTE, ['rules', EACH, 'backends', EACH, 'weight'], () => 5);
    expect(after).toEqual({
      rules: [
        {
          backends: [
            { name: 'a', weight: 5 },
            { name: 'b', weight: 5 },
          ],
        },
        { name: 'other' },
      ],
      host: 'x',
    });
    expect(ROUTE).toEqual(before);
  });

  test('is the value itself where nothing changes', () => {
    expect(edit(ROUTE, ['rules', EACH, 'name'], (name) => name)).toBe(ROUTE);
  });

  test('takes a key away that becomes undefined, and makes no parents', () => {
    expect(edit(ROUTE, ['host'], () => undefined)).toEqual({ rules: ROUTE.rules });
    expect(edit(ROUTE, ['spec', 'host'], () => 'y')).toBe(ROUTE);
    expect(edit('text', ['host'], () => 'y')).toBe('text');
    expect(edit({ rules: {} }, ['rules', EACH], () => 'y')).toEqual({ rules: {} });
  });
});

describe('withKey', () => {
  test('sets a key behind the others, or takes it away', () => {
    expect(Object.keys(withKey({ a: 1, b: 2 }, 'a', 3) as object)).toEqual(['b', 'a']);
    expect(withKey({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 });
    expect(withKey(undefined, 'a', 1)).toEqual({ a: 1 });
  });
});
