import { describe, expect, test } from '@jest/globals';
import { ApiObject, Chart, Duration, JsonPatch, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryRollout, type CanaryRolloutProps, CanaryStep, Ramp } from '../../../src/index';
import {
  demoChart,
  demoRollout,
  demoRoute,
  demoServices,
  demoSteps,
  objectsOf,
  onlyObject,
  routed,
} from '../../demo-chart';

const containers = [{ image: 'example/app:1', portNumber: 8080 }];

function plainRollout(chart: Chart, props: Partial<CanaryRolloutProps> = {}): CanaryRollout {
  return new CanaryRollout(chart, 'rollout', { metadata: { name: 'demo' }, containers, ...props });
}

describe('CanaryRollout', () => {
  test('renders the release: Services, router, gate and steps, all derived from what it is given', () => {
    const chart = demoChart();
    demoRollout(chart);
    const { spec, ...head } = onlyObject(chart, 'Rollout');
    expect(head).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'demo', namespace: 'demo' },
    });
    expect(spec.strategy.canary).toEqual({
      stableService: 'demo-stable',
      canaryService: 'demo-canary',
      trafficRouting: { plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'demo', namespace: 'demo' } } },
      analysis: { templates: [{ templateName: 'demo-success-rate' }], startingStep: 1 },
      steps: [{ setWeight: 20 }, { pause: { duration: '2m' } }, { setWeight: 50 }, { pause: { duration: '2m' } }],
    });
  });

  test('works without Services, router, gate and steps, with nothing that the controller would drop again', () => {
    const chart = demoChart();
    plainRollout(chart, { minReady: Duration.seconds(0) });
    const { spec } = onlyObject(chart, 'Rollout');
    expect(spec.strategy).toEqual({ canary: {} });
    expect(Object.keys(spec)).toEqual(['replicas', 'selector', 'strategy', 'template']);
  });

  test('has two replicas, as in cdk8s-plus, and those it is told', () => {
    const [two, none] = [demoChart(), demoChart()];
    plainRollout(two);
    plainRollout(none, { replicas: 0 });
    expect([two, none].map((chart) => onlyObject(chart, 'Rollout').spec.replicas)).toEqual([2, 0]);
  });

  test('selects its pods by app.kubernetes.io/name, wherever it stands in the tree', () => {
    const chart = demoChart();
    plainRollout(new Chart(chart, 'moved', { namespace: 'demo' }));
    const [rollout] = Testing.synth(chart.node.findChild('moved') as Chart);
    const labels = { 'app.kubernetes.io/name': 'demo' };
    expect(rollout.spec.selector).toEqual({ matchLabels: labels });
    expect(rollout.spec.template.metadata).toEqual({ labels });
  });

  test('can be told its selector, to take over pods that run already', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const rollout = plainRollout(chart, {
      ...routed(chart, services),
      select: false,
      podMetadata: { labels: { app: 'old' } },
    });
    rollout.select(kplus.LabelSelector.of({ labels: { app: 'old' } }));
    const rendered = onlyObject(chart, 'Rollout').spec;
    expect(rendered.selector).toEqual({ matchLabels: { app: 'old' } });
    expect(rendered.template.metadata).toEqual({ labels: { app: 'old' } });
    expect(objectsOf(chart)[0]?.spec.selector).toEqual({ app: 'old' });
  });

  test('renders quantities, ports and protocols as the cluster takes them', () => {
    const chart = demoChart();
    const rollout = plainRollout(chart);
    rollout.addContainer({
      name: 'dns',
      image: 'example/dns:1',
      ports: [{ number: 53, protocol: kplus.Protocol.UDP }],
    });
    const [app, dns] = onlyObject(chart, 'Rollout').spec.template.spec.containers;
    expect(app.ports).toEqual([{ containerPort: 8080, protocol: 'TCP' }]);
    expect(app.resources.requests).toEqual({ cpu: '1000m', memory: '512Mi' });
    expect(app.startupProbe).toEqual({ failureThreshold: 3, tcpSocket: { port: 8080 } });
    expect(dns.ports).toEqual([{ containerPort: 53, protocol: 'UDP' }]);
  });

  test('renders the same a second time', () => {
    const chart = demoChart();
    demoRollout(chart, { spread: true });
    expect(objectsOf(chart)).toEqual(objectsOf(chart));
  });

  test('spreads its pods once, by host and zone', () => {
    const chart = demoChart();
    plainRollout(chart, { spread: true });
    const terms = onlyObject(chart, 'Rollout').spec.template.spec.affinity.podAntiAffinity
      .requiredDuringSchedulingIgnoredDuringExecution;
    expect(terms.map(({ topologyKey }: { topologyKey: string }) => topologyKey)).toEqual([
      'kubernetes.io/hostname',
      'topology.kubernetes.io/zone',
    ]);
    expect(terms[0].labelSelector).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'demo' } });
  });

  test('keeps JSON patches, of fields it does not know too', () => {
    const chart = demoChart();
    const rollout = plainRollout(chart);
    ApiObject.of(rollout).addJsonPatch(
      JsonPatch.add('/spec/revisionHistoryLimit', 3),
      JsonPatch.add('/spec/newField', 1),
      JsonPatch.add('/metadata/annotations', { 'cdk8s-rollouts.dev/ignore.schema': 'a field of the next version' }),
    );
    expect(onlyObject(chart, 'Rollout').spec).toMatchObject({ revisionHistoryLimit: 3, newField: 1 });
  });

  test('takes its deadlines', () => {
    const chart = demoChart();
    plainRollout(chart, { minReady: Duration.seconds(10), progressDeadline: Duration.minutes(5) });
    expect(onlyObject(chart, 'Rollout').spec).toMatchObject({ minReadySeconds: 10, progressDeadlineSeconds: 300 });
  });
});

