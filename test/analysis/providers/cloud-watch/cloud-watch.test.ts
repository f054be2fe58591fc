import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import {
  AlbIngress,
  Analysis,
  CloudWatch,
  CloudWatchDataQuery,
  type CloudWatchMetricOptions,
  type Metric,
  NoTraffic,
  Ramp,
} from '../../../../src';
import { measurementOf } from '../../../../src/analysis/conditions/measurement';
import { CLOUD_WATCH } from '../../../../src/analysis/providers/cloud-watch/facts';
import { demoChart, demoRollout, demoServices } from '../../../demo-chart';

const ERRORS: CloudWatchMetricOptions = {
  namespace: 'shop',
  metricName: 'errors',
  stat: 'Sum',
  period: Duration.minutes(1),
};
const METRIC = CloudWatchDataQuery.metric('errors', ERRORS);

function requests() {
  const chart = demoChart();
  return new AlbIngress(chart, 'ingress', { name: 'demo', services: demoServices(chart) }).requestMetrics();
}

describe('CloudWatch.query', () => {
  test('renders metrics and expressions with everything that they may say', () => {
    const query = CloudWatch.query(
      [
        CloudWatchDataQuery.expression('rate', 'errors / 5', { label: 'rate' }),
        CloudWatchDataQuery.metric('errors', {
          ...ERRORS,
          dimensions: { Service: '{{args.service}}' },
          unit: 'Count',
          label: 'errors',
          returnData: false,
        }),
        CloudWatchDataQuery.expression('sql', 'SELECT AVG(latency) FROM shop', { period: Duration.minutes(5) }),
      ],
      { window: Duration.minutes(30) },
    );
    expect(query.toProvider()).toEqual({
      cloudWatch: {
        interval: '30m',
        metricDataQueries: [
          { id: 'rate', expression: 'errors / 5', label: 'rate' },
          {
            id: 'errors',
            label: 'errors',
            returnData: false,
            metricStat: {
              metric: {
                namespace: 'shop',
                metricName: 'errors',
                dimensions: [{ name: 'Service', value: '{{args.service}}' }],
              },
              period: 60,
              stat: 'Sum',
              unit: 'Count',
            },
          },
          { id: 'sql', expression: 'SELECT AVG(latency) FROM shop', period: 300 },
        ],
      },
    });
    expect(query.problems({})).toEqual([]);
  });

  test('looks five minutes back unless told otherwise', () => {
    expect(CloudWatch.query([METRIC]).window.toMinutes()).toBe(5);
    expect(CloudWatch.query([METRIC], { window: Duration.minutes(2) }).window.toMinutes()).toBe(2);
    expect(CloudWatch.query([METRIC]).toProvider().cloudWatch?.interval).toBeUndefined();
  });

  test('has a list as its result', () => {
    expect(CloudWatch.query([METRIC]).resultType.is).toBe('list');
  });

  test.each<[string, CloudWatchDataQuery[], string]>([
    ['no queries', [], 'metricDataQueries is empty'],
    [
      'an id that CloudWatch does not take',
      [CloudWatchDataQuery.metric('Errors', ERRORS)],
      'metricDataQueries[0].id takes letters, digits and "_", the first a small letter, got "Errors"',
    ],
    ['two of one id', [METRIC, METRIC], 'two of metricDataQueries have the id "errors"'],
    [
      'none that returns data',
      [CloudWatchDataQuery.metric('errors', { ...ERRORS, returnData: false })],
      'none of metricDataQueries returns data',
    ],
    [
      'a period of one and a half minutes',
      [CloudWatchDataQuery.metric('errors', { ...ERRORS, period: Duration.seconds(90) })],
      'metricDataQueries[0].metricStat.period takes whole minutes, or 1, 5, 10, 20, 30 seconds for a metric of high resolution',
    ],
    [
      'a statistic that there is not',
      [CloudWatchDataQuery.metric('errors', { ...ERRORS, stat: 'sum' })],
      'metricStat.stat takes a statistic such as "Sum", "Average" or "p95", got "sum"',
    ],
    [
      'a unit that there is not',
      [CloudWatchDataQuery.metric('errors', { ...ERRORS, unit: 'seconds' })],
      'metricStat.unit takes a unit of CloudWatch such as "Count", "Seconds" or "Percent", got "seconds"',
    ],
    [
      'a metric without a name',
      [CloudWatchDataQuery.metric('errors', { ...ERRORS, metricName: '' })],
      'metricDataQueries[0].metricStat.metric.metricName is missing',
    ],
  ])('refuses %s', (_, queries, message) => {
    expect(CloudWatch.query(queries).problems({}).join()).toContain(message);
  });

  test.each(['Average', 'p95', 'p99.9', 'tm99', 'IQM', 'TM(10%:90%)', '{{args.stat}}'])(
    'takes the statistic %s',
    (stat) => {
      expect(CloudWatch.query([CloudWatchDataQuery.metric('m', { ...ERRORS, stat })]).problems({})).toEqual([]);
    },
  );

  test.each(['Count', 'Seconds', 'Megabytes', 'Kilobits/Second', 'Count/Second', 'Percent'])(
    'takes the unit %s',
    (unit) => {
      expect(CloudWatch.query([CloudWatchDataQuery.metric('m', { ...ERRORS, unit })]).problems({})).toEqual([]);
    },
  );

  test('refuses a window that holds no whole period', () => {
    const window = Duration.seconds(30);
    expect(CloudWatch.query([METRIC], { window }).problems({})).toEqual([
      'window takes at least one period (1m), or it holds no whole one, got 30s',
    ]);
    expect(CloudWatch.query([METRIC], { window: Duration.minutes(1) }).problems({})).toEqual([]);
    expect(() => CloudWatch.query([METRIC], { window: Duration.millis(500) })).toThrow('window takes whole seconds');
    expect(() => CloudWatchDataQuery.metric('errors', { ...ERRORS, period: Duration.millis(500) })).toThrow(
      'the period of "errors" takes whole seconds',
    );
  });

  test.each([
    [{ successCondition: 'all(result[0].Values, # <= 0.01)' }, true],
    [{ successCondition: 'none(result[0].Values, # > 0.01)' }, true],
    [{ successCondition: 'result[0].Values | all(# <= 0.01)' }, true],
    [{ successCondition: 'sum(result[0].Values) <= 0.01' }, true],
    [{ failureCondition: 'any(result[0].Values, # > 0.01)' }, true],
    [{ successCondition: 'len(result[0].Values) == 0 || all(result[0].Values, # <= 0.01)' }, false],
    [{ successCondition: 'any(result[0].Values, # <= 0.01)' }, false],
    [{ failureCondition: 'all(result[0].Values, # > 0.01)' }, false],
    [{ successCondition: 'result[0].Values[0] <= 0.01' }, false],
  ])('%j lets a release without requests pass: %s', (conditions, passes) => {
    const problems = CloudWatch.query([METRIC]).problems(conditions);
    expect(problems.join()).toContain(passes ? 'a version that nobody could call would be promoted' : '');
    expect(problems.length).toBe(passes ? 1 : 0);
  });
});

