import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AntiAffinity,
  CanaryRollout,
  type CanaryRolloutProps,
  CanaryScale,
  CanaryStep,
  HeaderMatch,
  NotificationTrigger,
  ReplicaProgressThreshold,
} from '../../src';
import { CrdSchemas } from '../crd/crd-schema';
import { demoChart, demoRollout, demoSteps, objectsOf, onlyObject } from '../demo-chart';
import { testWithShared } from '../shared-folder';

const { LabelExpression, LabelSelector, PercentOrAbsolute } = kplus;
const NAME = 'app.kubernetes.io/name';

function plain(chart: Chart, props: Partial<CanaryRolloutProps> = {}): CanaryRollout {
  const containers = [{ image: 'example/app:1', portNumber: 8080 }];
  return new CanaryRollout(chart, 'rollout', { metadata: { name: 'demo' }, containers, ...props });
}

function rendered(props: Partial<CanaryRolloutProps>) {
  const chart = demoChart();
  plain(chart, props);
  const { replicas, selector, template, ...spec } = onlyObject(chart, 'Rollout').spec;
  return spec;
}

/** The strategy of a rollout that has Services and a router. */
function routed(props: Partial<CanaryRolloutProps>) {
  const chart = demoChart();
  demoRollout(chart, { analysis: undefined, ...props });
  const { stableService, canaryService, trafficRouting, steps, ...canary } = onlyObject(chart, 'Rollout').spec.strategy
    .canary;
  return canary;
}

describe('the fields of every rollout', () => {
  test.each<[Partial<CanaryRolloutProps>, object]>([
    [{ progressDeadlineAbort: true }, { progressDeadlineAbort: true }],
    [{ progressDeadlineAbort: false }, {}],
    [{ revisionHistoryLimit: 3 }, { revisionHistoryLimit: 3 }],
    [{ rollbackWindowRevisions: 3 }, { rollbackWindow: { revisions: 3 } }],
    [{ successfulRunHistoryLimit: 0 }, { analysis: { successfulRunHistoryLimit: 0 } }],
    [{ unsuccessfulRunHistoryLimit: 7 }, { analysis: { unsuccessfulRunHistoryLimit: 7 } }],
    [{ paused: true }, { paused: true }],
    [{ paused: false }, {}],
    [{ restartAt: new Date('2026-07-01T12:30:45.678Z') }, { restartAt: '2026-07-01T12:30:45Z' }],
    [{ restartAt: new Date('2026-07-01T12:30:45+02:00') }, { restartAt: '2026-07-01T10:30:45Z' }],
    [{ minReady: Duration.seconds(0) }, {}],
  ])('are rendered: %j', (props, fields) => {
    expect(rendered(props)).toEqual({ ...fields, strategy: { canary: {} } });
  });

  test('notifications are annotations, beside those that are given', () => {
    const chart = demoChart();
    plain(chart, {
      metadata: { name: 'demo', annotations: { owner: 'shop' } },
      notifications: [{ triggers: [NotificationTrigger.ON_ROLLOUT_ABORTED], service: 'slack', recipients: ['shop'] }],
    });
    expect(onlyObject(chart, 'Rollout').metadata.annotations).toEqual({
      owner: 'shop',
      'notifications.argoproj.io/subscribe.on-rollout-aborted.slack': 'shop',
    });
  });

  test.each<[string, Partial<CanaryRolloutProps>, string]>([
    ['no history', { revisionHistoryLimit: 0 }, 'revisionHistoryLimit takes a whole number of at least 1, got 0'],
    ['no window', { rollbackWindowRevisions: 0 }, 'rollbackWindowRevisions takes a whole number from 1 to 10, got 0'],
    [
      'a window beyond the history',
      { rollbackWindowRevisions: 4, revisionHistoryLimit: 3 },
      'rollbackWindowRevisions takes a whole number from 1 to 3, got 4',
    ],
    [
      'negative runs',
      { successfulRunHistoryLimit: -1 },
      'successfulRunHistoryLimit takes a whole number of at least 0',
    ],
    [
      'half a run',
      { unsuccessfulRunHistoryLimit: 0.5 },
      'unsuccessfulRunHistoryLimit takes a whole number of at least 0',
    ],
    ['no time', { restartAt: new Date(Number.NaN) }, 'restartAt takes a time, got an invalid Date'],
    ['half a second', { minReady: Duration.millis(500) }, 'minReady takes whole seconds, 0 or more, got 500ms'],
    ['no deadline', { progressDeadline: Duration.seconds(0) }, 'progressDeadline takes whole seconds, at least 1'],
    [
      'a deadline as long as it takes',
      { progressDeadline: Duration.seconds(9), minReady: Duration.seconds(9) },
      'progressDeadline (9s) has to be longer than minReady (9s)',
    ],
    [
      'pods that end',
      { restartPolicy: kplus.RestartPolicy.ON_FAILURE },
      'restartPolicy takes Always, got OnFailure: the controller refuses pods that end, leave it out',
    ],
    [
      'subscriptions to nothing',
      { notifications: [{ triggers: [], service: 'slack' }] },
      'notifications[0].triggers is empty',
    ],
  ])('refuse %s', (_, props, message) => {
    expect(() => plain(demoChart(), props)).toThrow(`[demo/rollout] ${message}`);
  });
});

