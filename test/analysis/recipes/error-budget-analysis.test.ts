import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { ErrorBudgetAnalysis, type ErrorBudgetAnalysisProps, NoTraffic, Prometheus } from '../../../src';
import { DEMO_GATE, gateMetric, OF_CANARY, OF_PODS } from './demo-gate';

function metricOf(props: Partial<ErrorBudgetAnalysisProps> = {}) {
  return gateMetric(
    (chart, requests) =>
      new ErrorBudgetAnalysis(chart, 'budget', { ...DEMO_GATE, requests, objective: 0.999, ...props }),
  );
}

const TOTAL = `traefik_service_requests_total{${OF_CANARY}}`;
const ERRORS = `traefik_service_requests_total{${OF_CANARY},code=~"5.."}`;

describe('ErrorBudgetAnalysis', () => {
  test('asks for the lesser burn rate of a short and a long window, while there are requests', () => {
    const ratio = (range: string) => `(sum(rate(${ERRORS}${range})) or vector(0)) / (sum(rate(${TOTAL}${range})) > 0)`;
    expect(metricOf().provider.prometheus.query).toBe(
      `(min(label_replace(${ratio('[20s]')}, "window", "short", "", "") or ` +
        `label_replace(${ratio('[1m40s]')}, "window", "long", "", "")) / 0.001) and (sum(rate(${TOTAL}[20s])) > 0)`,
    );
  });

  test('measures once the long window lies within the life of the canary, and then like every gate', () => {
    expect(metricOf()).toMatchObject({ name: 'error-budget', initialDelay: '1m40s', interval: '10s', failureLimit: 1 });
    const provider = Prometheus.at('http://prometheus:9090');
    expect(metricOf({ provider })).toMatchObject({ initialDelay: '5m', interval: '15s' });
    const windows = { shortWindow: Duration.seconds(30), longWindow: Duration.minutes(3) };
    expect(metricOf(windows)).toMatchObject({ initialDelay: '3m' });
    expect(metricOf({ ...windows, initialDelay: Duration.minutes(4) })).toMatchObject({ initialDelay: '4m' });
    expect(metricOf(windows).provider.prometheus.query).toMatch(/\[30s\].*"short".*\[3m\].*"long".*\[30s\]/);
  });

  test('counts the requests of the short window', () => {
    expect(metricOf({ minRequests: 50 }).provider.prometheus.query).toMatch(
      / and \(sum\(increase\(traefik_[^ ]*\[20s\]\)\) >= 50\)$/,
    );
  });

  test.each([
    [NoTraffic.PASS, 'len(result) == 0 || isNaN(result[0]) || result[0] <= 6', undefined],
    [NoTraffic.FAIL, 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 6', undefined],
    [
      NoTraffic.INCONCLUSIVE,
      'len(result) > 0 && !isNaN(result[0]) && result[0] <= 6',
      'len(result) > 0 && !isNaN(result[0]) && result[0] > 6',
    ],
  ])('compares with the burn rate (%s)', (onNoTraffic, successCondition, failureCondition) => {
    const metric = metricOf({ onNoTraffic, burnRate: 6 });
    expect(metric.successCondition).toBe(successCondition);
    expect(metric.failureCondition).toBe(failureCondition);
  });

  test('tolerates a burn rate of 14.4 unless told otherwise', () => {
    expect(metricOf().successCondition).toContain('result[0] <= 14.4');
  });

  test('takes successes where a source has no selector of errors', () => {
    const { errors, ...others } = OF_PODS;
    const { query } = metricOf({ requests: { ...others, successes: errors } }).provider.prometheus;
    expect(query).toContain('label_replace(1 - (sum(rate(');
  });

  test.each([
    [0.999, '0.001'],
    [0.9995, '0.0005'],
    [0.99, '0.01'],
  ])('divides by the budget of objective %d', (objective, budget) => {
    expect(metricOf({ objective }).provider.prometheus.query).toContain(`)) / ${budget}) and `);
  });

  test.each<[string, Partial<ErrorBudgetAnalysisProps>, string]>([
    ['an objective in per cent', { objective: 99.9 }, 'objective takes a share above 0 and at most 1 (0.99 is 99 %)'],
    ['an objective without a budget', { objective: 1 }, 'objective takes a share below 1: at 1 there is no budget'],
    ['a burn rate below one', { burnRate: 0.5 }, 'burnRate takes a number of at least 1, got 0.5'],
    ['no number', { burnRate: Number.NaN }, 'burnRate takes a number of at least 1, got NaN'],
    [
      'a burn rate that no version reaches',
      { objective: 0.9 },
      'with an objective of 0.9 a burnRate of 14.4 is more than every request failing: the gate could not fail; take a ' +
        'burnRate below 10',
    ],
    ['a burn rate that all failing is just not', { objective: 0.9, burnRate: 10 }, 'the gate could not fail'],
    [
      'a short window with gaps',
      { shortWindow: Duration.seconds(10) },
      'shortWindow takes at least 4 scrape intervals (20s)',
    ],
    ['half a second', { longWindow: Duration.millis(500) }, 'longWindow takes whole seconds'],
    ['a delay of half a second', { initialDelay: Duration.millis(500) }, 'initialDelay takes whole seconds'],
    [
      'a long window that is not longer',
      { longWindow: Duration.seconds(20) },
      'longWindow takes more than shortWindow (20s), got 20s',
    ],
    [
      'a long window from before the canary',
      { initialDelay: Duration.seconds(60) },
      'initialDelay takes at least the longWindow (1m40s), got 1m: before, the canary has not lived that long',
    ],
    ['requests of which nobody knows how they went', { requests: { ...OF_PODS, errors: undefined } }, 'got neither'],
  ])('refuses %s', (_, props, message) => {
    expect(() => metricOf(props)).toThrow(message);
  });
});
