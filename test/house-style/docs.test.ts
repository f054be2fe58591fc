import { describe, expect, test } from '@jest/globals';
import { docDefaults } from './doc-defaults';
import { docSentences } from './doc-sentences';
import { readonlyProps } from './readonly-props';
import { sourceFiles } from './source-files';

const check = (rule: typeof docSentences, text: string) => rule.violations(sourceFiles({ 'src/rollout/a.ts': text }));

describe('doc-sentences', () => {
  test('fires on an export without a doc comment', () => {
    expect(check(docSentences, '// A comment.\nexport function ramp() {}')).toEqual([
      'src/rollout/a.ts:2 ramp has no doc comment',
    ]);
  });

  test.each([
    'export function a(): void {}',
    'export class A {}',
    'export abstract class A {}',
    'export interface A {}',
    'export type A = string;',
    'export enum A {}',
    'export const a = 1;',
    'const a = 1; export { a as b };',
  ])('fires on %s', (text) => {
    expect(check(docSentences, text)).toHaveLength(1);
  });

  test.each(['/** A ramp */', '/** */', '/** @see elsewhere. */', '/** Like e.g. this */', '/** v1.2 */'])(
    'fires on %s, which has no sentence',
    (doc) => {
      expect(check(docSentences, `${doc}\nexport const a = 1;`)).toEqual([
        'src/rollout/a.ts:2 the doc comment of a does not begin with a sentence that ends with a full stop',
      ]);
    },
  );

  test('fires on public members of classes', () => {
    const text = `/** A pair. */ export class Pair {
      /** Made of two. */ public static of() {}
      readonly stable: string;
      public get canary(): string { return ''; }
      set weight(value: number) {}
      bind(): void {}
      constructor(readonly name: string) {}
    }`;
    expect(check(docSentences, text).map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'Pair.stable has no doc comment',
      'Pair.canary has no doc comment',
      'Pair.weight has no doc comment',
      'Pair.bind has no doc comment',
      'Pair.name has no doc comment',
    ]);
  });

  test('fires on members of interfaces and enums', () => {
    const text = `/** A router. */ export interface ITrafficRouter { name: string; bind(): void }
      /** What happens. */ export enum NoTraffic { FAIL = 'fail' }`;
    expect(check(docSentences, text)).toEqual([
      'src/rollout/a.ts:1 ITrafficRouter.name has no doc comment',
      'src/rollout/a.ts:1 ITrafficRouter.bind has no doc comment',
      'src/rollout/a.ts:2 NoTraffic.FAIL has no doc comment',
    ]);
  });

  test('stays quiet on what is documented', () => {
    const text = `
      /** The pair of Services (stable and canary). Then why: it surprises */ export class Pair {
        /** The stable one, \`demo-stable\`. @default - none */ readonly stable = '';
        /** Its name. */ get name(): string { return ''; }
        set name(value: string) {}
        /** Splits. */ bind(a: string): void;
        bind(a: string | number): void {}
        /** @param port The port. */ constructor(readonly port: number) {}
      }
      /**
       * A ramp of 0 to 100 %.
       *
       * - and a list
       */
      export const ramp = 1;
      /** One by name. */ export function find(name: string): string;
      export function find(name: unknown): unknown { return name; }`;
    expect(check(docSentences, text)).toEqual([]);
  });

  test('stays quiet on what is not public, or documented by its base class', () => {
    const text = `/** A rollout. */ export class Rollout {
      constructor() {}
      private a = 1;
      protected b = 1;
      #c = 1;
      _d = 1;
      /** @internal */ e = 1;
      override f = 1;
      constructor2: undefined;
    }
    class Hidden { a = 1 }
    const hidden = 1;
    export * from './b';
    export { c } from './c';`;
    expect(check(docSentences, text)).toEqual(['src/rollout/a.ts:9 Rollout.constructor2 has no doc comment']);
  });
});

describe('doc-defaults', () => {
  test('fires on an optional property without @default, or with an empty one', () => {
    const text = `export interface RampProps {
      /** The steps. */ readonly steps?: number;
      /** The weight. @default */ readonly weight?: number;
    }`;
    expect(check(docDefaults, text)).toEqual([
      'src/rollout/a.ts:2 RampProps.steps is optional: say its value or what happens with @default',
      'src/rollout/a.ts:3 RampProps.weight is optional: say its value or what happens with @default',
    ]);
    expect(check(docDefaults, 'export interface RampOptions { /** The steps. */ steps?: number }')).toHaveLength(1);
  });

  test('stays quiet on @default, on required properties, and on other interfaces', () => {
    const text = `export interface RampProps {
      /** The steps.\n @default 5 */ readonly steps?: number;
      /** The weight. */ readonly weight: number;
    }
    export interface Ramp { steps?: number }
    interface HiddenProps { steps?: number }`;
    expect(check(docDefaults, text)).toEqual([]);
  });
});

describe('readonly-props', () => {
  test('fires on a property that can be written', () => {
    expect(check(readonlyProps, 'interface RampProps {\n readonly steps: number;\n weight?: number }')).toEqual([
      'src/rollout/a.ts:3 RampProps.weight is not readonly',
    ]);
  });

  test('stays quiet on readonly ones, and on other interfaces', () => {
    const text = 'export interface RampProps { readonly steps: number }\nexport interface State { steps: number }';
    expect(check(readonlyProps, text)).toEqual([]);
  });
});
