import { describe, expect, test } from '@jest/globals';
import { awaitedExpectations } from './awaited-expectations';
import { calledMatchers } from './called-matchers';
import type { HouseRule } from './rule';
import { skippedTests } from './skipped-tests';
import { sourceFiles } from './source-files';
import { testsExpect } from './tests-expect';

const check = (rule: HouseRule, text: string, path = 'test/a.test.ts') =>
  rule.violations(sourceFiles({ [path]: text }));

describe('called-matchers', () => {
  test.each([
    ['expect(x).toBe;', 'expect(…).toBe'],
    ['expect(x);', 'expect(…)'],
    ['await expect(x).resolves.toBe;', 'expect(…).resolves.toBe'],
    ['expect(x).not;', 'expect(…).not'],
    ['expect(x).not();', 'expect(…).not'],
    ['check(expect(x).toBe);', 'expect(…).toBe'],
    ['check(expect(x));', 'expect(…)'],
  ])('fires on %s', (text, words) => {
    expect(check(calledMatchers, text)).toEqual([`test/a.test.ts:1 ${words} calls no matcher, so it asserts nothing`]);
  });

  test.each([
    'expect(x).toBe(1);',
    'expect(x).not.toBe(1);',
    'await expect(x).resolves.toBe(1);',
    'expect(\n  x,\n)\n  .toEqual(expect.arrayContaining([1]));',
    'expect.assertions(1);',
  ])('stays quiet on %s', (text) => {
    expect(check(calledMatchers, text)).toEqual([]);
  });
});

describe('awaited-expectations', () => {
  test.each([
    'expect(x).rejects.toThrow();',
    'const a = () => { expect(x).rejects.toThrow(); };',
    'Promise.all([expect(x).rejects.toThrow()]);',
    'await Promise.race([expect(x).rejects.toThrow()]);',
  ])('fires on %s', (text) => {
    expect(check(awaitedExpectations, text)).toEqual([
      'test/a.test.ts:1 expect(…).rejects.toThrow is neither awaited nor returned',
    ]);
  });

  test.each([
    'await expect(x).resolves.toBe(1);',
    'function a() { return expect(x).resolves.toBe(1); }',
    'const a = () => expect(x).resolves.not.toBe(1);',
    'await Promise.all([expect(x).resolves.toBe(1), expect(y).rejects.toThrow()]);',
    'expect(x).toBe(1);',
  ])('stays quiet on %s', (text) => {
    expect(check(awaitedExpectations, text)).toEqual([]);
  });
});

describe('skipped-tests', () => {
  test.each([
    ["test.only('a', f);", 'test.only'],
    ["test.skip('a', f);", 'test.skip'],
    ["test.todo('a');", 'test.todo'],
    ["describe.skip('a', f);", 'describe.skip'],
    ["it.concurrent.only.each([1])('a', f);", 'it.concurrent.only'],
    ["(known ? test : test.skip)('a', f);", 'test.skip'],
    ["xit('a', f);", 'xit'],
    ["fit('a', f);", 'fit'],
    ["xdescribe('a', f);", 'xdescribe'],
  ])('fires on %s', (text, words) => {
    expect(check(skippedTests, text)).toEqual([`test/a.test.ts:1 says ${words}: every test runs`]);
  });

  test('fires on more than the allowed word in an allowed file', () => {
    expect(check(skippedTests, "test.only('a', f);", 'test/shared-folder.ts')).toHaveLength(1);
  });

  test('stays quiet where the reason is printed, and on words that only look alike', () => {
    expect(check(skippedTests, 'test.skip(title, body);', 'test/shared-folder.ts')).toEqual([]);
    expect(
      check(skippedTests, "test('a', f); test.each([1])('a', f); stream.skip(1); curve.fit(); const fit = 1;"),
    ).toEqual([]);
  });
});

describe('tests-expect', () => {
  test.each([
    "test('a', () => { render(); });",
    "it('a', async () => {});",
    "test.each([1])('a', () => { render(); });",
    "test('a', () => { expect.assertions(0); });",
    "testWithShared('a', () => { render(); });",
    "testWithShared('crds')('a', () => { render(); });",
    "function loop() { loop(); }\ntest('a', () => { loop(); });",
    "const render = () => 1;\ntest('a', render);",
  ])('fires on %s', (text) => {
    expect(check(testsExpect, text).map((line) => line.replace(/^\S+ /, ''))).toEqual(["the test 'a' expects nothing"]);
  });

  test.each([
    "test('a', () => { expect(x).toBe(1); });",
    "test('a', async () => { for (const x of xs) await expect(x).resolves.toBe(1); });",
    "test('a', () => { expectValid(x); });",
    "test('a', () => fixture.expectValid(x));",
    "function valid() { check(); } const check = () => expect(1).toBe(1);\ntest('a', () => { valid(); });",
    "const body = () => { expect(1).toBe(1); };\ntest('a', body);",
    'function testWithShared(title: string, body: () => void) { test(title, body); }',
    "test('a', () => { throw new Error('only in CI'); });",
    "test.each([1, 2])('a', (n) => { expect(n).toBe(1); }, 1000);",
    "const testWithCrds = testWithShared('crds');",
    "testWithShared('crds')('a', () => { expect(x).toBe(1); });",
    "/x/.test('a');",
  ])('stays quiet on %s', (text) => {
    expect(check(testsExpect, text)).toEqual([]);
  });
});
