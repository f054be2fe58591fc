import { describe, expect, test } from '@jest/globals';
import { ApiObject, Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, type CanaryRolloutProps, Prometheus } from '../../../src/index';
import { ScaleTrigger } from '../../../src/rollout/companions/scale-trigger';
import { ScaleMetricType } from '../../../src/rollout/companions/scale-trigger-options';
import { ScaledObject } from '../../../src/rollout/companions/scaled-object';
import type { ScaledObjectProps } from '../../../src/rollout/companions/scaled-object-props';
import { CrdSchemas } from '../../crd/crd-schema';
import { demoChart, objectsOf, onlyObject } from '../../demo-chart';
import { testWithShared } from '../../shared-folder';

const requests = ScaleTrigger.prometheus(Prometheus.at('http://prometheus:9090'), 'sum(rate(requests_total[1m]))', 50);

function demoTarget(chart: Chart, props: Partial<CanaryRolloutProps> = {}): CanaryRollout {
  const containers = [{ image: 'example/app:1', portNumber: 8080 }];
  return new CanaryRollout(chart, 'rollout', { metadata: { name: 'demo' }, containers, ...props });
}

function scaledObject(chart: Chart, props: Partial<ScaledObjectProps> = {}): ScaledObject {
  const target = props.target ?? demoTarget(chart);
  return new ScaledObject(chart, 'scale', { metadata: { name: 'demo' }, triggers: [requests], ...props, target });
}

describe('ScaledObject', () => {
  test('renders its target and triggers, and nothing that was not given', () => {
    const chart = demoChart();
    scaledObject(chart);
    expect(onlyObject(chart, 'ScaledObject')).toEqual({
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: 'demo', namespace: 'demo' },
      spec: {
        scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'demo' },
        triggers: [
          {
            type: 'prometheus',
            metadata: {
              serverAddress: 'http://prometheus:9090',
              query: 'sum(rate(requests_total[1m]))',
              threshold: '50',
            },
          },
        ],
      },
    });
  });

  test('renders all that is given, zeros and defaults too', () => {
    const chart = demoChart();
    scaledObject(chart, {
      minReplicas: 0,
      maxReplicas: 100,
      pollingInterval: Duration.minutes(1),
      cooldownPeriod: Duration.seconds(0),
      fallback: { failureThreshold: 3, replicas: 4 },
    });
    const { scaleTargetRef: _, triggers: __, ...rest } = onlyObject(chart, 'ScaledObject').spec;
    expect(rest).toEqual({
      minReplicaCount: 0,
      maxReplicaCount: 100,
      pollingInterval: 60,
      cooldownPeriod: 0,
      fallback: { failureThreshold: 3, replicas: 4 },
    });
  });

  testWithShared('crds')('is taken whole by the API server', () => {
    const chart = demoChart();
    const cron = { timezone: 'Europe/Berlin', start: '0 8 * * 1-5', end: '0 18 * * 1-5', desiredReplicas: 6 };
    const authenticationRef = { name: 'kafka' };
    scaledObject(chart, {
      minReplicas: 2,
      maxReplicas: 10,
      pollingInterval: Duration.seconds(15),
      cooldownPeriod: Duration.minutes(5),
      fallback: { failureThreshold: 3, replicas: 4 },
      triggers: [
        requests,
        ScaleTrigger.cpuUtilization(70),
        ScaleTrigger.cron(cron),
        ScaleTrigger.of('kafka', { lagThreshold: '5' }, { name: 'lag', authenticationRef }),
      ],
    });
    expect(new CrdSchemas().problems(onlyObject(chart, 'ScaledObject'))).toEqual([]);
  });

  test('takes over the replicas of its target', () => {
    const chart = demoChart();
    const target = demoTarget(chart);
    scaledObject(chart, { target });
    expect(target.hasAutoscaler).toBe(true);
    expect(onlyObject(chart, 'Rollout').spec.replicas).toBeUndefined();
  });

  test('scales a Deployment as well', () => {
    const chart = demoChart();
    const target = new kplus.Deployment(chart, 'app', {
      metadata: { name: 'app' },
      containers: [{ image: 'a:1', portNumber: 80 }],
    });
    scaledObject(chart, { target });
    const { spec } = onlyObject(chart, 'ScaledObject');
    expect(spec.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'app' });
  });

  test('scales what is no construct', () => {
    const chart = demoChart();
    const scalingTarget = { apiVersion: 'example.com/v1', kind: 'Own', name: 'own', containers: [] };
    const target = { hasAutoscaler: false, markHasAutoscaler: () => undefined, toScalingTarget: () => scalingTarget };
    scaledObject(chart, { target });
    const { spec } = onlyObject(chart, 'ScaledObject');
    expect(spec.scaleTargetRef).toEqual({ apiVersion: 'example.com/v1', kind: 'Own', name: 'own' });
  });

  test.each<[string, Partial<ScaledObjectProps>]>([
    ['a fixed number', { minReplicas: 3, maxReplicas: 3 }],
    ['CPU beside a trigger that wakes it up from 0', { triggers: [ScaleTrigger.cpuUtilization(70), requests] }],
  ])('takes %s', (_, props) => {
    const chart = demoChart();
    scaledObject(chart, props);
    expect(onlyObject(chart, 'ScaledObject').spec.maxReplicaCount).toBe(props.maxReplicas);
  });

  test('is found by ApiObject.of', () => {
    expect(ApiObject.of(scaledObject(demoChart())).kind).toBe('ScaledObject');
  });
});