describe('a CanaryRollout among cdk8s-plus constructs', () => {
  test('is the target of an autoscaler, which then decides on the replicas', () => {
    const chart = demoChart();
    const rollout = plainRollout(chart, {
      containers: [{ image: 'a:1', portNumber: 80, resources: { cpu: { request: kplus.Cpu.millis(100) } } }],
    });
    new kplus.HorizontalPodAutoscaler(chart, 'hpa', {
      target: rollout,
      maxReplicas: 5,
      metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
    });
    expect(onlyObject(chart, 'HorizontalPodAutoscaler').spec.scaleTargetRef).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      name: 'demo',
    });
    expect(onlyObject(chart, 'Rollout').spec.replicas).toBeUndefined();
  });

  test('is selected by a Service and by network policies', () => {
    const chart = demoChart();
    const rollout = plainRollout(chart, { isolate: true });
    new kplus.Service(chart, 'all', { selector: rollout, ports: [{ port: 80 }] });
    const labels = { 'app.kubernetes.io/name': 'demo' };
    expect(onlyObject(chart, 'Service').spec.selector).toEqual(labels);
    const policies = objectsOf(chart).filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policies.map(({ spec }) => spec.podSelector)).toEqual([{ matchLabels: labels }]);
  });

  test('refuses an autoscaler beside its own replicas', () => {
    const chart = demoChart();
    const target = plainRollout(chart, { replicas: 3 });
    expect(() => new kplus.HorizontalPodAutoscaler(chart, 'hpa', { target, maxReplicas: 5 })).toThrow(
      '[demo/rollout] replicas is 3, and an autoscaler decides on it too: each sync would take the number back to that of ' +
        'Git, leave replicas out',
    );
  });
});

