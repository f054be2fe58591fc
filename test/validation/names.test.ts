import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import fc from 'fast-check';
import {
  dnsLabelProblems,
  dnsSubdomainProblems,
  hostnameProblems,
  serviceNameProblems,
} from '../../src/validation/names';
import { toGoDuration } from '../../src/validation/numbers';

describe('names', () => {
  test.each(['a', '0', 'a-b', 'x'.repeat(63)])('%s is a DNS label', (name) => {
    expect(dnsLabelProblems('name', name)).toEqual([]);
  });

  test.each(['', '-', 'a-', '-a', 'A', 'a_b', 'a.b', 'ä', 'a\n', ' a', 'x'.repeat(64)])(
    '%j is no DNS label',
    (name) => {
      expect(dnsLabelProblems('name', name)).toHaveLength(1);
    },
  );

  test.each(['a.b', 'a', `${'x'.repeat(63)}.y`])('%s is a DNS subdomain', (name) => {
    expect(dnsSubdomainProblems('name', name)).toEqual([]);
  });

  test.each(['', '.', 'a.', 'a..b', `${'x'.repeat(64)}.y`, `${'x.'.repeat(127)}`])('%j is no DNS subdomain', (name) => {
    expect(dnsSubdomainProblems('name', name)).toHaveLength(1);
  });

  test('a Service begins with a letter', () => {
    expect(serviceNameProblems('name', 'a1')).toEqual([]);
    expect(serviceNameProblems('name', '1a')).toEqual([
      'name has to begin with a letter, as the name of a Service (DNS-1035), got "1a"',
    ]);
  });

  test('no text makes the checks throw or hang', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const problems = [dnsLabelProblems, dnsSubdomainProblems, serviceNameProblems, hostnameProblems].flatMap(
          (check) => check('name', text),
        );
        expect(problems.every((problem) => problem.startsWith('name '))).toBe(true);
      }),
    );
  });
});

test('durations are written so that Go reads the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), (amount) => {
      const parts = [...toGoDuration(Duration.seconds(amount)).matchAll(/(\d+)([hms])/g)];
      const unit: Record<string, number> = { h: 3600, m: 60, s: 1 };
      expect(parts.reduce((sum, [, n, u]) => sum + Number(n) * (unit[u ?? ''] ?? 0), 0)).toBe(amount);
    }),
  );
});
