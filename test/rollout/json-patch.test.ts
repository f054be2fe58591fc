import { describe, expect, test } from '@jest/globals';
import { ApiObject, type Chart, Duration, JsonPatch } from 'cdk8s';
import { type CanaryRollout, CanaryScale, CanaryStep, HeaderMatch, Ramp } from '../../src';
import { BlueGreenRollout } from '../../src/rollout/blue-green/blue-green-rollout';
import { ActivePreviewServices } from '../../src/services/active-preview-services';
import { demoChart, demoRollout, objectsOf } from '../demo-chart';

const CANARY = '/spec/strategy/canary';

/** A release with a header route, so that there is something of every kind to break. */
function canary(chart: Chart): CanaryRollout {
  return demoRollout(chart, {
    replicas: 4,
    analysis: undefined,
    steps: [
      CanaryStep.setCanaryScale(CanaryScale.replicas(1)),
      CanaryStep.setHeaderRoute('qa', HeaderMatch.exact('X-Canary', 'true')),
      CanaryStep.pause(Duration.minutes(5)),
      ...Ramp.weights([20, 50], { pause: Duration.minutes(5) }),
    ],
  });
}

function blueGreen(chart: Chart): BlueGreenRollout {
  return new BlueGreenRollout(chart, 'rollout', {
    metadata: { name: 'demo' },
    containers: [{ image: 'a:1', portNumber: 8080 }],
    services: new ActivePreviewServices(chart, 'services', { name: 'demo', ports: [{ port: 80, targetPort: 8080 }] }),
  });
}

function patched(make: (chart: Chart) => CanaryRollout | BlueGreenRollout, ...ops: JsonPatch[]): () => unknown {
  const chart = demoChart();
  ApiObject.of(make(chart)).addJsonPatch(...ops);
  return () => objectsOf(chart);
}

