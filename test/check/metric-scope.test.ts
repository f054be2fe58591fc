import { describe, expect, test } from '@jest/globals';
import { type MetricScope, scopeOf, selectsNewPods } from '../../src/check/metric-scope';
import type { ManifestObject } from '../../src/manifest/manifest';
import { ManifestSet } from '../../src/manifest/manifest-set';
import { type Measurement, measurementsOf } from '../../src/release/measurements';

const ARGO = 'argoproj.io/v1alpha1';

describe('a metric of a canary release', () => {
  test.each<[string, MetricScope]>([
    ['requests{service="shop-next"}', 'canary'],
    ['requests{cluster="shop_next_80"}', 'canary'],
    ['requests{service="shop-live"}', 'stable'],
    ['requests{service="shop-live-2"}', 'stable'],
    ['requests{app="shop"}', 'both'],
    ['requests{service="shop-lively"}', 'both'],
    ['requests{ingress="web"}', 'both'],
    ['requests{hash="{{args.latest}}"}', 'canary'],
    ['requests{hash="{{ args.latest }}"}', 'canary'],
    ['requests{hash="{{args.stable}}"}', 'stable'],
    ['requests{group="{{args.group}}"}', 'canary'],
    ['requests{app="{{args.name}}"}', 'both'],
    ['requests{app="{{args.label}}"}', 'unknown'],
    ['requests{app="{{args.missing}}"}', 'unknown'],
    ['requests{app="{{args.app}}"}', 'both'],
    ['requests{destination_version="v2"}', 'unknown'],
    ['requests{destination_subset="next"}', 'canary'],
    ['requests{destination="nextdoor"}', 'both'],
    ['requests{role="fresh"}', 'canary'],
    ['requests{team="fresh"}', 'both'],
    ['requests{version="7"}', 'canary'],
    ['requests{envoy_cluster_name="httproute/shop/web/rule/0/backend/1"}', 'canary'],
    ['requests{ingress="web",canary!=""}', 'canary'],
    ['requests{job="our-canary-pods"}', 'canary'],
  ])('that asks for %s measures %s', (query, scope) => {
    expect(scopeOf(measured({ query }))).toBe(scope);
  });

  test.each<[string, object, MetricScope]>([
    ['Datadog', { datadog: { queries: { a: 'sum:requests{service:shop-live}' } } }, 'stable'],
    ['CloudWatch', { cloudWatch: { metricDataQueries: [{ id: 'a', expression: 'shop-next' }] } }, 'canary'],
    ['the address of the stable version', { web: { url: 'http://shop-live/health' } }, 'stable'],
    ['an address of anything', { web: { url: 'http://shop/health' } }, 'unknown'],
    ['a Job', { job: { spec: {} } }, 'unknown'],
    ['a plugin', { plugin: { 'acme/gate': { query: 'requests' } } }, 'unknown'],
    ['two providers', { web: { url: 'http://shop' }, datadog: { query: 'a' } }, 'unknown'],
  ])('that asks %s measures what is expected of it', (_, provider, scope) => {
    expect(scopeOf(measured({ provider }))).toBe(scope);
  });

  test('measures the stable version by a Service only where nothing else has that name', () => {
    expect(scopeOf(measured({ query: 'requests{ingress="shop"}', canary: { stableService: 'shop' } }))).toBe('both');
    expect(scopeOf(measured({ query: 'requests{ingress="web"}', canary: { stableService: 'web' } }))).toBe('both');
    expect(
      scopeOf(measured({ query: 'requests{service="shop-next-old"}', canary: { stableService: 'shop-next-old' } })),
    ).toBe('stable');
  });

  test('is not told apart with ping-pong, nor where the strategy is no canary', () => {
    const query = 'requests{app="shop"}';
    const pingPong = { pingService: 'shop-ping', pongService: 'shop-pong' };
    expect(scopeOf(measured({ query, canary: { pingPong } }))).toBe('unknown');
    const [alone] = measurementsOf(new ManifestSet([sourced(template({ prometheus: { query } }))]));
    expect(alone && scopeOf(alone)).toBe('unknown');
  });

  test('selects the new pods by their hash alone', () => {
    expect(selectsNewPods(measured({ query: 'requests{hash="{{args.latest}}"}' }))).toBe(true);
    expect(selectsNewPods(measured({ query: 'requests{hash="{{args.stable}}"}' }))).toBe(false);
    expect(selectsNewPods(measured({ query: 'requests{service="shop-next"}' }))).toBe(false);
  });
});

interface Measured {
  readonly query?: string;
  readonly provider?: object;
  readonly canary?: object;
}

function measured({ query = '', provider = { prometheus: { query } }, canary = {} }: Measured): Measurement {
  const objects = [rollout(canary), template(provider)].map(sourced);
  const [measurement] = measurementsOf(new ManifestSet(objects));
  if (measurement === undefined) throw new Error('there is no metric');
  return measurement;
}

function sourced(object: ManifestObject) {
  return { object, source: { construct: object.metadata.name } };
}

function template(provider: object): ManifestObject {
  const args = ['latest', 'stable', 'group', 'name', 'label', 'missing', 'app'].map((name) => ({ name }));
  const metrics = [{ name: 'gate', provider }];
  return { apiVersion: ARGO, kind: 'AnalysisTemplate', metadata: { name: 'gate' }, spec: { args, metrics } };
}

function rollout(canary: object): ManifestObject {
  const args = [
    { name: 'latest', valueFrom: { podTemplateHashValue: 'Latest' } },
    { name: 'stable', valueFrom: { podTemplateHashValue: 'Stable' } },
    { name: 'group', valueFrom: { fieldRef: { fieldPath: 'status.alb.canaryTargetGroup.name' } } },
    { name: 'name', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    { name: 'label', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } },
    { name: 'app', value: 'shop' },
  ];
  const strategy = {
    canary: {
      canaryService: 'shop-next',
      stableService: 'shop-live',
      canaryMetadata: { labels: { role: 'fresh' } },
      trafficRouting: {
        nginx: { stableIngress: 'web' },
        istio: { destinationRule: { name: 'shop', canarySubsetName: 'next', stableSubsetName: 'now' } },
      },
      analysis: { templates: [{ templateName: 'gate' }], args },
      steps: [{ setWeight: 20 }],
      ...canary,
    },
  };
  const labels = { app: 'shop', version: '7' };
  const spec = { selector: { matchLabels: { app: 'shop' } }, template: { metadata: { labels } }, strategy };
  return { apiVersion: ARGO, kind: 'Rollout', metadata: { name: 'shop' }, spec };
}
