import { expect, test } from '@jest/globals';

/** A rule of the controller, and how it is kept from being broken. */
export interface RefusedRule {
  /** The id of the rule. */
  readonly rule: string;

  /** What somebody might want. */
  readonly input: string;

  /** Makes it and renders it. */
  readonly make: () => unknown;

  /** What is said instead. */
  readonly message: string;
}

/** The same for a rule that no input can break. */
export interface UnwritableRule {
  /** The id of the rule. */
  readonly rule: string;

  /** What makes it so. */
  readonly because: string;

  /** What the constructs render. */
  readonly rendered: () => unknown;

  /** What shows it. */
  readonly shows: unknown;
}

/** Shows of each rule that it is not broken. */
export function testRules(refused: readonly RefusedRule[], unwritable: readonly UnwritableRule[]): void {
  test.each(refused.map((row): [string, RefusedRule] => [`${row.rule}, ${row.input}`, row]))(
    'is refused: %s',
    (_, { make, message }) => {
      expect(make).toThrow(message);
    },
  );

  test.each(unwritable.map((row): [string, UnwritableRule] => [`${row.rule}, as ${row.because}`, row]))(
    'cannot be written: %s',
    (_, { rendered, shows }) => {
      expect(rendered()).toEqual(shows);
    },
  );
}

/** The ids of all rules that are shown, in order. */
export function rulesOf(refused: readonly RefusedRule[], unwritable: readonly UnwritableRule[]): string[] {
  return [...new Set([...refused, ...unwritable].map(({ rule }) => rule))].sort();
}
