import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  ActivePreviewServices,
  Analysis,
  AnalysisArgument,
  AntiAffinity,
  BlueGreenRollout,
  type BlueGreenRolloutProps,
  type Metric,
  Prometheus,
  Promotion,
} from '../../../src/index';
import { CrdSchemas } from '../../crd/crd-schema';
import { demoChart, objectsOf, onlyObject } from '../../demo-chart';
import { testWithShared } from '../../shared-folder';

const { PercentOrAbsolute } = kplus;

function release(chart: Chart, props: Partial<BlueGreenRolloutProps> = {}): BlueGreenRollout {
  return new BlueGreenRollout(chart, 'rollout', {
    metadata: { name: 'demo' },
    containers: [{ image: 'example/app:1', portNumber: 8080 }],
    services: new ActivePreviewServices(chart, 'services', {
      name: 'demo',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    }),
    ...props,
  });
}

/** An analysis of the new pods every 20 seconds, whose metric has no count of its own unless one is given. */
function errors(chart: Chart, props: Partial<Metric> = {}, id = 'errors'): Analysis {
  return new Analysis(chart, id, {
    metrics: [
      {
        name: 'errors',
        provider: Prometheus.at('http://prometheus:9090').query('errors{hash="{{args.new}}"}'),
        successCondition: 'result[0] < 5',
        interval: Duration.seconds(20),
        ...props,
      },
    ],
    args: [AnalysisArgument.canaryHash('new')],
  });
}

function strategyWith(make: (chart: Chart) => Partial<BlueGreenRolloutProps>) {
  const chart = demoChart();
  release(chart, make(chart));
  return onlyObject(chart, 'Rollout').spec.strategy.blueGreen;
}

const SERVICES = { activeService: 'demo-active', previewService: 'demo-preview' };

describe('BlueGreenRollout', () => {
  test('renders its two Services, and nothing that it was not told', () => {
    const chart = demoChart();
    release(chart);
    const { spec, ...head } = onlyObject(chart, 'Rollout');
    expect(head).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'demo', namespace: 'demo' },
    });
    expect(spec.strategy).toEqual({ blueGreen: SERVICES });
    expect(Object.keys(spec)).toEqual(['replicas', 'selector', 'strategy', 'template']);
    expect(spec.selector).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'demo' } });
  });

  test.each<[string, Partial<BlueGreenRolloutProps>, object]>([
    ['an automatic promotion', { promotion: Promotion.automatic() }, {}],
    ['a promotion after some time', { promotion: Promotion.after(Duration.minutes(2)) }, { autoPromotionSeconds: 120 }],
    ['a promotion by a person', { promotion: Promotion.manual('QA promotes') }, { autoPromotionEnabled: false }],
    ['a small preview', { previewReplicaCount: 1, replicas: 4 }, { previewReplicaCount: 1 }],
    ['missing pods as a number', { maxUnavailable: PercentOrAbsolute.absolute(0) }, { maxUnavailable: 0 }],
    ['missing pods as a share', { maxUnavailable: PercentOrAbsolute.percent(10) }, { maxUnavailable: '10%' }],
    ['a delay', { scaleDownDelay: Duration.minutes(1) }, { scaleDownDelaySeconds: 60 }],
    ['no delay', { scaleDownDelay: Duration.seconds(0) }, { scaleDownDelaySeconds: 0 }],
    ['a limit of old versions', { scaleDownDelayRevisionLimit: 2 }, { scaleDownDelayRevisionLimit: 2 }],
    ['a delay after an abort', { abortScaleDownDelay: Duration.seconds(45) }, { abortScaleDownDelaySeconds: 45 }],
    ['pods that stay after an abort', { abortScaleDownDelay: Duration.seconds(0) }, { abortScaleDownDelaySeconds: 0 }],
    [
      'nodes of their own',
      { antiAffinity: AntiAffinity.required() },
      { antiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } },
    ],
    [
      'metadata of live and of new pods',
      { activeMetadata: { labels: { role: 'active' } }, previewMetadata: { annotations: { role: 'preview' } } },
      { activeMetadata: { labels: { role: 'active' } }, previewMetadata: { annotations: { role: 'preview' } } },
    ],
    ['metadata of nothing', { activeMetadata: { labels: {}, annotations: {} }, previewMetadata: {} }, {}],
  ])('renders %s', (_, props, rendered) => {
    expect(strategyWith(() => props)).toEqual({ ...SERVICES, ...rendered });
  });

  test('keeps who promotes as an annotation, as its spec has no place for it', () => {
    const chart = demoChart();
    release(chart, { promotion: Promotion.manual('QA promotes after the smoke test') });
    expect(onlyObject(chart, 'Rollout').metadata.annotations).toEqual({
      'cdk8s-rollouts/promotion-waits-for': 'QA promotes after the smoke test',
    });
  });

  test('writes nothing that the controller would drop again', () => {
    const chart = demoChart();
    release(chart, {
      minReady: Duration.seconds(0),
      paused: false,
      progressDeadlineAbort: false,
      promotion: Promotion.automatic(),
      activeMetadata: { labels: {} },
      notifications: [],
    });
    const { metadata, spec } = onlyObject(chart, 'Rollout');
    expect(Object.keys(metadata)).toEqual(['name', 'namespace']);
    expect(Object.keys(spec)).toEqual(['replicas', 'selector', 'strategy', 'template']);
    expect(spec.strategy.blueGreen).toEqual(SERVICES);
  });

  test('is the target of an autoscaler, which then decides on the replicas', () => {
    const chart = demoChart();
    const target = release(chart);
    new kplus.HorizontalPodAutoscaler(chart, 'hpa', {
      target,
      maxReplicas: 5,
      metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
    });
    expect(target.hasAutoscaler).toBe(true);
    expect(onlyObject(chart, 'Rollout').spec.replicas).toBeUndefined();
  });

  test('is selected by network policies, and isolated where it is told to be', () => {
    const chart = demoChart();
    release(chart, { isolate: true });
    expect(onlyObject(chart, 'NetworkPolicy').spec.podSelector).toEqual({
      matchLabels: { 'app.kubernetes.io/name': 'demo' },
    });
  });
});

