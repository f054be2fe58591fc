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
  test('may set what there is no prop for', () => {
    expect(
      patched(canary, JsonPatch.add('/spec/newField', 1), JsonPatch.add('/metadata/labels', { a: 'b' })),
    ).not.toThrow();
  });

  test.each<[string, JsonPatch, string]>([
    ['G-2', JsonPatch.remove('/spec/selector'), 'spec.selector selects no pods'],
    [
      'G-6',
      JsonPatch.replace('/spec/template/metadata/labels', { a: 'b' }),
      'spec.selector wants the label app.kubernetes.io/name',
    ],
    ['G-6', JsonPatch.replace('/spec/template/spec/containers', []), 'spec.template.spec.containers is empty'],
    ['G-6', JsonPatch.replace('/spec/template/spec/restartPolicy', 'Never'), 'restartPolicy takes Always, got "Never"'],
    ['G-7', JsonPatch.add('/spec/revisionHistoryLimit', -1), 'spec.revisionHistoryLimit takes 0 or more, got -1'],
    [
      'G-8',
      JsonPatch.add('/spec/minReadySeconds', 600),
      'spec.progressDeadlineSeconds (600) has to be above spec.minReadySeconds (600)',
    ],
    ['G-9', JsonPatch.replace('/spec/strategy', {}), 'spec.strategy takes one of canary and blueGreen, got neither'],
    [
      'G-10',
      JsonPatch.add('/spec/strategy/blueGreen', { activeService: 'a' }),
      'spec.strategy takes one of canary and blueGreen, got both',
    ],
    ['AF-1', JsonPatch.add(`${CANARY}/antiAffinity`, {}), 'antiAffinity takes exactly one kind, got 0'],
    [
      'AF-2',
      JsonPatch.add(`${CANARY}/antiAffinity`, { preferredDuringSchedulingIgnoredDuringExecution: { weight: 0 } }),
      'takes 1 to 100, got 0',
    ],
    [
      'CA-1',
      JsonPatch.add(`${CANARY}/maxSurge`, '1.5%'),
      'maxSurge takes a number or a share such as "25%", got "1.5%"',
    ],
    [
      'CA-2',
      JsonPatch.replace(`${CANARY}/canaryService`, 'demo-stable'),
      'has demo-stable as stable and as canary Service',
    ],
    ['CA-4', JsonPatch.add(`${CANARY}/pingPong`, { pingService: 'a' }), 'pingPong needs two different Services'],
    ['CA-7', JsonPatch.remove(`${CANARY}/stableService`), 'trafficRouting needs stableService and canaryService'],
    ['CA-10', JsonPatch.add(`${CANARY}/dynamicStableScale`, true), ''],
    [
      'CA-11',
      JsonPatch.replace(`${CANARY}/trafficRouting`, {
        smi: {},
        maxTrafficWeight: 1000,
        managedRoutes: [{ name: 'qa' }],
      }),
      'maxTrafficWeight works with NGINX and plugins only',
    ],
    [
      'no router',
      JsonPatch.replace(`${CANARY}/trafficRouting`, { managedRoutes: [{ name: 'qa' }] }),
      'trafficRouting names no router',
    ],
    ['S-1', JsonPatch.add(`${CANARY}/steps/3/pause`, {}), 'steps[3] has setWeight and pause'],
    ['S-1', JsonPatch.add(`${CANARY}/steps/0/setWeight`, 5), 'steps[0] has setCanaryScale and setWeight'],
    ['S-2', JsonPatch.replace(`${CANARY}/steps/3`, {}), 'steps[3] is empty'],
    ['S-2', JsonPatch.replace(`${CANARY}/steps/3`, { setWieght: 5 }), 'steps[3] has the unknown kind setWieght'],
    [
      'S-3',
      JsonPatch.replace(`${CANARY}/steps/3/setWeight`, 101),
      'steps[3] (setWeight) takes a whole number from 0 to 100, got 101',
    ],
    [
      'S-4',
      JsonPatch.replace(`${CANARY}/steps/2/pause/duration`, '1d'),
      'steps[2] (pause) takes a duration such as "1h30m" or whole seconds, got "1d"',
    ],
    ['S-5', JsonPatch.remove(`${CANARY}/trafficRouting`), 'steps[0] (setCanaryScale) needs trafficRouting'],
    [
      'S-6',
      JsonPatch.replace(`${CANARY}/trafficRouting`, { nginx: {}, managedRoutes: [{ name: 'qa' }] }),
      'steps[1] (setHeaderRoute) works with istio, alb, apisix, plugins only',
    ],
    [
      'S-7',
      JsonPatch.replace(`${CANARY}/steps/1/setHeaderRoute/match/0/headerValue`, {}),
      'needs one of exact, prefix and regex, got none',
    ],
    ['S-8', JsonPatch.replace(`${CANARY}/trafficRouting`, { alb: {}, managedRoutes: [{ name: 'qa' }] }), ''],
    [
      'S-12',
      JsonPatch.replace(`${CANARY}/trafficRouting/managedRoutes/0/name`, 'other'),
      'has the route "qa", which trafficRouting.managedRoutes does not list',
    ],
    [
      'references',
      JsonPatch.replace(`${CANARY}/canaryService`, 'elsewhere'),
      'canaryService is "elsewhere", and the rollout was given "demo-canary"',
    ],
  ])('that breaks %s by %j is found at synth', (_, op, message) => {
    const synth = patched(canary, op);
    if (message === '') expect(synth).not.toThrow();
    else expect(synth).toThrow(message);
  });

  test('is told with the path of the construct, all at once', () => {
    const ops = [JsonPatch.replace(`${CANARY}/steps/3/setWeight`, -1), JsonPatch.add('/spec/minReadySeconds', -1)];
    expect(patched(canary, ...ops)).toThrow(
      /\[demo\/rollout\] patched by addJsonPatch: spec\.minReadySeconds[\s\S]*\[demo\/rollout\] patched by addJsonPatch: spec\.strategy\.canary\.steps\[3\]/,
    );
  });

  test('may set header values as ALB takes them, and no others', () => {
    const alb = JsonPatch.replace(`${CANARY}/trafficRouting`, { alb: {}, managedRoutes: [{ name: 'qa' }] });
    const prefix = JsonPatch.replace(`${CANARY}/steps/1/setHeaderRoute/match/0/headerValue`, { prefix: 't' });
    expect(patched(canary, alb, prefix)).toThrow('steps[1] (setHeaderRoute) takes exact only with ALB');
  });

  test('may not ask for a delay and a dynamic scale together', () => {
    const dynamic = JsonPatch.add(`${CANARY}/dynamicStableScale`, true);
    const delay = JsonPatch.add(`${CANARY}/scaleDownDelaySeconds`, 60);
    expect(patched(canary, dynamic, delay)).toThrow(
      'has dynamicStableScale and scaleDownDelaySeconds, of which only one can be',
    );
  });

  test.each<[string, object, string]>([
    ['S-9', { setMirrorRoute: { name: 'qa', match: [{ method: { exact: 'GET' } }] } }, ''],
    ['S-10', { setMirrorRoute: { name: 'qa', match: [{ method: {} }] } }, 'needs one of exact, prefix and regex'],
    ['S-13', { experiment: { templates: [{ weight: 5 }] } }, ''],
    ['endless', { analysis: { templates: [] } }, 'has no templates, and would never be over'],
    ['plugin', { plugin: {} }, 'names no plugin'],
  ])('that adds a step is looked at too: %s', (_, step, message) => {
    const synth = patched(canary, JsonPatch.add(`${CANARY}/steps/-`, step));
    if (message === '') expect(synth).not.toThrow();
    else expect(synth).toThrow(message);
  });
});

describe('a JSON patch of a blue-green rollout', () => {
  test.each<[string, JsonPatch, string]>([
    [
      'BG-1',
      JsonPatch.replace('/spec/strategy/blueGreen/previewService', 'demo-active'),
      'has demo-active as active and as preview Service',
    ],
    [
      'BG-2',
      JsonPatch.add('/spec/strategy/blueGreen/scaleDownDelayRevisionLimit', 11),
      'scaleDownDelayRevisionLimit (11) is above revisionHistoryLimit (10)',
    ],
    [
      'references',
      JsonPatch.replace('/spec/strategy/blueGreen/activeService', 'other'),
      'activeService is "other", and the rollout was given "demo-active"',
    ],
  ])('that breaks %s is found at synth', (_, op, message) => {
    expect(patched(blueGreen, op)).toThrow(message);
  });

  test('may set what there is no prop for', () => {
    expect(patched(blueGreen, JsonPatch.add('/spec/newField', 1))).not.toThrow();
  });
});
