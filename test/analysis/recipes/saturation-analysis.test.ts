import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration, Size } from 'cdk8s';
import { type ContainerProps, type ContainerResources, Cpu } from 'cdk8s-plus-28';
import {
  CanaryRollout,
  NoData,
  Prometheus,
  ResourceBound,
  SaturationAnalysis,
  type SaturationAnalysisProps,
  WorkloadKind,
  WorkloadRef,
} from '../../../src';
import { promqlFacts } from '../../../src/analysis/providers/prometheus/promql';
import { routedCanary, STEPS } from '../../coverage/demo-rollouts';
import { demoChart, objectsOf } from '../../demo-chart';

function gate(chart: Chart, props: Partial<SaturationAnalysisProps> = {}): SaturationAnalysis {
  return new SaturationAnalysis(chart, 'saturation', {
    provider: Prometheus.at('http://prometheus:9090'),
    cpuAtMost: 0.8,
    memoryAtMost: 0.9,
    onNoData: NoData.FAIL,
    ...props,
  });
}

function templateOf(props: Partial<SaturationAnalysisProps> = {}, containers?: ContainerProps[]) {
  const chart = demoChart();
  routedCanary(chart, {
    analysis: { templates: [gate(chart, props)] },
    ...(containers === undefined ? {} : { containers }),
  });
  const [template] = objectsOf(chart).filter(({ kind }) => kind === 'AnalysisTemplate');
  if (template === undefined) throw new Error('no template');
  return template;
}

const metricsOf = (props?: Partial<SaturationAnalysisProps>) => templateOf(props).spec.metrics;
const queriesOf = (props?: Partial<SaturationAnalysisProps>): string[] =>
  metricsOf(props).map((metric: { provider: { prometheus: { query: string } } }) => metric.provider.prometheus.query);

const OWNER =
  'kube_pod_owner{namespace="demo",owner_kind="ReplicaSet",owner_name="{{args.rollout-name}}-{{args.canary-hash}}"}';
const bound = (resource: string, of = 'limits') =>
  `max by (pod, container) (kube_pod_container_resource_${of}{namespace="demo",resource="${resource}"})`;
const used = (metric: string, matchers = '') => `${metric}{namespace="demo"${matchers},container!="",container!="POD"}`;

