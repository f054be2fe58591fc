import { createContext, Script } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { SchemaLibrary } from '../../../src/check/schema/schema-library';
import { schemaLines } from './checked';
import { importedSchemas } from './imported-kinds';

/** Far more than a linear or quadratic pattern takes for these texts; an exponential one takes for ever. */
const LIMIT_MS = 5_000;

/** Texts that begin as patterns want it, and do not end so. */
const ATTACKS = [
  '1',
  '0',
  '.1',
  'a',
  'a.',
  'A',
  '-',
  '1m',
  '1s',
  '1.',
  '100,',
  'a/',
  '!',
  ' ',
  '*.',
  'http://',
  'a:',
].map((part) => `${part.repeat(400)}\u0000`);

describe('the patterns of the CRDs', () => {
  const text = JSON.stringify(importedSchemas());
  const patterns = [
    ...new Set([...text.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, json = '']) => JSON.parse(json))),
  ];

  test('are there, and can be compiled', () => {
    expect(patterns.length).toBeGreaterThan(25);
    const library = new SchemaLibrary();
    expect(patterns.filter((pattern) => library.regExp(pattern).flags !== '')).toEqual([]);
  });

  test.each(patterns)('%s keeps nobody busy', (pattern) => {
    // A script of its own can be stopped.
    const context = createContext({ pattern, ATTACKS });
    const script = new Script('ATTACKS.filter((text) => new RegExp(pattern).test(text)).length');
    expect(script.runInContext(context, { timeout: LIMIT_MS })).toBeLessThan(ATTACKS.length);
  });

  const middleware = (checkPeriod: string) => ({
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'Middleware',
    metadata: { name: 'demo' },
    spec: { circuitBreaker: { checkPeriod } },
  });

  test.each(['10', '10s', '1m30', '1h2m3s', '5ms5'])('take the duration %s, as Go does', (text) => {
    expect(schemaLines(middleware(text))).toEqual([]);
  });

  test.each(['', 's', '10 s', '1.5s', '10sm', `${'1'.repeat(60)}x`])('do not take the duration %j', (text) => {
    expect(schemaLines(middleware(text))).toHaveLength(1);
  });

  test('are not asked about a text that is longer than any name', () => {
    expect(schemaLines(middleware('x'.repeat(2_000)))).toHaveLength(1);
    expect(schemaLines(middleware('x'.repeat(2_001)))).toEqual([]);
  });
});