describe('a ScaledObject refuses', () => {
  test.each<[string, Partial<ScaledObjectProps>, string]>([
    ['no name', { metadata: {} }, 'metadata.name is missing: a name made from the construct tree'],
    ['a bad name', { metadata: { name: 'Demo' } }, 'metadata.name has to be a DNS-1123 subdomain'],
    [
      'a name too long for its autoscaler',
      { metadata: { name: 'x'.repeat(55) } },
      'metadata.name has to be at most 54 characters long (KEDA puts "keda-hpa-" before it), got 55',
    ],
    [
      'another namespace than that of its target',
      { metadata: { name: 'demo', namespace: 'other' } },
      'it is in namespace "other", the Rollout "demo" in namespace "demo": it acts in its own namespace only, put both into one',
    ],
    ['half a replica', { minReplicas: 0.5 }, 'minReplicas takes a whole number of at least 0, got 0.5'],
    ['negative replicas', { minReplicas: -1 }, 'minReplicas takes a whole number of at least 0, got -1'],
    ['no replica at most', { maxReplicas: 0 }, 'maxReplicas takes a whole number of at least 1, got 0'],
    [
      'a minimum above the maximum',
      { minReplicas: 5, maxReplicas: 4 },
      'minReplicas (5) is above maxReplicas (4): raise maxReplicas or lower minReplicas',
    ],
    [
      "a minimum above KEDA's own maximum",
      { minReplicas: 101 },
      "minReplicas (101) is above maxReplicas (100, KEDA's default)",
    ],
    ['to poll all the time', { pollingInterval: Duration.seconds(0) }, 'pollingInterval takes whole seconds'],
    ['parts of a second', { cooldownPeriod: Duration.millis(1500) }, 'cooldownPeriod takes whole seconds'],
    ['no trigger', { triggers: [] }, 'triggers is empty: name at least one, such as ScaleTrigger.cpuUtilization(70)'],
    [
      'two triggers of one name',
      { triggers: ['a', 'b'].map((topic) => ScaleTrigger.of('kafka', { topic }, { name: 'lag' })) },
      'two triggers are named "lag": KEDA refuses that, rename one',
    ],
    [
      'to wake up by the CPU of pods that are not there',
      { triggers: [ScaleTrigger.cpuUtilization(70), ScaleTrigger.memoryUtilization(80)] },
      'minReplicas takes at least 1 where every trigger is cpu or memory, got 0 (the default)',
    ],
    [
      'a fallback that no trigger uses',
      {
        minReplicas: 1,
        triggers: [ScaleTrigger.cpuUtilization(70)],
        fallback: { failureThreshold: 3, replicas: 2 },
      },
      'fallback needs a trigger other than cpu and memory, which KEDA does not measure itself: leave fallback out',
    ],
    [
      'a fallback after part of an error',
      { fallback: { failureThreshold: 0.5, replicas: 2 } },
      'fallback.failureThreshold takes a whole number of at least 0, got 0.5',
    ],
    [
      'a negative fallback',
      { fallback: { failureThreshold: 3, replicas: -2 } },
      'fallback.replicas takes a whole number of at least 0, got -2',
    ],
  ])('%s', (_, props, message) => {
    expect(() => scaledObject(demoChart(), props)).toThrow(message);
  });

  test('a target with replicas of its own', () => {
    const chart = demoChart();
    const target = demoTarget(chart, { replicas: 3 });
    expect(() => scaledObject(chart, { target })).toThrow(
      '[demo/rollout] replicas is 3, and an autoscaler decides on it',
    );
  });

  test('a target with another autoscaler', () => {
    const chart = demoChart();
    const target = demoTarget(chart);
    new kplus.HorizontalPodAutoscaler(chart, 'hpa', { target, maxReplicas: 5 });
    expect(() => scaledObject(chart, { target })).toThrow(
      '[demo/scale] the target has an autoscaler already: two would set the number of replicas in turn, keep one',
    );
  });

  test('all of several things at once', () => {
    expect(() => scaledObject(demoChart(), { metadata: {}, maxReplicas: 0, triggers: [] })).toThrow(
      /\[demo\/scale\] 3 problems:\n {2}- metadata\.name[\s\S]*\n {2}- maxReplicas[\s\S]*\n {2}- triggers/,
    );
  });

  test('no trigger once only, whatever else needs one', () => {
    const fallback = { failureThreshold: 3, replicas: 2 };
    expect(() => scaledObject(demoChart(), { triggers: [], fallback })).toThrow('[demo/scale] triggers is empty');
  });

  test('two of one name, at synth', () => {
    const chart = demoChart();
    for (const id of ['one', 'two']) {
      const containers = [{ image: 'a:1', portNumber: 80 }];
      const target = new kplus.Deployment(chart, id, { metadata: { name: id }, containers });
      scaledObject(new Chart(chart, `${id}-chart`, { namespace: 'demo' }), { target });
    }
    expect(() => objectsOf(chart)).toThrow('ScaledObject "demo" in the namespace "demo" is there twice');
  });
});