describe('CloudWatch and the requests of an Ingress', () => {
  test('divides errors by all requests, where no error is no data', () => {
    const { cloudWatch } = CloudWatch.errorRate(requests(), { period: Duration.minutes(5) }).toProvider();
    expect(
      cloudWatch?.metricDataQueries.map(({ id, expression, returnData }) => ({ id, expression, returnData })),
    ).toEqual([
      { id: 'rate', expression: 'FILL(errors, 0) / total' },
      { id: 'errors', returnData: false },
      { id: 'total', returnData: false },
    ]);
    expect(cloudWatch?.metricDataQueries.slice(1).map(({ metricStat }) => metricStat)).toEqual(
      ['HTTPCode_Target_5XX_Count', 'RequestCount'].map((metricName) => ({
        metric: {
          namespace: 'AWS/ApplicationELB',
          metricName,
          dimensions: [
            { name: 'LoadBalancer', value: 'app/{{args.alb-load-balancer}}' },
            { name: 'TargetGroup', value: 'targetgroup/{{args.alb-canary-target-group}}' },
          ],
        },
        period: 300,
        stat: 'Sum',
      })),
    );
  });

  test('asks for a percentile of the latency', () => {
    const { cloudWatch } = CloudWatch.latency(requests(), 'p99').toProvider();
    expect(
      cloudWatch?.metricDataQueries.map(({ id, metricStat }) => [id, metricStat?.metric?.metricName, metricStat?.stat]),
    ).toEqual([['latency', 'TargetResponseTime', 'p99']]);
  });

  test.each([NoTraffic.PASS, NoTraffic.FAIL, NoTraffic.INCONCLUSIVE])(
    'finds nothing wrong with its own conditions: %s',
    (noTraffic) => {
      expect(CloudWatch.errorRate(requests()).problems(CloudWatch.atMost(0.01, noTraffic))).toEqual([]);
    },
  );

  test('says for each NoTraffic what an empty list means', () => {
    expect(CloudWatch.atMost(0.01, NoTraffic.PASS)).toEqual({
      successCondition: 'len(result[0].Values) == 0 || all(result[0].Values, # <= 0.01)',
    });
    expect(CloudWatch.atMost(0.01, NoTraffic.FAIL)).toEqual({
      successCondition: 'len(result[0].Values) > 0 && all(result[0].Values, # <= 0.01)',
    });
    expect(CloudWatch.atMost(0.01, NoTraffic.INCONCLUSIVE)).toEqual({
      successCondition: 'len(result[0].Values) > 0 && all(result[0].Values, # <= 0.01)',
      failureCondition: 'len(result[0].Values) > 0 && any(result[0].Values, # > 0.01)',
    });
    expect(() => CloudWatch.atMost(Number.NaN, NoTraffic.PASS)).toThrow(
      'atMost takes a finite number such as 0.01, got NaN',
    );
  });

  test.each<[NoTraffic, string, string, string]>([
    [NoTraffic.PASS, 'Successful', 'Failed', 'Successful'],
    [NoTraffic.FAIL, 'Successful', 'Failed', 'Failed'],
    [NoTraffic.INCONCLUSIVE, 'Successful', 'Failed', 'Inconclusive'],
  ])('measures with %s: %s in each period, one above the limit %s, without requests %s', (noTraffic, ...phases) => {
    const { successCondition, failureCondition } = CloudWatch.atMost(0.01, noTraffic);
    const type = CloudWatch.errorRate(requests()).resultType;
    const measured = [[0, 0.01], [0, 0.02, 0], []].map((Values) =>
      measurementOf(successCondition, failureCondition, [{ Id: 'rate', Values }], type),
    );
    expect(measured).toEqual(phases);
  });

  test('measures the canary alone by its target group, and both versions by the load balancer', () => {
    const release = (ofTargetGroup: boolean) => {
      const chart = demoChart();
      const services = demoServices(chart);
      const ingress = new AlbIngress(chart, 'ingress', { name: 'demo', services });
      const { args, dimensions, ...metrics } = ingress.requestMetrics();
      const { TargetGroup: _, ...loadBalancer } = dimensions;
      const counted = { ...metrics, args, dimensions: ofTargetGroup ? dimensions : loadBalancer };
      const metric: Metric = {
        name: 'error-rate',
        provider: CloudWatch.errorRate(counted),
        ...CloudWatch.atMost(0.01, NoTraffic.FAIL),
        interval: Duration.minutes(1),
        initialDelay: Duration.minutes(5),
      };
      const gate = new Analysis(chart, 'gate', { metrics: [metric], args: ofTargetGroup ? args : args.slice(0, 1) });
      return demoRollout(chart, {
        services,
        trafficRouting: [ingress],
        analysis: { templates: [gate] },
        steps: Ramp.weights([20], { pause: Duration.minutes(15) }),
      });
    };
    expect(() => release(true)).not.toThrow();
    expect(() => release(false)).toThrow('measures the stable and the new version of demo/rollout together');
  });
});

