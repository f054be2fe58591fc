import { describe, expect, it } from '@jest/globals';
import { hasContentHash, hasVersion } from '../../src/check/content-hash';

describe('a name', () => {
  it.each(['shop-config-k4b9g8tf2m', 'shop-config-9f86d081', 'shop-2c26b46b68ffc68ff99b453c1d304134'])(
    'follows the content where it ends in a hash of it: %s',
    (name) => {
      expect(hasContentHash(name)).toBe(true);
    },
  );

  it.each(['shop-config', 'shop-c8f3a1b2', 'shop-deadbeef', 'shop-20261126', 'shop-feedback', 'shop-1a2b', '9f86d081'])(
    'does not where it ends in something else: %s',
    (name) => {
      expect(hasContentHash(name)).toBe(false);
    },
  );

  it('has a version where people count it up', () => {
    expect(['shop-v3', 'shop-v1.2', 'shop-v1-2', 'shop', 'shop-vault', 'v3'].map(hasVersion)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
