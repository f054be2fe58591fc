import { describe, expect, test } from '@jest/globals';
import { App, Chart, Duration } from 'cdk8s';
import {
  CanaryStep,
  ExperimentVersion,
  NoData,
  Prometheus,
  RestartAnalysis,
  type RestartAnalysisProps,
} from '../../../src';
import { promqlFacts } from '../../../src/analysis/providers/prometheus/promql';
import { routedCanary, STEPS } from '../../coverage/demo-rollouts';
import { demoChart, objectsOf, onlyObject } from '../../demo-chart';

function gate(chart: Chart, props: Partial<RestartAnalysisProps> = {}): RestartAnalysis {
  return new RestartAnalysis(chart, 'restarts', {
    provider: Prometheus.at('http://prometheus:9090'),
    onNoData: NoData.INCONCLUSIVE,
    ...props,
  });
}

function render(props: Partial<RestartAnalysisProps> = {}) {
  const chart = demoChart();
  routedCanary(chart, { analysis: { templates: [gate(chart, props)] } });
  return { template: onlyObject(chart, 'AnalysisTemplate'), rollout: onlyObject(chart, 'Rollout') };
}

const metricOf = (props?: Partial<RestartAnalysisProps>) => render(props).template.spec.metrics[0];

const OWNER =
  'kube_pod_owner{namespace="demo",owner_kind="ReplicaSet",owner_name="{{args.rollout-name}}-{{args.canary-hash}}"}';
const restarts = (matchers = '') => `kube_pod_container_status_restarts_total{namespace="demo"${matchers}}`;

describe('RestartAnalysis', () => {
  test("asks for the restarts of the containers that the canary's ReplicaSet owns", () => {
    const now = `max by (pod, container) (${restarts()})`;
    const { query } = metricOf().provider.prometheus;
    expect(query).toBe(
      `sum((${now} - max by (pod, container) (${restarts()} offset 10m) or ${now}) and on (pod) ${OWNER})`,
    );
    expect(promqlFacts(query).errorAt).toBeUndefined();
  });

  test('is told the name of the rollout and the hash of the new version by the Rollout', () => {
    const { template, rollout } = render();
    expect(template.metadata.name).toBe('demo-restarts');
    expect(template.spec.args).toEqual([{ name: 'rollout-name' }, { name: 'canary-hash' }]);
    expect(rollout.spec.strategy.canary.analysis.args).toEqual([
      { name: 'rollout-name', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'canary-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
    ]);
  });

  test('tolerates none, measures at each scrape and begins after two unless told otherwise', () => {
    const { provider: _, ...metric } = metricOf();
    expect(metric).toEqual({
      name: 'restarts',
      interval: '15s',
      initialDelay: '30s',
      failureLimit: 1,
      inconclusiveLimit: 1,
      successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 0',
      failureCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] > 0',
    });
  });

  test('takes what it is told', () => {
    const metric = metricOf({
      atMost: 3,
      onNoData: NoData.PASS,
      window: Duration.minutes(30),
      interval: Duration.minutes(1),
      initialDelay: Duration.seconds(20),
      failureLimit: 0,
      consecutiveErrorLimit: 6,
      containers: ['app', 'proxy'],
      metricName: 'crashes',
    });
    expect(metric).toMatchObject({
      name: 'crashes',
      interval: '1m',
      initialDelay: '20s',
      failureLimit: 0,
      consecutiveErrorLimit: 6,
      successCondition: 'len(result) == 0 || isNaN(result[0]) || result[0] <= 3',
    });
    expect(metric.provider.prometheus.query).toContain(`${restarts(',container=~"app|proxy"')} offset 30m`);
  });

  test('lets a measurement without data fail', () => {
    expect(metricOf({ onNoData: NoData.FAIL })).toMatchObject({
      successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 0',
    });
    expect(metricOf({ onNoData: NoData.FAIL }).failureCondition).toBeUndefined();
  });

  test('measures soon after the weight, and not all the time, where Prometheus scrapes each second', () => {
    const provider = Prometheus.at('http://p', { scrapeInterval: Duration.seconds(1) });
    expect(metricOf({ provider })).toMatchObject({ interval: '10s', initialDelay: '3s' });
  });

  test.each<[string, Partial<RestartAnalysisProps>, string]>([
    ['a negative number', { atMost: -1 }, 'atMost takes a whole number of at least 0, got -1'],
    ['half a failure', { failureLimit: 0.5 }, 'failureLimit takes a whole number of at least 0, got 0.5'],
    ['no number of failures', { failureLimit: Number.NaN }, 'failureLimit takes a whole number of at least 0, got NaN'],
    ['half a restart', { atMost: 0.5 }, 'atMost takes a whole number of at least 0, got 0.5'],
    ['no containers', { containers: [] }, 'containers is empty: name those that are measured, or leave it out for all'],
    ['a wrong container', { containers: ['App'] }, 'a container of ["App"] has to be a DNS-1123 label'],
    [
      'a delay before the first scrape',
      { initialDelay: Duration.seconds(10) },
      "initialDelay takes at least one scrape interval and at least 3s (15s), before there is nothing to know of the canary's pods, got 10s",
    ],
    [
      'a window that forgets',
      { window: Duration.seconds(40) },
      'window takes at least a scrape interval and as many intervals as failed measurements abort (45s), or a restart is out of sight before it has aborted the release, got 40s',
    ],
    ['an interval of zero', { interval: Duration.seconds(0) }, 'interval takes whole seconds'],
    ['a window of zero', { window: Duration.seconds(0) }, 'window takes whole seconds'],
    ['a negative limit', { failureLimit: -1 }, 'failureLimit takes a whole number of at least 0, got -1'],
  ])('refuses %s', (_, props, message) => {
    expect(() => gate(demoChart(), props)).toThrow(message);
  });

  test('has a window that is just long enough', () => {
    expect(() => gate(demoChart(), { window: Duration.seconds(45) })).not.toThrow();
    expect(() => gate(demoChart(), { window: Duration.seconds(30), failureLimit: 0 })).not.toThrow();
  });

  test('refuses a namespace that is not known, and takes that of the template', () => {
    const chart = () => new Chart(new App(), 'demo');
    expect(() => gate(chart())).toThrow(
      "[demo/restarts] the analysis has to know its namespace, which is part of the metrics' labels: set it on the chart, super(scope, id, { namespace: 'demo' })",
    );
    expect(() => gate(chart(), { metadata: { namespace: 'demo' } })).not.toThrow();
  });

  test('refuses the pods of an experiment, which have no hash in the name of their ReplicaSet', () => {
    const chart = demoChart();
    const experiment = CanaryStep.experiment({
      templates: [{ name: 'canary', version: ExperimentVersion.CANARY }],
      duration: Duration.minutes(10),
      analyses: [{ name: 'restarts', analysis: gate(chart) }],
    });
    expect(() => routedCanary(chart, { steps: [experiment, ...STEPS] })).toThrow(
      '[demo/restarts] the pods of an experiment (demo/rollout) belong to no ReplicaSet that is named after their hash, by ' +
        'which this analysis finds them: measure them in an Analysis by metrics that have the label rollouts_pod_template_hash',
    );
  });

  test('refuses to gate nothing', () => {
    const chart = demoChart();
    gate(chart);
    expect(() => objectsOf(chart)).toThrow('no rollout refers to this analysis, so it gates nothing');
  });
});
