import { describe, expect, test } from '@jest/globals';
import { ApiObject, Chart, Duration } from 'cdk8s';
import {
  Analysis,
  AnalysisArgument,
  type AnalysisProps,
  type Metric,
  Prometheus,
  PrometheusAuthentication,
  type PrometheusOptions,
} from '../../src';
import { demoChart, demoRollout, demoRoute, demoServices, objectsOf, onlyObject } from '../demo-chart';

const prometheus = Prometheus.at('http://prometheus:9090');
const errors: Metric = {
  name: 'errors',
  provider: prometheus.query('sum(increase(errors_total{service="demo-canary"}[1m]))'),
  successCondition: 'len(result) == 0 || result[0] < 5',
  interval: Duration.seconds(20),
  initialDelay: Duration.minutes(1),
};

function analysis(chart: Chart, props: Partial<AnalysisProps> = {}): Analysis {
  return new Analysis(chart, 'analysis', { metrics: [errors], ...props });
}

const credentials = (options: PrometheusOptions) =>
  Prometheus.at('http://p', options).query('errors{app="demo-canary"}');
const oauth2 = (clientSecret: string) =>
  PrometheusAuthentication.oauth2({ tokenUrl: 'https://login', clientId: 'gate', clientSecret });

describe('Analysis', () => {
  test('renders an AnalysisTemplate named after the rollout and its metric, and the Rollout refers to it', () => {
    const chart = demoChart();
    demoRollout(chart, { analysis: { templates: [analysis(chart)] } });
    expect(objectsOf(chart).find(({ metadata }) => metadata.name === 'demo-errors')).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AnalysisTemplate',
      metadata: { name: 'demo-errors', namespace: 'demo' },
      spec: {
        metrics: [
          {
            name: 'errors',
            initialDelay: '1m',
            interval: '20s',
            successCondition: 'len(result) == 0 || result[0] < 5',
            provider: {
              prometheus: {
                address: 'http://prometheus:9090',
                query: 'sum(increase(errors_total{service="demo-canary"}[1m]))',
              },
            },
          },
        ],
      },
    });
  });

  test('is found by ApiObject.of, for JSON patches', () => {
    const chart = demoChart();
    const gate = analysis(chart, { metadata: { name: 'gate', labels: { team: 'shop' } } });
    demoRollout(chart, { analysis: { templates: [gate] } });
    expect(ApiObject.of(gate).name).toBe('gate');
    expect(ApiObject.of(gate).metadata.getLabel('team')).toBe('shop');
  });

  test('supplies its arguments to the Rollout where the value comes from there', () => {
    const chart = demoChart();
    const gate = analysis(chart, {
      metrics: [
        {
          ...errors,
          provider: prometheus.query(
            'x{hash="{{args.canary}}",old="{{ args.stable }}",team="{{args.team}}",env="{{args.env}}",key="{{args.key}}"}',
          ),
        },
      ],
      args: [
        AnalysisArgument.canaryHash('canary'),
        AnalysisArgument.stableHash('stable'),
        AnalysisArgument.field('team', "metadata.labels['team']"),
        AnalysisArgument.value('env', 'prod'),
        AnalysisArgument.secret('key', 'monitoring', 'token'),
      ],
    });
    demoRollout(chart, { analysis: { templates: [gate] } });
    const template = objectsOf(chart).find(({ metadata }) => metadata.name === 'demo-errors');
    expect(template?.spec.args).toEqual([
      { name: 'canary' },
      { name: 'stable' },
      { name: 'team' },
      { name: 'env', value: 'prod' },
      { name: 'key', valueFrom: { secretKeyRef: { name: 'monitoring', key: 'token' } } },
    ]);
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.analysis.args).toEqual([
      { name: 'canary', valueFrom: { podTemplateHashValue: 'Latest' } },
      { name: 'stable', valueFrom: { podTemplateHashValue: 'Stable' } },
      { name: 'team', valueFrom: { fieldRef: { fieldPath: "metadata.labels['team']" } } },
    ]);
  });

  test.each([
    ['the secret of a client', credentials({ authentication: oauth2('{{args.key}}') })],
    ['a header', credentials({ headers: { Authorization: 'Bearer {{ args.key }}' } })],
  ])('refuses a credential whose value is in the manifest: %s', (_, provider) => {
    const metrics = [{ ...errors, provider }];
    expect(() => analysis(demoChart(), { metrics, args: [AnalysisArgument.value('key', 'hunter2')] })).toThrow(
      'metric "errors" takes a credential from the argument "key", whose value is in the manifest: make it an ' +
        'AnalysisArgument.secret',
    );
    expect(() => analysis(demoChart(), { metrics, args: [AnalysisArgument.value('key', 'hunter2')] })).not.toThrow(
      'hunter2',
    );
    analysis(demoChart(), { metrics, args: [AnalysisArgument.secret('key', 'monitoring', 'key')] });
  });

  test('takes a header without a secret from any argument', () => {
    const provider = credentials({ headers: { 'X-Scope-OrgID': '{{args.tenant}}' } });
    const args = [AnalysisArgument.value('tenant', 'shop')];
    expect(() => analysis(demoChart(), { metrics: [{ ...errors, provider }], args })).not.toThrow();
  });

  test.each<[string, Partial<AnalysisProps>, string]>([
    ['no metrics', { metrics: [] }, 'metrics is empty: an analysis without metrics holds the release for ever'],
    ['two metrics of one name', { metrics: [errors, errors] }, 'two metrics are named "errors"'],
    [
      'an argument that no metric uses',
      { args: [AnalysisArgument.value('service-name', 'demo')] },
      'the argument "service-name" is used by no metric',
    ],
    [
      'an argument twice',
      { args: [AnalysisArgument.value('a', '1'), AnalysisArgument.value('a', '2')] },
      'the argument "a" is given twice',
    ],
    [
      'a placeholder without an argument',
      { metrics: [{ ...errors, provider: prometheus.query('x{a="{{args.b}}"}') }], args: [] },
      '{{args.b}} stands in a metric, but there is no such argument (there is none)',
    ],
  ])('refuses %s', (_, props, message) => {
    expect(() => analysis(demoChart(), props)).toThrow(message);
  });

  test.each<[string, Partial<Metric>, string]>([
    ['no condition', { successCondition: undefined }, 'metric "errors" has no condition'],
    [
      'an interval of zero',
      { interval: Duration.seconds(0) },
      'metric "errors": interval takes whole seconds, at least 1',
    ],
    [
      'a delay of half a second',
      { initialDelay: Duration.millis(500) },
      'initialDelay takes whole seconds, at least 1',
    ],
    ['a count of 0', { count: 0 }, 'count takes a whole number of at least 1, got 0'],
    ['a negative limit', { failureLimit: -1 }, 'failureLimit takes a whole number of at least 0, got -1'],
    [
      'half an error',
      { consecutiveErrorLimit: 0.5 },
      'consecutiveErrorLimit takes a whole number of at least 0, got 0.5',
    ],
    ['several measurements without an interval', { count: 2, interval: undefined }, 'count 2 needs an interval'],
    [
      'a limit that cannot be exceeded',
      { count: 3, failureLimit: 3 },
      'it can never fail: of 3 measurements (count) 3 may fail (failureLimit), and only failure number 4 would abort',
    ],
    ['more inconclusive than measured', { count: 2, inconclusiveLimit: 3 }, 'inconclusiveLimit 3 is above count 2'],
    [
      'a window shorter than two scrapes',
      { provider: Prometheus.at('http://p', { scrapeInterval: Duration.seconds(31) }).query('rate(x[1m])') },
      'metric "errors" looks back 60s, and what it asks for is scraped every 31s: a window shorter than two scrapes',
    ],
    [
      'an argument in its name',
      { name: 'errors-{{args.a}}' },
      'metric "errors-{{args.a}}": the name takes no argument, rules for single metrics could not find it',
    ],
    ['PromQL that does not parse', { provider: prometheus.query('sum(rate(x[1m])') }, 'no PromQL from character 16 on'],
    ['an empty query', { provider: prometheus.query(' ') }, 'the query is empty'],
  ])('refuses %s', (_, metric, message) => {
    expect(() => analysis(demoChart(), { metrics: [{ ...errors, ...metric }] })).toThrow(message);
  });

  test.each<[string, Partial<Metric>, boolean]>([
    ['x or vector(1)', { successCondition: 'result[0] >= 0.99' }, true],
    ['x or vector(1)', { successCondition: 'result[0] < 0.5' }, false],
    ['x or vector(0)', { successCondition: 'result[0] >= 0.99' }, false],
    ['x or vector(0)', { successCondition: 'result[0] <= 0.01' }, true],
    ['x or vector(0)', { successCondition: undefined, failureCondition: 'result[0] > 0.01' }, true],
    ['x or vector(1)', { successCondition: undefined, failureCondition: 'result[0] > 0.01' }, false],
    ['1 - (x or vector(0)) / (y > 0)', { successCondition: 'result[0] >= 0.99' }, false],
  ])('%s with %j lets a release without requests pass: %s', (query, conditions, lets) => {
    const make = () =>
      analysis(demoChart(), { metrics: [{ ...errors, ...conditions, provider: prometheus.query(query) }] });
    if (lets) expect(make).toThrow('a version that nobody could call would be promoted');
    else expect(make).not.toThrow();
  });

  test('takes a window of two scrapes', () => {
    const provider = Prometheus.at('http://p', { scrapeInterval: Duration.seconds(30) }).query('rate(x[1m])');
    expect(() => analysis(demoChart(), { metrics: [{ ...errors, provider }] })).not.toThrow();
  });

  test('refuses a metric that sees the stable version too, unless there is a reason', () => {
    const both: Metric = { ...errors, provider: prometheus.query('sum(increase(errors_total{app="demo"}[1m]))') };
    const release = (metric: Metric) => {
      const chart = demoChart();
      return demoRollout(chart, { analysis: { templates: [analysis(chart, { metrics: [metric] })] } });
    };
    expect(() => release(both)).toThrow(
      '[demo/analysis] metric "errors" measures the stable and the new version of demo/rollout together',
    );
    expect(() => release({ ...both, bothVersionsBecause: 'orders are counted for the whole shop' })).not.toThrow();
  });

  test('takes no query on the stable Service for one on the canary, however they are named', () => {
    const about = (service: string) => {
      const chart = demoChart();
      const services = demoServices(chart, { stableName: 'shop-stable', canaryName: 'shop' });
      const metric = { ...errors, provider: prometheus.query(`sum(increase(errors_total{service="${service}"}[1m]))`) };
      const gate = analysis(chart, { metrics: [metric] });
      return demoRollout(chart, {
        services,
        trafficRouting: [demoRoute(chart, services)],
        analysis: { templates: [gate] },
      });
    };
    expect(() => about('shop')).not.toThrow();
    expect(() => about('shop-stable')).toThrow('measures the stable and the new version of demo/rollout together');
    // As an Envoy spells it.
    expect(() => about('shop_stable')).toThrow('measures the stable and the new version of demo/rollout together');
  });

  test('lives in the namespace of its rollout', () => {
    const chart = demoChart();
    const gate = analysis(new Chart(chart, 'other', { namespace: 'other' }));
    expect(() => demoRollout(chart, { analysis: { templates: [gate] } })).toThrow(
      '[demo/other/analysis] the analysis is in namespace "other", the rollout at demo/rollout in namespace "demo"',
    );
  });

  test('that no rollout refers to is an error at synth', () => {
    const chart = demoChart();
    analysis(chart);
    demoRollout(chart);
    expect(() => objectsOf(chart)).toThrow('[demo/analysis] no rollout refers to this analysis, so it gates nothing');
  });
});
