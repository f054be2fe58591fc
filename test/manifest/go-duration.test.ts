import { describe, expect, test } from '@jest/globals';
import { goDurationSeconds } from '../../src/manifest/go-duration';

describe('goDurationSeconds', () => {
  test.each([
    ['30s', 30],
    ['1h30m', 5400],
    ['1.5m', 90],
    ['.5s', 0.5],
    ['250ms', 0.25],
    ['-5m', -300],
    ['+5m', 300],
    ['0', 0],
    ['0s', 0],
  ])('reads %s', (text, seconds) => {
    expect(goDurationSeconds(text)).toBeCloseTo(seconds, 9);
  });

  test.each(['', '5', '5 m', '1d', 'm', '5m ', '{{args.window}}', '1h-5m'])('has nothing for %j', (text) => {
    expect(goDurationSeconds(text)).toBeUndefined();
  });
});
