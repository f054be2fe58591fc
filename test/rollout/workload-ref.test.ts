import { describe, expect, test } from '@jest/globals';
import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  CanaryRollout,
  type CanaryRolloutProps,
  CanaryStep,
  ExperimentVersion,
  ScaledObject,
  ScaleTrigger,
  WorkloadKind,
  WorkloadRef,
  WorkloadScaleDown,
} from '../../src';
import { CrdSchemas } from '../crd/crd-schema';
import { demoChart, demoServices, objectsOf, onlyObject, routed, ungated } from '../demo-chart';
import { testWithShared } from '../shared-folder';

const LABELS = { app: 'shop' };

function release(chart: Chart, workloadRef: WorkloadRef, props: Partial<CanaryRolloutProps> = {}): CanaryRollout {
  return new CanaryRollout(chart, 'rollout', { metadata: { name: 'demo' }, workloadRef, ...ungated(props), ...props });
}

function deployment(chart: Chart, props: kplus.DeploymentProps = {}): kplus.Deployment {
  return new kplus.Deployment(chart, 'deployment', {
    metadata: { name: 'shop' },
    containers: [{ image: 'example/app:1', portNumber: 8080 }],
    ...props,
  });
}

const named = (kind: WorkloadKind) => WorkloadRef.fromName(kind, 'shop', LABELS);

describe('a rollout of a Deployment in the tree', () => {
  test('has neither template nor selector, and its Services select the labels of the Deployment', () => {
    const chart = demoChart();
    const shop = deployment(chart);
    release(chart, WorkloadRef.fromDeployment(shop), routed(chart, demoServices(chart)));
    const { matchLabels } = shop;
    expect(Object.keys(matchLabels)).toEqual(['cdk8s.io/metadata.addr']);
    expect(onlyObject(chart, 'Rollout').spec).toEqual({
      replicas: 2,
      strategy: { canary: expect.objectContaining({ stableService: 'demo-stable', canaryService: 'demo-canary' }) },
      workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop', scaleDown: 'onsuccess' },
    });
    const services = objectsOf(chart).filter(({ kind }) => kind === 'Service');
    expect(services.map(({ spec }) => spec.selector)).toEqual([matchLabels, matchLabels]);
  });

  test('checks the ports of the Services against its containers', () => {
    const chart = demoChart();
    const services = demoServices(chart, { ports: [{ port: 80, targetPort: 9000 }] });
    const shop = deployment(chart);
    release(chart, WorkloadRef.fromDeployment(shop), routed(chart, services));
    expect(() => objectsOf(chart)).toThrow(
      '[demo/rollout] port 80 of the Services goes to container port 9000, which no container exposes (exposed: 8080)',
    );
    shop.addContainer({ name: 'more', image: 'example/more:1', portNumber: 9000 });
    expect(onlyObject(chart, 'Rollout').spec.workloadRef.name).toBe('shop');
  });

  test('lives in the namespace of the Deployment', () => {
    const chart = demoChart();
    const other = new Chart(chart.node.root, 'other', { namespace: 'other' });
    release(other, WorkloadRef.fromDeployment(deployment(chart)));
    expect(() => objectsOf(other)).toThrow(
      '[other/rollout] the workload of workloadRef is in namespace "demo", the rollout in namespace "other": the controller ' +
        "looks for it in the rollout's namespace",
    );
  });

  test('needs a Deployment that selects its pods already', () => {
    const chart = demoChart();
    const shop = deployment(chart, { select: false });
    release(chart, WorkloadRef.fromDeployment(shop));
    expect(() => objectsOf(chart)).toThrow('[demo/rollout] the selector is empty');
  });

  test('is the target of an autoscaler, which sees the containers of the Deployment', () => {
    const chart = demoChart();
    const target = release(chart, WorkloadRef.fromDeployment(deployment(chart)));
    expect(target.toScalingTarget().containers.map(({ name }) => name)).toEqual(['main']);
    new kplus.HorizontalPodAutoscaler(chart, 'hpa', {
      target,
      maxReplicas: 5,
      metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
    });
    expect(onlyObject(chart, 'HorizontalPodAutoscaler').spec.scaleTargetRef.name).toBe('demo');
    expect(Object.keys(onlyObject(chart, 'Rollout').spec)).toEqual(['strategy', 'workloadRef']);
  });
});

