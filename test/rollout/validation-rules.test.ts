import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  ActivePreviewServices,
  type ActivePreviewServicesProps,
  AlbIngress,
  Analysis,
  AnalysisArgument,
  AntiAffinity,
  BlueGreenRollout,
  type BlueGreenRolloutProps,
  CanaryRollout,
  type CanaryRolloutProps,
  CanaryScale,
  CanaryStep,
  ExperimentVersion,
  HeaderMatch,
  type ITrafficRouter,
  NginxIngress,
  PingPongServices,
  Prometheus,
  type RouterFacts,
  StringMatch,
  WorkloadKind,
  WorkloadRef,
} from '../../src';
import { bindSteps } from '../../src/rollout/steps/bound-steps';
import { demoChart, demoRollout, demoRoute, demoServices, demoSteps, objectsOf, onlyObject } from '../demo-chart';
import { type RefusedRule, rulesOf, testRules, type UnwritableRule } from '../rule-tests';
import { sharedFolder, testWithShared } from '../shared-folder';

const containers = [{ image: 'example/app:1', portNumber: 8080 }];
const metadata = { name: 'demo' };
const { PercentOrAbsolute } = kplus;
const no = PercentOrAbsolute.absolute(0);
const minute = Duration.minutes(1);
const podTemplate = WorkloadRef.fromName(WorkloadKind.POD_TEMPLATE, 'shop', { app: 'shop' });
const existing = WorkloadRef.fromName(WorkloadKind.DEPLOYMENT, 'shop', { app: 'shop' });
const yes = HeaderMatch.exact('X-Canary', 'yes');
const ports = [{ port: 80, targetPort: 8080 }];

const EXACT: RouterFacts = {
  name: 'AWS ALB',
  setHeaderRoute: true,
  headerMatches: 'exact',
  setMirrorRoute: false,
  experimentWeight: true,
  maxTrafficWeight: false,
  pingPong: true,
};

function fakeRouter(facts: Partial<RouterFacts> = {}): ITrafficRouter {
  return { facts: { ...EXACT, ...facts }, bind: () => ({ alb: { ingress: 'demo', servicePort: 80 } }) };
}

/** The spec of a canary without a router. */
function canary(props: Partial<CanaryRolloutProps>, then: (rollout: CanaryRollout) => void = () => undefined) {
  const chart = demoChart();
  then(new CanaryRollout(chart, 'rollout', { metadata, containers, ...props }));
  return onlyObject(chart, 'Rollout').spec;
}

/** The spec of a canary with Services and the Gateway API, unless other routers are given. */
function routed(props: Partial<CanaryRolloutProps>) {
  const chart = demoChart();
  demoRollout(chart, { analysis: undefined, ...props });
  return onlyObject(chart, 'Rollout').spec;
}

function routedBy(router: ITrafficRouter, steps: CanaryStep[]) {
  const chart = demoChart();
  return () => demoRollout(chart, { services: demoServices(chart), trafficRouting: [router], steps });
}

function blueGreen(props: Partial<BlueGreenRolloutProps>, services: Partial<ActivePreviewServicesProps> = {}) {
  const chart = demoChart();
  const pair = new ActivePreviewServices(chart, 'services', { name: 'demo', ports, ...services });
  new BlueGreenRollout(chart, 'rollout', { metadata, containers, services: pair, ...props });
  return onlyObject(chart, 'Rollout').spec;
}

function pingPong(names: { pingName?: string; pongName?: string }, router?: (chart: Chart) => ITrafficRouter) {
  const chart = demoChart();
  const pair = new PingPongServices(chart, 'pair', { name: 'demo', ports, ...names });
  const trafficRouting = router === undefined ? undefined : [router(chart)];
  return new CanaryRollout(chart, 'rollout', {
    metadata,
    containers,
    pingPong: pair,
    trafficRouting,
    steps: demoSteps(),
  });
}

function selected(selector: kplus.LabelSelectorOptions, props: Partial<CanaryRolloutProps> = {}) {
  return canary(props, (rollout) => rollout.select(kplus.LabelSelector.of(selector)));
}

function weighed(weight: number): CanaryStep {
  const templates = [{ name: 'canary', version: ExperimentVersion.CANARY, weight }];
  return CanaryStep.experiment({ templates, duration: minute });
}