describe('a JSON patch of a canary rollout', () => {
  test('may set what there is no prop for, and what our schema does not know where an annotation says why', () => {
    expect(patched(canary, JsonPatch.add('/metadata/labels', { a: 'b' }))).not.toThrow();
    const field = JsonPatch.add('/spec/newField', 1);
    expect(patched(canary, field)).toThrow('unknown field newField');
    const reason = { 'cdk8s-rollouts.dev/ignore.schema': 'a field of the next version' };
    expect(patched(canary, field, JsonPatch.add('/metadata/annotations', reason))).not.toThrow();
  });

  test.each<[string, JsonPatch, string]>([
    ['G-2', JsonPatch.remove('/spec/selector'), 'selector-mismatch'],
    ['G-6', JsonPatch.replace('/spec/template/metadata/labels', { a: 'b' }), 'selector-mismatch'],
    ['G-6', JsonPatch.replace('/spec/template/spec/containers', []), 'pod-template-invalid'],
    ['G-6', JsonPatch.replace('/spec/template/spec/restartPolicy', 'Never'), 'pod-template-invalid'],
    ['G-7', JsonPatch.add('/spec/revisionHistoryLimit', -1), 'number-negative'],
    ['G-8', JsonPatch.add('/spec/minReadySeconds', 600), 'deadline-below-ready'],
    ['G-9', JsonPatch.replace('/spec/strategy', {}), 'strategy-missing'],
    ['G-10', JsonPatch.add('/spec/strategy/blueGreen', { activeService: 'a' }), 'strategy-both'],
    ['AF-1', JsonPatch.add(`${CANARY}/antiAffinity`, {}), 'anti-affinity-invalid'],
    [
      'AF-2',
      JsonPatch.add(`${CANARY}/antiAffinity`, { preferredDuringSchedulingIgnoredDuringExecution: { weight: 0 } }),
      'anti-affinity-invalid',
    ],
    ['CA-1, which a router does not use', JsonPatch.add(`${CANARY}/maxSurge`, '1.5%'), ''],
    ['CA-2', JsonPatch.replace(`${CANARY}/canaryService`, 'demo-stable'), 'services-identical'],
    ['CA-4', JsonPatch.add(`${CANARY}/pingPong`, { pingService: 'a' }), 'schema'],
    ['CA-7', JsonPatch.remove(`${CANARY}/stableService`), 'router-services-missing'],
    ['CA-10', JsonPatch.add(`${CANARY}/dynamicStableScale`, true), ''],
    [
      'CA-11',
      JsonPatch.replace(`${CANARY}/trafficRouting`, {
        smi: {},
        maxTrafficWeight: 1000,
        managedRoutes: [{ name: 'qa' }],
      }),
      'max-traffic-weight-unsupported',
    ],
    ['no router', JsonPatch.replace(`${CANARY}/trafficRouting`, { managedRoutes: [{ name: 'qa' }] }), 'router-missing'],
    ['S-1', JsonPatch.add(`${CANARY}/steps/3/pause`, {}), 'step-combines-kinds'],
    ['S-1, as it works', JsonPatch.add(`${CANARY}/steps/0/setWeight`, 5), ''],
    ['S-2', JsonPatch.replace(`${CANARY}/steps/3`, {}), 'step-empty'],
    ['S-2', JsonPatch.replace(`${CANARY}/steps/3`, { setWieght: 5 }), 'schema'],
    ['S-3', JsonPatch.replace(`${CANARY}/steps/3/setWeight`, 101), 'weight-out-of-range'],
    ['S-4', JsonPatch.replace(`${CANARY}/steps/2/pause/duration`, '1d'), 'pause-duration-invalid'],
    ['S-5', JsonPatch.remove(`${CANARY}/trafficRouting`), 'step-unsupported-by-router'],
    [
      'S-6',
      JsonPatch.replace(`${CANARY}/trafficRouting`, { nginx: {}, managedRoutes: [{ name: 'qa' }] }),
      'step-unsupported-by-router',
    ],
    ['S-7', JsonPatch.replace(`${CANARY}/steps/1/setHeaderRoute/match/0/headerValue`, {}), 'match-value-invalid'],
    [
      'REF-13',
      JsonPatch.replace(`${CANARY}/trafficRouting`, { alb: {}, managedRoutes: [{ name: 'qa' }] }),
      'ingress-one-or-many',
    ],
    ['S-12', JsonPatch.replace(`${CANARY}/trafficRouting/managedRoutes/0/name`, 'other'), 'managed-route-missing'],
    [
      'references',
      JsonPatch.replace(`${CANARY}/canaryService`, 'elsewhere'),
      'canaryService is "elsewhere", and the rollout was given "demo-canary"',
    ],
  ])('that breaks %s by %j is found at synth', (_, op, found) => {
    const synth = patched(canary, op);
    if (found === '') expect(synth).not.toThrow();
    else expect(synth).toThrow(/^[a-z-]+$/.test(found) ? `(${found})` : found);
  });

  test('is told with the path of the construct, all at once', () => {
    const ops = [JsonPatch.replace(`${CANARY}/steps/3/setWeight`, -1), JsonPatch.add('/spec/minReadySeconds', -1)];
    expect(patched(canary, ...ops)).toThrow(
      /demo\/rollout\/Resource: Rollout demo: spec\.minReadySeconds: [\s\S]*demo\/rollout\/Resource: Rollout demo: spec\.strategy\.canary\.steps\[3\]/,
    );
  });

  test('may set header values as ALB takes them, and no others', () => {
    const alb = JsonPatch.replace(`${CANARY}/trafficRouting`, { alb: {}, managedRoutes: [{ name: 'qa' }] });
    const prefix = JsonPatch.replace(`${CANARY}/steps/1/setHeaderRoute/match/0/headerValue`, { prefix: 't' });
    expect(patched(canary, alb, prefix)).toThrow('(step-unsupported-by-router)');
  });

  test('may not ask for a delay and a dynamic scale together', () => {
    const dynamic = JsonPatch.add(`${CANARY}/dynamicStableScale`, true);
    const delay = JsonPatch.add(`${CANARY}/scaleDownDelaySeconds`, 60);
    expect(patched(canary, dynamic, delay)).toThrow('(scale-down-delay-contradicts)');
  });

  test.each<[string, object, string]>([
    ['S-9', { setMirrorRoute: { name: 'qa', match: [{ method: { exact: 'GET' } }] } }, 'step-unsupported-by-router'],
    ['S-10', { setMirrorRoute: { name: 'qa', match: [{ method: {} }] } }, 'match-value-invalid'],
    ['S-13', { experiment: { templates: [{ weight: 5 }] } }, 'gateway-experiment-weight'],
    ['endless', { analysis: { templates: [] } }, 'analysis-without-metrics'],
    ['plugin', { plugin: {} }, 'schema'],
  ])('that adds a step is looked at too: %s', (_, step, rule) => {
    expect(patched(canary, JsonPatch.add(`${CANARY}/steps/-`, step))).toThrow(`(${rule})`);
  });
});

describe('a JSON patch of a blue-green rollout', () => {
  test.each<[string, JsonPatch, string]>([
    ['BG-1', JsonPatch.replace('/spec/strategy/blueGreen/previewService', 'demo-active'), 'services-identical'],
    ['BG-2', JsonPatch.add('/spec/strategy/blueGreen/scaleDownDelayRevisionLimit', 11), 'revision-limit-contradicts'],
    [
      'references',
      JsonPatch.replace('/spec/strategy/blueGreen/activeService', 'other'),
      'activeService is "other", and the rollout was given "demo-active"',
    ],
  ])('that breaks %s is found at synth', (_, op, found) => {
    expect(patched(blueGreen, op)).toThrow(/^[a-z-]+$/.test(found) ? `(${found})` : found);
  });
});
