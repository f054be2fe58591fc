import { describe, expect, test } from '@jest/globals';
import { MAX_ALIASED } from '../../src/manifest/plain-values';
import { readValue } from '../../src/manifest/read-value';

describe('readValue', () => {
  test.each([
    ['a: 1.10 # c\nb: [no, ~]\n', { a: 1.1, b: [false, null] }, { a: '1.10', b: ['no', '~'] }],
    ['a: &a {x: 0042}\nb: *a\n', { a: { x: 34 }, b: { x: 34 } }, { a: { x: '0042' }, b: { x: '0042' } }],
    ['a: !!int "5"\n', { a: 5 }, { a: 5 }],
    ['# nothing\n', undefined, undefined],
    ['%YAML 1.2\n---\n# nothing\n', null, ''],
  ])('reads %j as Go does, or leaves scalars texts', (text, asGo, asTexts) => {
    expect(readValue(text)).toEqual({ value: asGo, problem: undefined });
    expect(readValue(text, 'as-texts')).toEqual({ value: asTexts, problem: undefined });
  });

  test.each([
    ['a: 1\nb: [\n', 2],
    ['# c\n---\na: 1\n---\nb: 1\n', 4],
    ['a: 1\n---\n', 2],
    ['\n\na: *x\n', 3],
    ['\na:\n\tb: 1\n', 3],
  ])('says at which line %j is wrong', (text, line) => {
    expect(readValue(text)).toEqual({ value: undefined, problem: { line, message: expect.stringMatching(/./) } });
  });

  test('keeps what Go takes, and says what is wrong with it', () => {
    const { value, problem } = readValue('a: 1\nb: 2\na: 3\n');
    expect(value).toEqual({ a: 3, b: 2 });
    expect(problem).toMatchObject({ line: 3, message: expect.stringMatching(/^"a" stands twice in this mapping/) });
  });

  test.each([
    ['brackets', '['.repeat(100_000), 'more than 200 levels are nested here'],
    ['dashes', '- '.repeat(100_000), 'more than 200 levels are nested here'],
    ['aliases', laughs(9), `the aliases of this file stand for more than ${MAX_ALIASED} values`],
  ])('refuses %s that would end the process', (_title, text, message) => {
    expect(readValue(text).problem?.message).toBe(message);
    expect(readValue(text, 'as-texts').problem?.message).toBe(message);
  });
});

function laughs(levels: number): string {
  const lines = Array.from({ length: levels }, (_, level) => `a${level + 1}: &a${level + 1} [${alias(level)}]`);
  return `a0: &a0 [lol]\n${lines.join('\n')}\n`;
}

function alias(level: number): string {
  return Array.from({ length: 10 }, () => `*a${level}`).join(', ');
}