describe('a trigger on what pods use', () => {
  const app = { image: 'example/app:1', portNumber: 8080 };

  function withTriggers(chart: Chart, triggers: ScaleTrigger[], containers: kplus.ContainerProps[]): CanaryRollout {
    const target = demoTarget(chart, { containers });
    scaledObject(chart, { target, triggers, minReplicas: 2 });
    return target;
  }

  test('needs a request of each container, at synth, as containers can be added', () => {
    const chart = demoChart();
    const rollout = withTriggers(chart, [ScaleTrigger.cpuUtilization(70)], [app]);
    expect(onlyObject(chart, 'ScaledObject').spec.minReplicaCount).toBe(2);
    rollout.addContainer({ name: 'proxy', image: 'example/proxy:1', resources: {} });
    expect(() => objectsOf(chart)).toThrow(
      '[demo/scale] a trigger measures cpu in per cent of what is requested, and container "proxy" requests none: its use ' +
        'cannot be told, give it resources: { cpu: { request: … } }',
    );
  });

  test('takes a limit for a request, as Kubernetes does', () => {
    const chart = demoChart();
    const resources = { memory: { limit: Size.mebibytes(64) } };
    withTriggers(chart, [ScaleTrigger.memoryUtilization(80)], [{ ...app, resources }]);
    expect(onlyObject(chart, 'ScaledObject').spec.triggers).toEqual([
      { type: 'memory', metricType: 'Utilization', metadata: { value: '80' } },
    ]);
  });

  test('needs no request where it measures no share, or another container', () => {
    const chart = demoChart();
    const { UTILIZATION: metricType, AVERAGE_VALUE } = ScaleMetricType;
    withTriggers(
      chart,
      [
        ScaleTrigger.of('memory', { value: '500Mi' }, { metricType: AVERAGE_VALUE }),
        ScaleTrigger.of('cpu', { value: '70', containerName: 'app' }, { metricType }),
      ],
      [
        { ...app, name: 'app', resources: { cpu: { request: kplus.Cpu.millis(100) } } },
        { name: 'proxy', image: 'example/proxy:1', resources: {} },
      ],
    );
    expect(onlyObject(chart, 'ScaledObject').spec.triggers).toHaveLength(2);
  });
});