/** The names of the folders of src/traffic, one for each router. */
/** An Ingress of ALB between ping and pong, without a root Service. */
function albPingPong() {
  const chart = demoChart();
  const pair = new PingPongServices(chart, 'pair', { name: 'demo', ports });
  return new AlbIngress(chart, 'ingress', { name: 'demo', pingPong: pair });
}

/** Weights in thousandths for NGINX, beside a router that counts in hundredths. */
function thousandths() {
  const chart = demoChart();
  const services = demoServices(chart);
  const rules = [{ host: 'demo.example.com' }];
  const nginx = new NginxIngress(chart, 'ingress', { name: 'demo', services, rules, maxTrafficWeight: 1000 });
  const trafficRouting = [nginx, demoRoute(chart, services)];
  return canary({ services, trafficRouting, steps: [CanaryStep.setWeight(1, 1000)], ungatedBecause: 'a test' });
}

/** A step of each factory. */
const STEPS: Readonly<Record<string, (chart: Chart) => CanaryStep>> = {
  setWeight: () => CanaryStep.setWeight(0),
  pause: () => CanaryStep.pause(minute),
  pauseUntilPromoted: () => CanaryStep.pauseUntilPromoted('QA promotes'),
  setCanaryScale: () => CanaryStep.setCanaryScale(CanaryScale.replicas(0)),
  setHeaderRoute: () => CanaryStep.setHeaderRoute('qa', yes),
  removeHeaderRoute: () => CanaryStep.removeHeaderRoute('qa'),
  setMirrorRoute: () =>
    CanaryStep.setMirrorRoute('copy', { match: [{ method: StringMatch.exact('GET') }], percentage: 1 }),
  removeMirrorRoute: () => CanaryStep.removeMirrorRoute('copy'),
  analysis: (chart) => CanaryStep.analysis({ templates: [errors(chart)] }),
  experiment: () => weighed(1),
  plugin: () => CanaryStep.plugin('acme/wait'),
};

function errors(chart: Chart): Analysis {
  const provider = Prometheus.at('http://prometheus:9090').query('errors{hash="{{args.new}}"}');
  return new Analysis(chart, 'errors', {
    metrics: [{ name: 'errors', provider, successCondition: 'result[0] < 5' }],
    args: [AnalysisArgument.canaryHash('new')],
  });
}

/** The keys of a step of each factory. */
function keysOfSteps(): string[] {
  const chart = demoChart();
  const steps = Object.values(STEPS).map((make) => make(chart));
  const { rendered } = bindSteps(steps, { rollout: chart, rolloutName: 'demo', namespace: 'demo' });
  return rendered.map((step) => Object.keys(step).join(' and '));
}

const ONE_KEY_EACH = [
  ...['setWeight', 'pause', 'pause', 'setCanaryScale', 'setHeaderRoute', 'setHeaderRoute', 'setMirrorRoute'],
  ...['setMirrorRoute', 'analysis', 'experiment', 'plugin'],
];

const header = CanaryStep.setHeaderRoute('qa', yes);
const prefix = CanaryStep.setHeaderRoute('qa', HeaderMatch.prefix('X-Canary', 'y'));
const mirror = CanaryStep.setMirrorRoute('copy', { match: [{ path: StringMatch.prefix('/') }], percentage: 1 });
const first = CanaryStep.setWeight(5);