describe('the analyses of a BlueGreenRollout', () => {
  test('have templates of their own, with the count that fits into their duration', () => {
    const chart = demoChart();
    const gate = errors(chart);
    const templates = [gate];
    release(chart, {
      prePromotionAnalysis: { templates, duration: Duration.minutes(2) },
      postPromotionAnalysis: { templates, duration: Duration.minutes(1), dryRun: ['errors'] },
    });
    const args = [{ name: 'new', valueFrom: { podTemplateHashValue: 'Latest' } }];
    const objects = objectsOf(chart);
    expect(objects.find(({ kind }) => kind === 'Rollout')?.spec.strategy.blueGreen).toEqual({
      ...SERVICES,
      prePromotionAnalysis: { templates: [{ templateName: 'demo-errors-pre-promotion' }], args },
      postPromotionAnalysis: {
        templates: [{ templateName: 'demo-errors-post-promotion' }],
        args,
        dryRun: [{ metricName: '^errors$' }],
      },
      abortScaleDownDelaySeconds: 0,
    });
    const made = objects.filter(({ kind }) => kind === 'AnalysisTemplate');
    expect(made.map(({ metadata, spec }) => [metadata.name, spec.metrics[0].count])).toEqual([
      ['demo-errors-pre-promotion', 7],
      ['demo-errors-post-promotion', 4],
    ]);
  });

  test('keep the new pods after an abort only behind the switch, unless told otherwise', () => {
    const given = (seconds?: number, behind = true) =>
      strategyWith((chart) => ({
        [behind ? 'postPromotionAnalysis' : 'prePromotionAnalysis']: { templates: [errors(chart, { count: 3 })] },
        abortScaleDownDelay: seconds === undefined ? undefined : Duration.seconds(seconds),
      })).abortScaleDownDelaySeconds;
    expect([given(), given(600), given(0), given(undefined, false)]).toEqual([0, 600, 0, undefined]);
  });

  test('are about the preview Service before the switch, and about the active one after it', () => {
    const about = (service: string, what: 'prePromotionAnalysis' | 'postPromotionAnalysis') => () =>
      strategyWith((chart) => ({
        [what]: {
          templates: [
            new Analysis(chart, 'errors', {
              metrics: [
                {
                  name: 'errors',
                  provider: Prometheus.at('http://prometheus:9090').query(`errors{service="${service}"}`),
                  successCondition: 'result[0] < 5',
                },
              ],
            }),
          ],
        },
      }));
    expect(about('demo-preview', 'prePromotionAnalysis')().prePromotionAnalysis.templates).toHaveLength(1);
    expect(about('demo-active', 'postPromotionAnalysis')().postPromotionAnalysis.templates).toHaveLength(1);
    const message = 'metric "errors" measures the stable and the new version of demo/rollout together';
    expect(about('demo-active', 'prePromotionAnalysis')).toThrow(message);
    expect(about('demo-preview', 'postPromotionAnalysis')).toThrow(message);
  });

  test.each(['prePromotionAnalysis', 'postPromotionAnalysis'] as const)('have to end: %s', (what) => {
    expect(() => strategyWith((chart) => ({ [what]: { templates: [errors(chart)] } }))).toThrow(
      `[demo/rollout] metric "errors" has an interval and no count, so ${what} would never end`,
    );
    expect(() => strategyWith(() => ({ [what]: { templates: [] } }))).toThrow(
      `[demo/rollout] ${what}.templates is empty: name what is measured, or leave ${what} out`,
    );
  });
});