describe('the pods of a rollout', () => {
  const cpu = (request: kplus.Cpu, limit: kplus.Cpu) => [{ image: 'a:1', resources: { cpu: { request, limit } } }];
  const memory = (request: number, limit: number) => [
    { image: 'a:1', resources: { memory: { request: Size.mebibytes(request), limit: Size.mebibytes(limit) } } },
  ];

  test.each<[string, Partial<CanaryRolloutProps>, string]>([
    [
      'two containers of one name',
      { containers: [{ image: 'a:1' }, { image: 'b:1' }] },
      'two containers are named "main"',
    ],
    [
      'an init container with the name of another',
      { initContainers: [{ image: 'b:1', name: 'main' }] },
      'two containers are named "main": the controller refuses that, give each its own name',
    ],
    [
      'a name that is none',
      { containers: [{ image: 'a:1', name: 'A b' }] },
      'the name of a container has to be a DNS-1123 label',
    ],
    [
      'a port out of range',
      { containers: [{ image: 'a:1', portNumber: 65536 }] },
      'a port of container "main" takes a whole number from 1 to 65535, got 65536',
    ],
    [
      'more CPU than the limit',
      { containers: cpu(kplus.Cpu.units(1), kplus.Cpu.millis(999)) },
      'container "main" requests more cpu than its limit: the controller refuses that, lower the request or raise the limit',
    ],
    [
      'more memory than the limit',
      { containers: memory(2, 1) },
      'container "main" requests more memory than its limit',
    ],
    [
      'a label with a space',
      { podMetadata: { labels: { app: 'a b' } } },
      'podMetadata takes labels whose value has at most 63 characters',
    ],
    [
      'a label with two prefixes',
      { podMetadata: { labels: { 'a/b/c': 'x' } } },
      'podMetadata takes labels whose key is such as "app" or "example.com/app", of at most 63 characters, got "a/b/c"',
    ],
  ])('cannot have %s', (_, props, message) => {
    const chart = demoChart();
    plain(chart, props);
    expect(() => objectsOf(chart)).toThrow(`[demo/rollout] ${message}`);
  });

  test('can use all of their limits, and have labels of every form', () => {
    const chart = demoChart();
    plain(chart, {
      containers: [
        ...cpu(kplus.Cpu.millis(1000), kplus.Cpu.units(1)),
        { name: 'more', ...memory(1, 1)[0], image: 'b:1', portNumber: 65535 },
        { name: 'none', image: 'c:1', resources: {} },
      ],
      podMetadata: { labels: { 'example.com/App_1.x': 'A-b_c.9', empty: '' } },
    });
    expect(objectsOf(chart)).toHaveLength(1);
  });

  test.each<[string, kplus.LabelSelector, string]>([
    [
      'a value that is none',
      LabelSelector.of({ labels: { app: 'a b' } }),
      'the selector takes labels whose value has at most 63',
    ],
    [
      'a comparison with nothing',
      LabelSelector.of({ expressions: [LabelExpression.in(NAME, [])] }),
      'the selector compares the label app.kubernetes.io/name (In) with no value: name at least one',
    ],
    [
      'an expression that its own pods do not fulfil',
      LabelSelector.of({ expressions: [LabelExpression.notIn(NAME, ['demo'])] }),
      'the selector wants pods with app.kubernetes.io/name NotIn demo, podMetadata has "demo": the controller refuses',
    ],
    [
      'a label that they lack',
      LabelSelector.of({ expressions: [LabelExpression.exists('team')] }),
      'the selector wants pods with team Exists, podMetadata has undefined',
    ],
  ])('are not selected by %s', (_, selector, message) => {
    const chart = demoChart();
    plain(chart).select(selector);
    expect(() => objectsOf(chart)).toThrow(`[demo/rollout] ${message}`);
  });

  test('are selected by expressions that they fulfil', () => {
    const chart = demoChart();
    const expressions = [
      LabelExpression.in(NAME, ['demo', 'other']),
      LabelExpression.notIn('team', ['x']),
      LabelExpression.exists(NAME),
      LabelExpression.doesNotExist('team'),
    ];
    plain(chart).select(LabelSelector.of({ expressions }));
    expect(onlyObject(chart, 'Rollout').spec.selector.matchExpressions).toHaveLength(4);
  });
});

