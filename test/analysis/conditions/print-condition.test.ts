import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ConditionNode } from '../../../src/analysis/conditions/condition-node';
import { parseCondition } from '../../../src/analysis/conditions/parse-condition';
import { printCondition } from '../../../src/analysis/conditions/print-condition';
import { arbitraryCondition } from './arbitrary-condition';

/** A condition without where its parts stand. */
function withoutPlaces(node: ConditionNode): unknown {
  return JSON.parse(
    JSON.stringify(node, (key, value) => {
      if (key === 'from' || key === 'to') return undefined;
      return typeof value === 'bigint' ? `${value}n` : value;
    }),
  );
}

function parsed(text: string): ConditionNode {
  const { ast, problems } = parseCondition(text);
  if (ast === undefined) throw new Error(`${text}: ${problems.map(({ message }) => message)}`);
  return ast;
}

describe('a printed condition', () => {
  test('is read as the condition that it was printed from', () => {
    fc.assert(
      fc.property(arbitraryCondition, (condition) => {
        const text = printCondition(condition);
        const again = parsed(text);
        // Comparisons in a row are read as one of two each.
        expect(printCondition(again)).toBe(text);
        expect(withoutPlaces(again)).toEqual(withoutPlaces(condition));
      }),
      { numRuns: 1000 },
    );
  });
});
