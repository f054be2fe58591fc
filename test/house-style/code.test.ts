import { describe, expect, test } from '@jest/globals';
import { defaultExports } from './default-exports';
import { moduleState } from './module-state';
import type { HouseRule } from './rule';
import { sideEffects } from './side-effects';
import { sourceFiles } from './source-files';
import { timeAndLocale } from './time-and-locale';
import { typeEscapes } from './type-escapes';

const check = (rule: HouseRule, text: string, path = 'src/rollout/a.ts') =>
  rule.violations(sourceFiles({ [path]: text }));

describe('default-exports', () => {
  test.each([
    'export default 1;',
    'export default class A {}',
    'export default function a() {}',
    'export = 1;',
    'const a = 1; export { a as default };',
    "export { default } from './b';",
  ])('fires on %s', (text) => {
    expect(check(defaultExports, text)).toEqual(['src/rollout/a.ts:1 is a default export: export it by its name']);
  });

  test('stays quiet on named exports, and on a default case', () => {
    const text =
      "export { default as b } from './b'; export const a = (n: number) => { switch (n) { default: return 1; } };";
    expect(check(defaultExports, text)).toEqual([]);
  });
});

describe('type-escapes', () => {
  test('fires on any, on ! and on comments that silence', () => {
    const text = [
      'const a: any[] = [];',
      'const b = a[0]!.name;',
      '// @ts-ignore',
      '/* @ts-expect-error because */ const c = 1;',
      '/** biome-ignore lint/a: b */',
      'function d() {',
      '  // @ts-nocheck',
      '}',
    ].join('\n');
    expect(check(typeEscapes, text)).toEqual([
      'src/rollout/a.ts:1 says any: take unknown and narrow it',
      'src/rollout/a.ts:2 says a[0]!: handle undefined instead',
      'src/rollout/a.ts:3 silences a check with @ts-ignore: put the cause right',
      'src/rollout/a.ts:4 silences a check with @ts-expect-error: put the cause right',
      'src/rollout/a.ts:5 silences a check with biome-ignore: put the cause right',
      'src/rollout/a.ts:7 silences a check with @ts-nocheck: put the cause right',
    ]);
  });

  test('fires on a comment at the end of a file, and on one before a string', () => {
    expect(check(typeEscapes, "const a = 1;\n// @ts-ignore\n'text';\n// @ts-ignore")).toHaveLength(2);
  });

  test('stays quiet on unknown, on not and on texts that mention the words', () => {
    const text =
      'const any = !0; const a: unknown = "// @ts-ignore"; const b = `// biome-ignore`; const c = /@ts-nocheck/;';
    expect(check(typeEscapes, text)).toEqual([]);
  });
});

describe('module-state', () => {
  test('fires on a variable of the module', () => {
    expect(check(moduleState, 'export let count = 0;\nvar a, b;')).toEqual([
      'src/rollout/a.ts:1 keeps state in the module: count',
      'src/rollout/a.ts:2 keeps state in the module: a, b',
    ]);
  });

  test('stays quiet on constants, and on variables of a function', () => {
    expect(check(moduleState, 'const a = 1;\nfunction b() { let c = 0; return c; }')).toEqual([]);
  });
});

describe('side-effects', () => {
  test.each(['console.log', 'process.exit', 'process.env', 'globalThis.console.warn'])('fires on %s', (access) => {
    expect(check(sideEffects, `const a = ${access};`)).toEqual([`src/rollout/a.ts:1 uses ${access}: only src/cli may`]);
  });

  test('fires on an access in brackets', () => {
    expect(check(sideEffects, "process['env']['HOME'];")).toEqual([
      'src/rollout/a.ts:1 uses process.env: only src/cli may',
    ]);
  });

  test('stays quiet in src/cli, and on the rest of process', () => {
    expect(check(sideEffects, 'console.log(process.env);', 'src/cli/main.ts')).toEqual([]);
    expect(check(sideEffects, 'const a = process.version; const b = pod.process.env;')).toEqual([]);
  });
});

describe('time-and-locale', () => {
  test.each([
    ["'a'.localeCompare('b')", 'localeCompare'],
    ['(1).toLocaleString()', 'toLocaleString'],
    ['new Intl.NumberFormat()', 'Intl.NumberFormat'],
    ['new Date(0)', 'new Date'],
    ['Date()', 'Date()'],
    ['Date.now()', 'Date.now'],
    ['Math.random()', 'Math.random'],
  ])('fires on %s', (text, words) => {
    expect(check(timeAndLocale, `const a = ${text};`)).toEqual([
      `src/rollout/a.ts:1 uses ${words}: the output must not depend on time or locale`,
    ]);
  });

  test('stays quiet in src/cli, and on what is the same everywhere', () => {
    expect(check(timeAndLocale, 'console.log(Date.now());', 'src/cli/main.ts')).toEqual([]);
    expect(check(timeAndLocale, "const a = Math.max(1, 2); const b: Date = c; const d = 'A'.toLowerCase();")).toEqual(
      [],
    );
  });
});