describe('the facts of CloudWatch', () => {
  test.each([
    [{ id: 'm' }, 'metricDataQueries[0] takes one of metricStat and expression, got neither'],
    [
      { id: 'm', expression: 'a', metricStat: {} },
      'metricDataQueries[0] takes one of metricStat and expression, got both',
    ],
    [{ id: 'm', metricStat: { stat: 'Sum' } }, 'metricDataQueries[0].metricStat.period is missing'],
    [{ expression: 'a' }, 'metricDataQueries[0].id takes letters'],
  ])('find what is wrong with the query %j', (query, message) => {
    expect(CLOUD_WATCH.problems({ metricDataQueries: [query] }).join()).toContain(message);
  });

  test('take an interval that is a duration', () => {
    const metricDataQueries = [{ id: 'm', expression: 'a' }];
    expect(CLOUD_WATCH.problems({ interval: '5 minutes', metricDataQueries })).toEqual([
      'interval takes a duration such as "5m", got "5 minutes": each measurement would be an error',
    ]);
    for (const interval of ['1h30m', '{{args.interval}}']) {
      expect(CLOUD_WATCH.problems({ interval, metricDataQueries })).toEqual([]);
    }
  });

  test('take a period that is an argument', () => {
    const query = { id: 'm', expression: 'a', period: '{{args.period}}' };
    expect(CLOUD_WATCH.problems({ metricDataQueries: [query] })).toEqual([]);
  });
});