// biome-ignore format: one line for each input.
const REFUSED: readonly RefusedRule[] = [
  { rule: 'G-1', input: 'negative replicas', make: () => canary({ replicas: -1 }), message: 'replicas takes a whole number of at least 0, got -1' },
  { rule: 'G-3', input: 'an illegal label value', make: () => selected({ labels: { app: 'a b' } }), message: 'the selector takes labels whose value has at most 63 characters' },
  { rule: 'G-3', input: 'an expression without values', make: () => selected({ expressions: [kplus.LabelExpression.in('app', [])] }), message: 'the selector compares the label app (In) with no value' },
  { rule: 'G-4', input: 'no selector', make: () => canary({ select: false }), message: 'the selector is empty' },
  { rule: 'G-4', input: 'no selector of a PodTemplate', make: () => canary({ containers: undefined, workloadRef: podTemplate, select: false }), message: 'the selector is empty' },
  { rule: 'G-5', input: 'labels of pods beside workloadRef', make: () => canary({ containers: undefined, workloadRef: existing, podMetadata: { labels: {} } }), message: 'podMetadata beside workloadRef' },
  { rule: 'G-6', input: 'a selector of other pods', make: () => selected({ labels: { app: 'other' } }), message: 'the controller refuses a selector that does not match its own pods' },
  { rule: 'G-6', input: 'an expression for other pods', make: () => selected({ expressions: [kplus.LabelExpression.exists('team')] }), message: 'the controller refuses a selector that does not match its own pods' },
  { rule: 'G-6', input: 'no container', make: () => canary({ containers: [] }), message: 'containers is empty' },
  { rule: 'G-6', input: 'two containers of one name', make: () => canary({ containers: [...containers, ...containers] }), message: 'two containers are named "main"' },
  { rule: 'G-6', input: 'pods that end', make: () => canary({ restartPolicy: kplus.RestartPolicy.NEVER }), message: 'restartPolicy takes Always, got Never' },
  { rule: 'G-6', input: 'an illegal label of the pods', make: () => canary({ podMetadata: { labels: { '-': '' } } }), message: 'podMetadata takes labels whose key' },
  { rule: 'G-7', input: 'a negative history', make: () => canary({ revisionHistoryLimit: -1 }), message: 'revisionHistoryLimit takes a whole number of at least 1, got -1' },
  { rule: 'G-7', input: 'a negative minReady', make: () => canary({ minReady: Duration.seconds(-1) }), message: 'Duration amounts cannot be negative' },
  { rule: 'G-7', input: 'a negative progressDeadline', make: () => canary({ progressDeadline: Duration.seconds(-1) }), message: 'Duration amounts cannot be negative' },
  { rule: 'G-8', input: 'a deadline as long as minReady', make: () => canary({ minReady: minute, progressDeadline: minute }), message: 'progressDeadline (60s) has to be longer than minReady (60s)' },
  { rule: 'BG-1', input: 'one Service for both', make: () => blueGreen({}, { activeName: 'a', previewName: 'a' }), message: 'the active and the preview Service are both named "a"' },
  { rule: 'BG-1', input: 'Services without names', make: () => blueGreen({}, { activeName: '', previewName: '' }), message: 'the name of the active Service has to be a DNS-1123 label' },
  { rule: 'BG-2', input: 'more old versions than are kept', make: () => blueGreen({ scaleDownDelayRevisionLimit: 3, revisionHistoryLimit: 2 }), message: 'scaleDownDelayRevisionLimit takes a whole number from 1 to 2, got 3' },
  { rule: 'AF-2', input: 'weight 0', make: () => AntiAffinity.preferred(0), message: 'AntiAffinity.preferred takes a whole number from 1 to 100, got 0' },
  { rule: 'AF-2', input: 'weight 101', make: () => AntiAffinity.preferred(101), message: 'AntiAffinity.preferred takes a whole number from 1 to 100, got 101' },
  { rule: 'CA-1', input: 'no pod more and none less', make: () => canary({ maxSurge: no, maxUnavailable: PercentOrAbsolute.percent(0) }), message: 'maxSurge and maxUnavailable are both 0' },
  { rule: 'CA-1', input: 'a share that cannot be read', make: () => canary({ maxSurge: PercentOrAbsolute.percent(1.5), maxUnavailable: no }), message: 'maxSurge takes a whole number of pods or a share of 0 to 100 whole per cents, got "1.5%"' },
  { rule: 'CA-2', input: 'one Service for both', make: () => demoServices(demoChart(), { stableName: 'a', canaryName: 'a' }), message: 'the stable and the canary Service are both named "a"' },
  { rule: 'CA-3', input: 'a router that cannot', make: () => pingPong({}, (chart) => demoRoute(chart, demoServices(chart))), message: 'pingPong works with AWS ALB and Istio, and not with Gateway API' },
  { rule: 'CA-3', input: 'no router, so that it would do nothing', make: () => pingPong({}), message: 'pingPong is of use with a router only' },
  { rule: 'CA-4', input: 'no ping', make: () => pingPong({ pingName: '' }), message: 'the name of the ping Service has to be a DNS-1123 label' },
  { rule: 'CA-4', input: 'no pong', make: () => pingPong({ pongName: '' }), message: 'the name of the pong Service has to be a DNS-1123 label' },
  { rule: 'CA-5', input: 'one Service for both', make: () => pingPong({ pingName: 'a', pongName: 'a' }), message: 'the ping and the pong Service are both named "a"' },
  { rule: 'CA-6', input: 'ping and pong behind ALB without a root Service', make: albPingPong, message: 'pingPong needs a rootService' },
  { rule: 'CA-7', input: 'a router without Services', make: () => canary({ trafficRouting: [fakeRouter()], steps: demoSteps() }), message: 'trafficRouting needs services' },
  { rule: 'CA-8', input: 'a delay without a router', make: () => canary({ scaleDownDelay: minute }), message: 'scaleDownDelay is of use with a router only' },
  { rule: 'CA-9', input: 'dynamicStableScale without a router', make: () => canary({ dynamicStableScale: true }), message: 'dynamicStableScale is of use with a router only' },
  { rule: 'CA-10', input: 'both', make: () => routed({ dynamicStableScale: true, scaleDownDelay: minute }), message: 'dynamicStableScale leaves no old pods that scaleDownDelay could keep' },
  { rule: 'CA-11', input: 'a total of weights that another router does not count in', make: thousandths, message: 'maxTrafficWeight 1000 cannot be together with Gateway API' },
  { rule: 'S-3', input: 'more than the total', make: () => CanaryStep.setWeight(1001, 1000), message: 'setWeight takes a whole number from 0 to 1000, got 1001' },
  { rule: 'S-3', input: 'a negative weight', make: () => CanaryStep.setWeight(-1), message: 'setWeight takes a whole number from 0 to 100, got -1' },
  { rule: 'S-3', input: 'more than all', make: () => CanaryStep.setWeight(101), message: 'setWeight takes a whole number from 0 to 100, got 101' },
  { rule: 'S-4', input: 'a negative pause', make: () => CanaryStep.pause(Duration.seconds(-1)), message: 'Duration amounts cannot be negative' },
  { rule: 'S-4', input: 'a pause of nothing', make: () => CanaryStep.pause(Duration.millis(500)), message: 'pause takes whole seconds, at least 1' },
  { rule: 'S-5', input: 'a scale without a router', make: () => canary({ steps: [CanaryStep.setCanaryScale(CanaryScale.replicas(1))] }), message: 'step 0 (setCanaryScale): the rollout has no trafficRouting' },
  { rule: 'S-6', input: 'a header route without a router', make: () => canary({ steps: [first, header] }), message: 'step 1 (setHeaderRoute "qa"): the rollout has no trafficRouting' },
  { rule: 'S-6', input: 'a router that cannot', make: routedBy(fakeRouter({ name: 'NGINX', setHeaderRoute: false }), [first, header]), message: 'step 1 (setHeaderRoute "qa"): the router NGINX cannot route by header' },
  { rule: 'S-8', input: 'a prefix for ALB', make: routedBy(fakeRouter(), [first, prefix]), message: 'the router AWS ALB compares headers with HeaderMatch.exact only, got HeaderMatch.prefix of "X-Canary"' },
  { rule: 'S-9', input: 'a mirror route without a router', make: () => canary({ steps: [first, mirror] }), message: 'step 1 (setMirrorRoute "copy"): the rollout has no trafficRouting' },
  { rule: 'S-9', input: 'a router that cannot', make: () => routed({ steps: [first, mirror] }), message: 'the router Gateway API cannot mirror requests' },
  { rule: 'S-10', input: 'a path of nothing', make: () => StringMatch.exact(''), message: 'exact takes a text of at least one character, got ""' },
  { rule: 'S-13', input: 'a weight without a router', make: () => canary({ steps: [weighed(5)] }), message: 'its templates have weights, which only a router can meet' },
  { rule: 'S-14', input: 'a router that cannot', make: () => routed({ steps: [weighed(5), ...demoSteps()] }), message: 'the router Gateway API cannot give the templates of an experiment a weight' },
  { rule: 'S-15', input: 'a field that is none', make: () => AnalysisArgument.field('x', 'metadata.generation'), message: 'the argument "x" takes a field such as "metadata.name"' },
  { rule: 'S-15', input: 'a label that is none', make: () => AnalysisArgument.field('x', "metadata.labels['a b']"), message: 'the argument "x" takes a field such as "metadata.name"' },
];