describe('the fields of a canary', () => {
  test.each<[Partial<CanaryRolloutProps>, object]>([
    [
      { maxSurge: PercentOrAbsolute.absolute(1), maxUnavailable: PercentOrAbsolute.absolute(0) },
      { maxSurge: 1, maxUnavailable: 0 },
    ],
    [
      { maxSurge: PercentOrAbsolute.percent(0), maxUnavailable: PercentOrAbsolute.percent(100) },
      { maxSurge: '0%', maxUnavailable: '100%' },
    ],
    [
      { replicaProgressThreshold: ReplicaProgressThreshold.percent(90) },
      { replicaProgressThreshold: { type: 'Percent', value: 90 } },
    ],
    [
      { antiAffinity: AntiAffinity.preferred(1) },
      { antiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 1 } } },
    ],
    [
      { stableMetadata: { labels: { role: 'stable' } }, canaryMetadata: { annotations: { role: 'canary' } } },
      { stableMetadata: { labels: { role: 'stable' } }, canaryMetadata: { annotations: { role: 'canary' } } },
    ],
    [{ stableMetadata: { labels: {} }, canaryMetadata: {}, dynamicStableScale: false, steps: [] }, {}],
  ])('without a router: %j', (props, canary) => {
    expect(rendered(props)).toEqual({ strategy: { canary } });
  });

  test.each<[Partial<CanaryRolloutProps>, object]>([
    [{ dynamicStableScale: true }, { dynamicStableScale: true }],
    [{ dynamicStableScale: false }, {}],
    [{ minPodsPerReplicaSet: 2 }, { minPodsPerReplicaSet: 2 }],
    [{ scaleDownDelay: Duration.minutes(1) }, { scaleDownDelaySeconds: 60 }],
    [{ scaleDownDelay: Duration.seconds(0) }, { scaleDownDelaySeconds: 0 }],
    [{ scaleDownDelayRevisionLimit: 1 }, { scaleDownDelayRevisionLimit: 1 }],
    [{ abortScaleDownDelay: Duration.seconds(0) }, { abortScaleDownDelaySeconds: 0 }],
    [
      { dynamicStableScale: true, abortScaleDownDelay: Duration.seconds(0) },
      { dynamicStableScale: true, abortScaleDownDelaySeconds: 0 },
    ],
    [
      { replicas: 4, steps: [...demoSteps().slice(2)], replicaProgressThreshold: ReplicaProgressThreshold.pods(2) },
      { replicaProgressThreshold: { type: 'Pods', value: 2 } },
    ],
  ])('with a router: %j', (props, canary) => {
    expect(routed(props)).toEqual(canary);
  });

  test.each<[string, Partial<CanaryRolloutProps>, string]>([
    [
      'neither more nor fewer pods',
      { maxSurge: PercentOrAbsolute.percent(0), maxUnavailable: PercentOrAbsolute.absolute(0) },
      'maxSurge and maxUnavailable are both 0, so no pod could ever be replaced: allow one of them',
    ],
    [
      'a share of a share',
      { maxSurge: PercentOrAbsolute.percent(2.5) },
      'maxSurge takes a whole number of pods or a share',
    ],
    ['no pods at least', { minPodsPerReplicaSet: 0 }, 'minPodsPerReplicaSet takes a whole number of at least 1, got 0'],
    [
      'more old versions than are kept',
      { scaleDownDelayRevisionLimit: 3, revisionHistoryLimit: 2 },
      'scaleDownDelayRevisionLimit takes a whole number from 1 to 2, got 3',
    ],
    ['half a second of delay', { scaleDownDelay: Duration.millis(1) }, 'scaleDownDelay takes whole seconds'],
    ['half a second of abort', { abortScaleDownDelay: Duration.millis(1) }, 'abortScaleDownDelay takes whole seconds'],
    [
      'a delay for pods that are gone',
      { dynamicStableScale: true, scaleDownDelay: Duration.seconds(30) },
      'dynamicStableScale leaves no old pods that scaleDownDelay could keep: the controller refuses both',
    ],
    [
      'an abort that never finishes',
      { dynamicStableScale: true, abortScaleDownDelay: Duration.seconds(30) },
      'dynamicStableScale with an abortScaleDownDelay of 30s: an abort never finishes',
    ],
    [
      'a Service that is rewritten without end',
      {
        abortScaleDownDelay: Duration.seconds(0),
        steps: [CanaryStep.setCanaryScale(CanaryScale.replicas(1)), ...demoSteps()],
      },
      'abortScaleDownDelay of 0 with setCanaryScale as first step',
    ],
    [
      'a step that is never over',
      { replicas: 4, replicaProgressThreshold: ReplicaProgressThreshold.pods(2) },
      'replicaProgressThreshold wants 2 pods, and setWeight(20) makes 1 of 4: that step would never be over',
    ],
    [
      'a last step that happens by itself',
      { steps: [...demoSteps(), CanaryStep.setWeight(100)] },
      'the last step setWeight(100) is redundant',
    ],
  ])('refuse %s', (_, props, message) => {
    expect(() => routed(props)).toThrow(`[demo/rollout] ${message}`);
  });

  test.each<Partial<CanaryRolloutProps>>([
    { dynamicStableScale: true },
    { minPodsPerReplicaSet: 1 },
    { scaleDownDelay: Duration.seconds(0) },
    { scaleDownDelayRevisionLimit: 1 },
    { abortScaleDownDelay: Duration.seconds(0) },
  ])('refuse what is of use with a router only: %j', (props) => {
    expect(() => plain(demoChart(), props)).toThrow(
      `[demo/rollout] ${Object.keys(props)[0]} is of use with a router only: give the rollout trafficRouting, or leave it out`,
    );
  });

  test('refuse labels for a while that the selector uses', () => {
    const chart = demoChart();
    plain(chart, { stableMetadata: { labels: { role: 'a' } }, canaryMetadata: { labels: { [NAME]: 'b' } } });
    expect(() => objectsOf(chart)).toThrow(
      '[demo/rollout] canaryMetadata changes the label app.kubernetes.io/name, by which the pods are selected: take another label',
    );
  });
});

