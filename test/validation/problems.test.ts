import { describe, expect, test } from '@jest/globals';
import { Chart } from 'cdk8s';
import { throwProblems } from '../../src/validation/problems';
import { demoChart, demoRollout, demoServices } from '../demo-chart';

function stackOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).stack ?? '';
  }
  return '';
}

describe('throwProblems', () => {
  test('does nothing without a problem', () => {
    expect(() => throwProblems(demoChart(), [])).not.toThrow();
  });

  test('begins the stack at the line that makes the construct', () => {
    const [, first] = stackOf(() => demoServices(demoChart(), { ports: [] })).split('\n');
    expect(first).toMatch(/at demoServices .*demo-chart\.ts/);
  });

  test('keeps the whole stack of a construct that was made before', () => {
    const chart = demoChart();
    const services = demoServices(new Chart(chart, 'other', { namespace: 'other' }));
    expect(stackOf(() => throwProblems(services, ['wrong']))).toContain('problems.test.ts');
    expect(stackOf(() => demoRollout(chart, { services }))).toContain('demo-chart.ts');
  });
});
