import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { type Metric, Prometheus } from '../../src';
import { secondsOf, verdictProblems } from '../../src/analysis/measured-for';

const seconds = (amount: number) => Duration.seconds(amount);

function metric(props: Partial<Metric>): Metric {
  const provider = Prometheus.at('http://prometheus:9090').query('errors{service="demo-canary"}');
  return { name: 'errors', provider, successCondition: 'len(result) == 0', interval: seconds(10), ...props };
}

describe('verdictProblems', () => {
  test('a metric that only its count can fail needs one, or a duration', () => {
    const one = metric({ failureLimit: -1, consecutiveSuccessLimit: 3 });
    expect(verdictProblems([one], undefined)).toEqual([
      'metric "errors" can never fail: failureLimit -1 tolerates every failure, and without an end it is measured until 3 in ' +
        'a row are good; give it a count, or its place in the rollout a duration',
    ]);
    expect(verdictProblems([one], seconds(60))).toEqual([]);
    expect(verdictProblems([{ ...one, count: 5 }], undefined)).toEqual([]);
  });

  test('good measurements in a row take their time', () => {
    const one = metric({ failureLimit: 1, consecutiveSuccessLimit: 3 });
    expect(verdictProblems([one], seconds(30))).toEqual([]);
    expect(verdictProblems([one], seconds(29))).toEqual([
      'metric "errors" can never fail in 29s: there it takes 3 of the 4 measurements that make a verdict (initialDelay 0s, ' +
        'interval 10s, failureLimit 1, consecutiveSuccessLimit 3); take a duration of at least 30s',
    ]);
  });
});

test.each<[Partial<Metric>, number]>([
  [{ interval: undefined }, 0],
  [{ count: 4, initialDelay: seconds(5) }, 35],
  [{ count: 9, consecutiveSuccessLimit: 3 }, 20],
  [{}, Number.POSITIVE_INFINITY],
])('a good metric with %j takes %d seconds', (props, taken) => {
  expect(secondsOf(metric(props))).toBe(taken);
});