testWithShared('crds')('a CanaryRollout with every field is taken whole by the API server', () => {
  const chart = demoChart();
  demoRollout(chart, {
    analysis: undefined,
    replicas: 10,
    minReady: Duration.seconds(5),
    progressDeadline: Duration.minutes(5),
    progressDeadlineAbort: true,
    revisionHistoryLimit: 5,
    rollbackWindowRevisions: 5,
    successfulRunHistoryLimit: 0,
    unsuccessfulRunHistoryLimit: 1,
    paused: true,
    restartAt: new Date('2026-07-01T12:30:45.678Z'),
    maxSurge: PercentOrAbsolute.absolute(2),
    maxUnavailable: PercentOrAbsolute.percent(0),
    minPodsPerReplicaSet: 2,
    replicaProgressThreshold: ReplicaProgressThreshold.pods(2),
    scaleDownDelay: Duration.minutes(1),
    scaleDownDelayRevisionLimit: 2,
    abortScaleDownDelay: Duration.seconds(30),
    antiAffinity: AntiAffinity.preferred(100),
    stableMetadata: { labels: { role: 'stable' } },
    canaryMetadata: { annotations: { role: 'canary' } },
    steps: [...demoSteps(), CanaryStep.setHeaderRoute('qa', HeaderMatch.exact('X-Canary', 'yes'))],
  });
  expect(new CrdSchemas().problems(onlyObject(chart, 'Rollout'))).toEqual([]);
});