describe('a CanaryRollout refuses', () => {
  test.each<[string, Partial<CanaryRolloutProps>, string]>([
    ['no name', { metadata: {} }, 'metadata.name is missing'],
    ['a name that is no DNS label', { metadata: { name: 'Demo_App' } }, 'metadata.name has to be a DNS-1123 label'],
    [
      'a name too long for its hash',
      { metadata: { name: 'x'.repeat(53) } },
      'metadata.name has to be at most 52 characters long (the controller adds a hash of up to 10), got 53',
    ],
    ['half a replica', { replicas: 1.5 }, 'replicas takes a whole number of at least 0, got 1.5'],
    ['negative replicas', { replicas: -1 }, 'replicas takes a whole number of at least 0, got -1'],
    [
      'a deadline before the pods can be available',
      { minReady: Duration.minutes(10) },
      'progressDeadline (600s) has to be longer than minReady (600s)',
    ],
    ['no image', { containers: [{ image: '' }] }, 'image takes a reference such as "ghcr.io/acme/shop:1.2.3", got ""'],
    ['an empty list of routers', { trafficRouting: [] }, 'trafficRouting is empty: name a router, or leave it out'],
  ])('%s', (_, props, message) => {
    expect(() => plainRollout(demoChart(), props)).toThrow(message);
  });

  test('a router without Services', () => {
    const chart = demoChart();
    const route = demoRoute(chart, demoServices(chart));
    expect(() => plainRollout(chart, { trafficRouting: [route], steps: demoSteps() })).toThrow(
      'trafficRouting needs services, the two Services that the requests are split between',
    );
  });

  test('Services without a router, of which the stable one would have no pods at the end of a release', () => {
    const chart = demoChart();
    expect(() => plainRollout(chart, { services: demoServices(chart), steps: demoSteps() })).toThrow(
      /services without trafficRouting: the controller pins each Service[\s\S]*leave services out and put one Service in front/,
    );
  });

  test('a router without steps, which would switch everybody at once', () => {
    expect(() => demoRollout(demoChart(), { steps: undefined, analysis: undefined })).toThrow(
      'trafficRouting without steps moves all requests to the new version at once',
    );
  });

  test('two routers of a kind that a rollout has one of', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const router = {
      facts: { ...demoRoute(chart, services).facts, singular: undefined },
      bind: () => ({ traefik: { weightedTraefikServiceName: 'demo' } }),
    };
    expect(() => demoRollout(chart, { services, trafficRouting: [router, router], analysis: undefined })).toThrow(
      'trafficRouting has two routers that both fill in "traefik": give the rollout one of them',
    );
  });

  test('to be without a container, at synth, as containers can be added', () => {
    const chart = demoChart();
    const rollout = plainRollout(chart, { containers: [] });
    expect(() => objectsOf(chart)).toThrow('[demo/rollout] containers is empty: a pod needs at least one');
    rollout.addContainer({ image: 'example/app:1' });
    expect(objectsOf(chart)).toHaveLength(1);
  });

  test('an image whose tag follows the commit, in containers that are added later too', () => {
    const image = 'example/app:$ARGOCD_APP_REVISION';
    expect(() => plainRollout(demoChart(), { initContainers: [{ image }] })).toThrow('image takes a reference');
    const chart = demoChart();
    plainRollout(chart).addContainer({ name: 'sidecar', image });
    expect(() => objectsOf(chart)).toThrow(
      `[demo/rollout] image takes a reference such as "ghcr.io/acme/shop:1.2.3", got "${image}"`,
    );
  });

  test('a Service port that no container exposes', () => {
    const chart = demoChart();
    const services = demoServices(chart, { ports: [{ port: 80, targetPort: 9898 }] });
    plainRollout(chart, routed(chart, services));
    expect(() => objectsOf(chart)).toThrow(
      '[demo/rollout] port 80 of the Services goes to container port 9898, which no container exposes (exposed: 8080): ' +
        'give a container portNumber 9898, or the port that targetPort',
    );
  });

  test('an empty selector and one that does not match its pods', () => {
    const chart = demoChart();
    const rollout = plainRollout(chart, { select: false });
    expect(() => objectsOf(chart)).toThrow('the selector is empty: with select: false the rollout needs select(');
    rollout.select(kplus.LabelSelector.of({ labels: { app: 'demo' } }));
    expect(() => objectsOf(chart)).toThrow('the selector wants pods with label app="demo", podMetadata has undefined');
  });

  test('all of several things at once', () => {
    expect(() => plainRollout(demoChart(), { metadata: { name: 'A' }, replicas: -1, trafficRouting: [] })).toThrow(
      /\[demo\/rollout\] 3 problems:\n {2}- metadata\.name[\s\S]*\n {2}- replicas[\s\S]*\n {2}- trafficRouting/,
    );
  });
});

test('a ramp is a list of steps like any other', () => {
  const chart = demoChart();
  demoRollout(chart, {
    steps: [...Ramp.linear({ from: 10, to: 30, weights: 3, pause: Duration.minutes(1) }), CanaryStep.setWeight(60)],
    analysis: undefined,
  });
  const { steps } = onlyObject(chart, 'Rollout').spec.strategy.canary;
  expect(steps.map(({ setWeight }: { setWeight?: number }) => setWeight)).toEqual([
    10,
    undefined,
    20,
    undefined,
    30,
    undefined,
    60,
  ]);
});
