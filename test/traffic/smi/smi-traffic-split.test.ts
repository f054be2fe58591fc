import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart, Duration, Testing } from 'cdk8s';
import {
  CanaryStep,
  ExperimentVersion,
  Prometheus,
  RootService,
  SmiTrafficSplit,
  type SmiTrafficSplitProps,
} from '../../../src';
import { successRatio } from '../../../src/analysis/requests/request-metrics';
import { demoChart, demoRollout, demoServices, objectsOf, onlyObject } from '../../demo-chart';

/** A whole release with a TrafficSplit of the given props. */
function release(chart: Chart, props: Partial<SmiTrafficSplitProps> = {}, name = 'demo'): SmiTrafficSplit {
  const services = demoServices(chart, { name });
  const split = new SmiTrafficSplit(chart, 'split', { services, ...props });
  demoRollout(chart, { metadata: { name }, services, trafficRouting: [split], analysis: undefined });
  return split;
}

function root(chart: Chart, port = 80): RootService {
  return new RootService(chart, 'root', { name: 'demo', ports: [{ name: 'http', port }] });
}

function renderedSmi(chart: Chart): unknown {
  return onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting;
}

describe('SmiTrafficSplit', () => {
  test('renders no TrafficSplit: the controller makes it, named after the rollout', () => {
    const chart = demoChart();
    release(chart, { rootService: root(chart) });
    expect(objectsOf(chart).map(({ kind }) => kind)).not.toContain('TrafficSplit');
    expect(renderedSmi(chart)).toEqual({ smi: { rootService: 'demo' } });
  });

  test('names the TrafficSplit where it is told a name', () => {
    const chart = demoChart();
    release(chart, { rootService: root(chart), name: 'demo-split' });
    expect(renderedSmi(chart)).toEqual({ smi: { rootService: 'demo', trafficSplitName: 'demo-split' } });
  });

  test('splits what is sent to the stable Service where there is no root Service', () => {
    const chart = demoChart();
    release(chart);
    expect(renderedSmi(chart)).toEqual({ smi: { rootService: 'demo-stable' } });
  });

  test('lets the root Service select the pods of the rollout', () => {
    const chart = demoChart();
    release(chart, { rootService: root(chart) });
    const service = objectsOf(chart).find(({ kind, metadata }) => kind === 'Service' && metadata.name === 'demo');
    expect(service?.spec.selector).toEqual({ 'app.kubernetes.io/name': 'demo' });
  });

  test('gives a template of an experiment a weight', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const experiment = CanaryStep.experiment({
      duration: Duration.minutes(5),
      templates: [{ name: 'try', version: ExperimentVersion.CANARY, weight: 5 }],
    });
    expect(() =>
      demoRollout(chart, {
        services,
        trafficRouting: [new SmiTrafficSplit(chart, 'split', { services })],
        analysis: undefined,
        steps: [experiment],
      }),
    ).not.toThrow();
  });

  test('refuses a name that no object can have', () => {
    expect(() => release(demoChart(), { name: 'Demo' })).toThrow('name has to be a DNS-1123 subdomain');
  });

  test('refuses a root Service with a port that the others do not have', () => {
    const chart = demoChart();
    expect(() => release(chart, { rootService: root(chart, 8080) })).toThrow(
      '[demo/split] rootService offers port 8080, the Services 80: a request keeps its port when it is split, give them the same ports',
    );
  });

  test('refuses a root Service of another namespace', () => {
    const elsewhere = new Chart(new App(), 'elsewhere', { namespace: 'elsewhere' });
    expect(() => release(demoChart(), { rootService: root(elsewhere) })).toThrow(
      'the root Service is in namespace "elsewhere", the rollout at demo/rollout in namespace "demo": a TrafficSplit is for Services of its own namespace, put both into one',
    );
  });

  test('fails synth without a rollout', () => {
    const chart = demoChart();
    new SmiTrafficSplit(chart, 'split', { services: demoServices(chart) });
    expect(() => Testing.synth(chart)).toThrow('no rollout moves the weights of this TrafficSplit');
  });

  test.each([
    ['demo', 'demo', true],
    ['demo', 'elsewhere', false],
    ['other', 'demo', false],
  ])('beside a TrafficSplit named %s in namespace %s in Git is refused: %s', (name, namespace, refused) => {
    const chart = demoChart();
    release(chart);
    const apiVersion = 'split.smi-spec.io/v1alpha2';
    new ApiObject(chart, 'theirs', { apiVersion, kind: 'TrafficSplit', metadata: { name, namespace } });
    const synth = () => Testing.synth(chart);
    if (!refused) expect(synth).not.toThrow();
    else
      expect(synth).toThrow(
        'the TrafficSplit "demo" at demo/theirs is the one that the controller makes, and it refuses one from Git ("Rollout does not own TrafficSplit"): leave it out',
      );
  });

  test.each([
    ['two', true],
    ['three', false],
  ])('named two beside a rollout named %s is refused: %s', (other, refused) => {
    const chart = demoChart();
    release(new Chart(chart, 'one', { namespace: 'demo' }), { name: 'two' }, 'one');
    release(new Chart(chart, other, { namespace: 'demo' }), {}, other);
    const synth = () => Testing.synth(chart);
    if (!refused) expect(synth).not.toThrow();
    else
      expect(synth).toThrow(
        'the TrafficSplit "two" is that of demo/one/split too, and the controller refuses it to the second rollout ("Rollout does not own TrafficSplit"): give one of them another name',
      );
  });
});

describe("requestMetrics of Linkerd's proxies", () => {
  const CANARY =
    'direction="inbound",namespace="demo",rollouts_pod_template_hash="{{args.canary-hash}}",target_port!="4191",route_name!="probe"';

  test("selects the canary's pods, without probes and the port of the proxy", () => {
    const { total, errors, latency, args } = release(demoChart()).requestMetrics();
    expect(total).toBe(`response_total{${CANARY}}`);
    expect(errors).toBe(`response_total{${CANARY},classification="failure"}`);
    expect(latency?.buckets).toBe(`response_latency_ms_bucket{${CANARY}}`);
    expect(latency?.unit).toBe('ms');
    expect(latency?.bounds?.slice(0, 7)).toEqual([1, 2, 3, 4, 5, 10, 20]);
    expect(latency?.bounds?.at(-1)).toBe(50_000);
    expect(args?.map(({ name, isCanaryHash }) => [name, isCanaryHash])).toEqual([['canary-hash', true]]);
  });

  test('is PromQL', () => {
    const prometheus = Prometheus.at('http://prometheus:9090');
    const metrics = release(demoChart()).requestMetrics();
    expect(() => prometheus.query(successRatio(metrics, '[1m]'))).not.toThrow();
  });

  test('has to know the namespace', () => {
    const chart = new Chart(new App(), 'demo');
    expect(() => release(chart).requestMetrics()).toThrow('requestMetrics has to know the namespace');
  });
});