describe('a rollout of a workload that is made elsewhere', () => {
  test.each<[WorkloadKind, object]>([
    [
      WorkloadKind.DEPLOYMENT,
      { workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop', scaleDown: 'onsuccess' } },
    ],
    [
      WorkloadKind.REPLICA_SET,
      { workloadRef: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'shop', scaleDown: 'onsuccess' } },
    ],
    [
      WorkloadKind.POD_TEMPLATE,
      {
        selector: { matchLabels: { app: 'shop' } },
        workloadRef: { apiVersion: 'v1', kind: 'PodTemplate', name: 'shop' },
      },
    ],
  ])('refers to a %s', (kind, fields) => {
    const chart = demoChart();
    release(chart, named(kind), routed(chart, demoServices(chart)));
    const { strategy, ...spec } = onlyObject(chart, 'Rollout').spec;
    expect(spec).toEqual({ replicas: 2, ...fields });
    expect(objectsOf(chart)[0]?.spec.selector).toEqual(LABELS);
  });

  testWithShared('crds').each(Object.values(WorkloadKind))('is taken whole by the API server: %s', (kind) => {
    const chart = demoChart();
    release(chart, named(kind));
    expect(new CrdSchemas().problems(onlyObject(chart, 'Rollout'))).toEqual([]);
  });

  test.each<[WorkloadScaleDown, string]>([
    [WorkloadScaleDown.NEVER, 'never'],
    [WorkloadScaleDown.ON_SUCCESS, 'onsuccess'],
    [WorkloadScaleDown.PROGRESSIVELY, 'progressively'],
  ])('says what becomes of its pods: %s', (scaleDown, text) => {
    const ref = (kind: WorkloadKind) => WorkloadRef.fromName(kind, 'shop', LABELS, { scaleDown }).toRef();
    expect(ref(WorkloadKind.DEPLOYMENT).scaleDown).toBe(text);
    expect(ref(WorkloadKind.POD_TEMPLATE).scaleDown).toBeUndefined();
  });

  test('is the target of autoscalers, which know nothing of its containers', () => {
    const [hpa, keda] = [demoChart(), demoChart()];
    new kplus.HorizontalPodAutoscaler(hpa, 'hpa', {
      target: release(hpa, named(WorkloadKind.DEPLOYMENT)),
      maxReplicas: 5,
      metrics: [kplus.Metric.external({ name: 'jobs', target: kplus.MetricTarget.value(5) })],
    });
    new ScaledObject(keda, 'keda', {
      metadata: { name: 'demo' },
      target: release(keda, named(WorkloadKind.DEPLOYMENT)),
      minReplicas: 1,
      triggers: [ScaleTrigger.cpuUtilization(70)],
    });
    expect([hpa, keda].map((chart) => onlyObject(chart, 'Rollout').spec.replicas)).toEqual([undefined, undefined]);
  });

  test('is selected by network policies', () => {
    const chart = demoChart();
    release(chart, named(WorkloadKind.POD_TEMPLATE), { isolate: true });
    expect(onlyObject(chart, 'NetworkPolicy').spec.podSelector).toEqual({ matchLabels: LABELS });
  });

  test('can have an experiment step, whose pods are not known here', () => {
    const chart = demoChart();
    const templates = [
      { name: 'canary', version: ExperimentVersion.CANARY, service: true, selector: { any: 'label' } },
    ];
    release(chart, named(WorkloadKind.DEPLOYMENT), {
      steps: [CanaryStep.experiment({ templates, duration: Duration.minutes(1) })],
    });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.steps).toHaveLength(1);
  });
});

describe('WorkloadRef refuses', () => {
  test('a name that is none, and no labels', () => {
    expect(() => WorkloadRef.fromName(WorkloadKind.DEPLOYMENT, 'Shop', {})).toThrow(
      /^the name of the workload has to be a DNS-1123 subdomain.*; podLabels is empty: name the labels that the pods/,
    );
  });

  test.each<Partial<CanaryRolloutProps>>([
    { containers: [] },
    { podMetadata: {} },
    { initContainers: [{ image: 'a:1' }] },
    { terminationGracePeriod: Duration.seconds(1) },
  ])('what is said of pods beside it: %j', (props) => {
    const [prop] = Object.keys(props);
    expect(() => release(demoChart(), named(WorkloadKind.DEPLOYMENT), props)).toThrow(
      `[demo/rollout] ${prop} beside workloadRef: the workload has the pods, leave ${prop} out`,
    );
  });

  test.each<[string, (rollout: CanaryRollout) => void]>([
    ['container', (rollout) => rollout.addContainer({ image: 'a:1' })],
    ['init container', (rollout) => rollout.addInitContainer({ image: 'a:1' })],
  ])('an added %s, at synth', (_, add) => {
    const chart = demoChart();
    add(release(chart, named(WorkloadKind.DEPLOYMENT)));
    expect(() => objectsOf(chart)).toThrow(
      '[demo/rollout] containers were added, but the workload of workloadRef has the pods',
    );
  });

  test('labels that no pod can have, and no selector at all', () => {
    const [wrong, none] = [demoChart(), demoChart()];
    release(wrong, WorkloadRef.fromName(WorkloadKind.POD_TEMPLATE, 'shop', { app: 'a b' }));
    release(none, named(WorkloadKind.POD_TEMPLATE), { select: false });
    expect(() => objectsOf(wrong)).toThrow('[demo/rollout] the selector takes labels whose value has at most 63');
    expect(() => objectsOf(none)).toThrow('[demo/rollout] the selector is empty: with select: false the rollout needs');
  });
});