const UNWRITABLE: readonly UnwritableRule[] = [
  {
    rule: 'G-2',
    because: 'a rollout without workloadRef always renders its selector',
    rendered: () => [canary({}), blueGreen({})].map(({ selector }) => selector),
    shows: Array(2).fill({ matchLabels: { 'app.kubernetes.io/name': 'demo' } }),
  },
  {
    rule: 'G-5',
    because: 'a rollout with workloadRef renders no template',
    rendered: () =>
      [existing, podTemplate].map((workloadRef) => canary({ containers: undefined, workloadRef }).template),
    shows: [undefined, undefined],
  },
  ...['G-9', 'G-10'].map((rule) => ({
    rule,
    because: 'each kind of rollout renders exactly one strategy',
    rendered: () => [canary({}), routed({}), blueGreen({})].map(({ strategy }) => Object.keys(strategy)),
    shows: [['canary'], ['canary'], ['blueGreen']],
  })),
  {
    rule: 'AF-1',
    because: 'each factory of AntiAffinity renders exactly one strategy',
    rendered: () =>
      [AntiAffinity.preferred(1), AntiAffinity.required()].map((one) => Object.keys(one.toAntiAffinity())),
    shows: [['preferredDuringSchedulingIgnoredDuringExecution'], ['requiredDuringSchedulingIgnoredDuringExecution']],
  },
  ...['S-1', 'S-2'].map((rule) => ({
    rule,
    because: 'each factory of CanaryStep renders exactly one key',
    rendered: keysOfSteps,
    shows: ONE_KEY_EACH,
  })),
  {
    rule: 'S-7',
    because: 'each factory of HeaderMatch renders exactly one key',
    rendered: () =>
      (['exact', 'prefix', 'regex'] as const).map((kind) => HeaderMatch[kind]('X-Canary', 'yes').toMatch().headerValue),
    shows: [{ exact: 'yes' }, { prefix: 'yes' }, { regex: 'yes' }],
  },
  {
    rule: 'S-10',
    because: 'each factory of StringMatch renders exactly one key',
    rendered: () => (['exact', 'prefix', 'regex'] as const).map((kind) => StringMatch[kind]('/a').toMatch()),
    shows: [{ exact: '/a' }, { prefix: '/a' }, { regex: '/a' }],
  },
  ...['S-11', 'S-12'].map((rule) => ({
    rule,
    because: 'managedRoutes is made of the steps',
    rendered: () => routed({ steps: [first, header] }).strategy.canary.trafficRouting.managedRoutes,
    shows: [{ name: 'qa' }],
  })),
];

describe('what the controller would refuse', () => {
  testRules(REFUSED, UNWRITABLE);

  test('is shown with a step of each factory', () => {
    const factories = Object.getOwnPropertyNames(CanaryStep).filter(
      (name) => name !== 'of' && typeof Object.getOwnPropertyDescriptor(CanaryStep, name)?.value === 'function',
    );
    expect(Object.keys(STEPS).sort()).toEqual(factories.sort());
  });

  test('stays quiet on a release that breaks no rule', () => {
    const chart = demoChart();
    demoRollout(chart);
    expect(objectsOf(chart).filter(({ kind }) => kind === 'Rollout')).toHaveLength(1);
  });

  testWithShared('facts')('is every structural rule that is known', () => {
    const facts = readFileSync(path.join(sharedFolder('facts'), 'argo-rollouts.md'), 'utf8');
    const [section = ''] = facts.slice(facts.indexOf('## 2.1 ')).split(/\n## (?!2\.1 )/);
    const known = [...section.matchAll(/^\| ((?:G|BG|AF|CA|S)-\d+) \|/gm)].map(([, id]) => id);
    expect(known.length).toBeGreaterThan(35);
    expect(rulesOf(REFUSED, UNWRITABLE)).toEqual(known.sort());
  });
});