describe('a BlueGreenRollout refuses', () => {
  test.each<[string, Partial<BlueGreenRolloutProps>, string]>([
    ['no name', { metadata: {} }, 'metadata.name is missing'],
    [
      'a preview of nothing',
      { previewReplicaCount: 0, replicas: 3 },
      'previewReplicaCount takes a whole number from 1 to 3, got 0',
    ],
    [
      'a preview of more than all',
      { previewReplicaCount: 4, replicas: 3 },
      'previewReplicaCount takes a whole number from 1 to 3, got 4',
    ],
    ['half a pod', { previewReplicaCount: 0.5 }, 'previewReplicaCount takes a whole number of at least 1, got 0.5'],
    [
      'more old versions than are kept',
      { scaleDownDelayRevisionLimit: 4, revisionHistoryLimit: 3 },
      'scaleDownDelayRevisionLimit takes a whole number from 1 to 3, got 4',
    ],
    [
      'more old versions than are kept by default',
      { scaleDownDelayRevisionLimit: 11 },
      'scaleDownDelayRevisionLimit takes a whole number from 1 to 10, got 11',
    ],
    [
      'a share that the controller counts as nothing',
      { maxUnavailable: PercentOrAbsolute.percent(1.5) },
      'maxUnavailable takes a whole number of pods or a share of 0 to 100 whole per cents, got "1.5%"',
    ],
    ['half a second of delay', { scaleDownDelay: Duration.millis(500) }, 'scaleDownDelay takes whole seconds'],
    [
      'half a second of abort',
      { abortScaleDownDelay: Duration.millis(500) },
      'abortScaleDownDelay takes whole seconds',
    ],
  ])('%s', (_, props, message) => {
    expect(() => release(demoChart(), props)).toThrow(`[demo/rollout] ${message}`);
  });

  test('labels for a while that its selector uses', () => {
    const chart = demoChart();
    release(chart, { previewMetadata: { labels: { 'app.kubernetes.io/name': 'preview', role: 'new' } } });
    expect(() => objectsOf(chart)).toThrow(
      '[demo/rollout] previewMetadata changes the label app.kubernetes.io/name, by which the pods are selected: take another label',
    );
  });

  test('a preview of more pods than there are by default, unless an autoscaler decides', () => {
    const [two, three, scaled] = [demoChart(), demoChart(), demoChart()];
    release(two, { previewReplicaCount: 2 });
    release(three, { previewReplicaCount: 3 });
    new kplus.HorizontalPodAutoscaler(scaled, 'hpa', {
      target: release(scaled, { previewReplicaCount: 3 }),
      maxReplicas: 5,
      metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
    });
    expect(() => objectsOf(three)).toThrow(
      '[demo/rollout] previewReplicaCount (3) is above replicas (2, the default): the promotion would scale the new version ' +
        'down, give replicas or a smaller preview',
    );
    const previews = [two, scaled].map((chart) => onlyObject(chart, 'Rollout').spec.strategy.blueGreen);
    expect(previews.map(({ previewReplicaCount }) => previewReplicaCount)).toEqual([2, 3]);
  });

  test('a port of the Services that no container exposes', () => {
    const chart = demoChart();
    release(chart, { containers: [{ image: 'example/app:1', portNumber: 9000 }] });
    expect(() => objectsOf(chart)).toThrow('port 80 of the Services goes to container port 8080, which no container');
  });

  test('an autoscaler beside its own replicas', () => {
    const chart = demoChart();
    const target = release(chart, { replicas: 3 });
    expect(() => new kplus.HorizontalPodAutoscaler(chart, 'hpa', { target, maxReplicas: 5 })).toThrow(
      '[demo/rollout] replicas is 3, and an autoscaler decides on it too',
    );
  });
});

testWithShared('crds')('a BlueGreenRollout with everything is taken whole by the API server', () => {
  const chart = demoChart();
  release(chart, {
    replicas: 4,
    previewReplicaCount: 4,
    promotion: Promotion.after(Duration.seconds(30)),
    prePromotionAnalysis: {
      templates: [errors(chart, { count: 3 })],
      measurementRetention: [{ metric: 'errors', limit: 3 }],
      runMetadata: { labels: { team: 'shop' } },
    },
    postPromotionAnalysis: { templates: [errors(chart, { count: 3 }, 'more')] },
    maxUnavailable: PercentOrAbsolute.percent(25),
    scaleDownDelay: Duration.minutes(1),
    scaleDownDelayRevisionLimit: 10,
    antiAffinity: AntiAffinity.preferred(1),
    activeMetadata: { labels: { role: 'active' } },
    previewMetadata: { labels: { role: 'preview' } },
  });
  const schemas = new CrdSchemas();
  const known = objectsOf(chart).filter(({ apiVersion, kind }) => schemas.knows(apiVersion, kind));
  expect(known.map(({ kind }) => kind)).toEqual(['AnalysisTemplate', 'AnalysisTemplate', 'Rollout']);
  expect(known.flatMap((object) => schemas.problems(object))).toEqual([]);
});