describe('SaturationAnalysis', () => {
  test("asks for the fullest container of the canary's pods", () => {
    const cpu = used('container_cpu_usage_seconds_total');
    const memory = used('container_memory_working_set_bytes');
    const queries = queriesOf();
    expect(queries).toEqual([
      `max((sum by (pod, container) (rate(${cpu}[1m])) and on (pod, container) ${cpu} offset 1m) / ${bound('cpu')} and on (pod) ${OWNER})`,
      `max(max by (pod, container) (${memory}) / ${bound('memory')} and on (pod) ${OWNER})`,
    ]);
    for (const query of queries) expect(promqlFacts(query).errorAt).toBeUndefined();
  });

  test('waits for a window, the warm-up and two scrapes, and tolerates one failure unless told otherwise', () => {
    const [cpu, memory] = metricsOf();
    expect(templateOf().metadata.name).toBe('demo-cpu-saturation');
    expect({ ...cpu, provider: undefined }).toEqual({
      name: 'cpu-saturation',
      interval: '15s',
      initialDelay: '1m30s',
      failureLimit: 1,
      successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 0.8',
      provider: undefined,
    });
    expect(memory).toMatchObject({ name: 'memory-saturation', initialDelay: '1m30s' });
    expect(memory.successCondition).toContain('<= 0.9');
    expect(metricsOf({ warmUp: Duration.minutes(2) })[0].initialDelay).toBe('3m30s');
  });

  test('takes what it is told', () => {
    const told: Partial<SaturationAnalysisProps> = {
      cpuAtMost: 1.5,
      cpuRelativeTo: ResourceBound.REQUESTS,
      memoryAtMost: 2,
      memoryRelativeTo: ResourceBound.REQUESTS,
      containers: ['main'],
      warmUp: Duration.seconds(30),
      window: Duration.minutes(2),
      onNoData: NoData.INCONCLUSIVE,
      failureLimit: 2,
      cpuMetricName: 'cpu',
      memoryMetricName: 'memory',
    };
    const [cpu, memory] = metricsOf(told);
    expect(cpu).toMatchObject({ name: 'cpu', initialDelay: '3m', failureLimit: 2, inconclusiveLimit: 2 });
    expect(cpu.failureCondition).toContain('result[0] > 1.5');
    const [query = '', ofMemory = ''] = queriesOf(told);
    expect(query).toContain('kube_pod_container_resource_requests{namespace="demo",container="main",resource="cpu"}');
    expect(query).toContain(
      `rate(${used('container_cpu_usage_seconds_total', ',container="main"')}[2m])) and on (pod, container) ` +
        `${used('container_cpu_usage_seconds_total', ',container="main"')} offset 2m30s`,
    );
    expect(memory.name).toBe('memory');
    expect(ofMemory).toContain('kube_pod_container_resource_requests');
  });

  test('measures one of the two alone', () => {
    expect(queriesOf({ memoryAtMost: undefined })).toHaveLength(1);
    const [memory, ...others] = metricsOf({ cpuAtMost: undefined });
    expect(others).toEqual([]);
    // Its memory is known from the first scrape of a container on.
    expect(memory).toMatchObject({ name: 'memory-saturation', initialDelay: '1m' });
  });

  test.each<[string, Partial<SaturationAnalysisProps>, string]>([
    [
      'nothing to measure',
      { cpuAtMost: undefined, memoryAtMost: undefined },
      'nothing is measured: give it cpuAtMost, memoryAtMost or both',
    ],
    [
      'the whole limit',
      { cpuAtMost: 1 },
      'cpuAtMost takes a share of the limit above 0 and below 1 (0.8 is 80 %; no container uses more than its limit), got 1',
    ],
    [
      'per cent of the limit',
      { memoryAtMost: 90 },
      'memoryAtMost takes a share of the limit above 0 and below 1 (0.8 is 80 %; no container uses more than its limit), got 90: write 0.9, or say memoryRelativeTo',
    ],
    ['nothing of the limit', { cpuAtMost: 0 }, 'got 0'],
    ['no number', { cpuAtMost: Number.NaN }, 'got NaN'],
    [
      'nothing of the request',
      { cpuAtMost: 0, cpuRelativeTo: ResourceBound.REQUESTS },
      'cpuAtMost takes a share of the request above 0 (1.5 is 150 %), got 0',
    ],
    [
      'any use of the request',
      { memoryAtMost: Number.POSITIVE_INFINITY, memoryRelativeTo: ResourceBound.REQUESTS },
      'got Infinity',
    ],
    ['a warm-up of zero', { warmUp: Duration.seconds(0) }, 'warmUp takes whole seconds'],
    [
      'a warm-up without CPU',
      { cpuAtMost: undefined, warmUp: Duration.seconds(10) },
      'warmUp is about CPU, which is not measured',
    ],
    ['a window with gaps', { window: Duration.seconds(30) }, 'window takes at least 4 scrape intervals (1m)'],
    [
      'a delay that sees no new pod',
      { initialDelay: Duration.seconds(70) },
      'initialDelay takes at least the window, the warm-up and one scrape interval (1m15s), before there is nothing to know of new pods, got 1m10s',
    ],
    ['no containers', { containers: [] }, 'containers is empty'],
  ])('refuses %s', (_, props, message) => {
    expect(() => gate(demoChart(), props)).toThrow(message);
  });

  test('takes a delay that is just long enough', () => {
    expect(() => gate(demoChart(), { initialDelay: Duration.seconds(75) })).not.toThrow();
    expect(() => gate(demoChart(), { initialDelay: Duration.seconds(33), cpuAtMost: undefined })).not.toThrow();
  });

  describe('on containers', () => {
    const resources: ContainerResources = {
      cpu: { request: Cpu.millis(100) },
      memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
    };
    const app: ContainerProps = { name: 'app', image: 'a:1', portNumber: 8080, resources };

    test('refuses one without the limit that it is compared with', () => {
      expect(() => templateOf({}, [app])).toThrow(
        '[demo/saturation] container "app" of demo/rollout has no cpu limit, so what it uses is compared with nothing: set one in ' +
          'its resources, choose another cpuRelativeTo, or name the measured containers without it',
      );
      expect(() => templateOf({ memoryRelativeTo: ResourceBound.REQUESTS }, [{ ...app, resources: {} }])).toThrow(
        'container "app" of demo/rollout has no memory request',
      );
    });

    test('stays quiet where it has it, is not measured, or is compared with what it has', () => {
      const proxy: ContainerProps = { name: 'proxy', image: 'p:1', portNumber: 9090 };
      expect(() => templateOf({ cpuRelativeTo: ResourceBound.REQUESTS }, [app])).not.toThrow();
      expect(() => templateOf({ cpuAtMost: undefined }, [app])).not.toThrow();
      expect(() => templateOf({ containers: ['proxy'] }, [app, proxy])).not.toThrow();
      // It is added in the cluster.
      expect(() => templateOf({ containers: ['istio-proxy'] }, [app])).not.toThrow();
    });

    test('knows nothing of those of a workload that is made elsewhere', () => {
      const chart = demoChart();
      new CanaryRollout(chart, 'rollout', {
        metadata: { name: 'demo' },
        workloadRef: WorkloadRef.fromName(WorkloadKind.DEPLOYMENT, 'demo', { app: 'demo' }),
        analysis: { templates: [gate(chart)] },
        replicas: 5,
        steps: [...STEPS],
      });
      expect(() => objectsOf(chart)).not.toThrow();
    });
  });
});
