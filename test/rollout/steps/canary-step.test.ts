import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryStep } from '../../../src/index';
import { CanaryScale } from '../../../src/rollout/steps/canary-scale';
import { HeaderMatch } from '../../../src/rollout/steps/header-match';
import { StringMatch } from '../../../src/rollout/steps/string-match';
import { CrdSchemas } from '../../crd/crd-schema';
import { demoChart, demoRollout, onlyObject } from '../../demo-chart';
import { testWithShared } from '../../shared-folder';

const NO_LABEL = 'has to be a DNS-1123 label';
const yes = HeaderMatch.exact('X-Canary', 'yes');
const everything = [{ path: StringMatch.prefix('/') }];

/** A step of each factory, with what it renders. */
const STEPS: readonly [CanaryStep, { readonly [key: string]: unknown }][] = [
  [CanaryStep.setWeight(20), { setWeight: 20 }],
  [CanaryStep.pause(Duration.minutes(2)), { pause: { duration: '2m' } }],
  [CanaryStep.pauseUntilPromoted('QA promotes at noon'), { pause: {} }],
  [CanaryStep.setCanaryScale(CanaryScale.replicas(0)), { setCanaryScale: { replicas: 0 } }],
  [CanaryStep.setCanaryScale(CanaryScale.weight(0)), { setCanaryScale: { weight: 0 } }],
  [CanaryStep.setCanaryScale(CanaryScale.matchTrafficWeight()), { setCanaryScale: { matchTrafficWeight: true } }],
  [
    CanaryStep.setHeaderRoute(
      'qa',
      yes,
      HeaderMatch.prefix('x-user', 'qa-'),
      HeaderMatch.regex('Cookie', '(^|; )qa=1'),
    ),
    {
      setHeaderRoute: {
        name: 'qa',
        match: [
          { headerName: 'X-Canary', headerValue: { exact: 'yes' } },
          { headerName: 'x-user', headerValue: { prefix: 'qa-' } },
          { headerName: 'Cookie', headerValue: { regex: '(^|; )qa=1' } },
        ],
      },
    },
  ],
  [CanaryStep.removeHeaderRoute('qa'), { setHeaderRoute: { name: 'qa' } }],
  [
    CanaryStep.setMirrorRoute('shadow', {
      match: [
        { method: StringMatch.exact('GET'), path: StringMatch.regex('/v[12]/.*') },
        { headers: { 'X-Shadow': StringMatch.exact('1') } },
        { path: StringMatch.prefix('/api'), headers: {} },
      ],
      percentage: 35,
    }),
    {
      setMirrorRoute: {
        name: 'shadow',
        match: [
          { method: { exact: 'GET' }, path: { regex: '/v[12]/.*' } },
          { headers: { 'X-Shadow': { exact: '1' } } },
          { path: { prefix: '/api' } },
        ],
        percentage: 35,
      },
    },
  ],
  [CanaryStep.removeMirrorRoute('shadow'), { setMirrorRoute: { name: 'shadow' } }],
  [CanaryStep.plugin('acme/wait'), { plugin: { name: 'acme/wait' } }],
  [
    CanaryStep.plugin('argoproj-labs/step-exec', { args: [], dryRun: false }),
    { plugin: { name: 'argoproj-labs/step-exec', config: { args: [], dryRun: false } } },
  ],
];

describe('CanaryStep', () => {
  test.each(STEPS)('renders exactly one key, its kind (%#)', (step, rendered) => {
    expect(step.toStep()).toEqual(rendered);
    expect(Object.keys(step.toStep())).toEqual([step.kind]);
  });

  testWithShared('crds')('is taken whole by the API server', () => {
    const chart = demoChart();
    demoRollout(chart);
    const rollout = onlyObject(chart, 'Rollout');
    rollout.spec.strategy.canary.steps = STEPS.map(([step]) => step.toStep());
    expect(new CrdSchemas().problems(rollout)).toEqual([]);
  });

  test('comes out of synth as it is, with what is empty and means something', () => {
    const chart = demoChart();
    demoRollout(chart, {
      analysis: undefined,
      steps: [CanaryStep.setWeight(20), CanaryStep.pauseUntilPromoted('QA promotes at noon')],
    });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.steps).toEqual([{ setWeight: 20 }, { pause: {} }]);
  });

  test.each([
    [Duration.seconds(1), '1s'],
    [Duration.seconds(90), '1m30s'],
    [Duration.minutes(60), '1h'],
    [Duration.days(1), '24h'],
    [Duration.millis(2000), '2s'],
  ])('writes a pause of %s as Go does', (duration, text) => {
    expect(CanaryStep.pause(duration).toStep()).toEqual({ pause: { duration: text } });
  });

  test.each([0, 1, 100])('takes the weight %d', (weight) => {
    expect(CanaryStep.setWeight(weight).toStep()).toEqual({ setWeight: weight });
  });

  test.each([-1, 101, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses the weight %d', (weight) => {
    expect(() => CanaryStep.setWeight(weight)).toThrow(`setWeight takes a whole number from 0 to 100, got ${weight}`);
  });

  test('takes weights in parts of another total, for a router that has a maxTrafficWeight', () => {
    const step = CanaryStep.setWeight(5, 1000);
    expect(step.toStep()).toEqual({ setWeight: 5 });
    expect([step.weight, step.weightTotal]).toEqual([0.5, 1000]);
    expect([CanaryStep.setWeight(5).weight, CanaryStep.setWeight(5).weightTotal]).toEqual([5, 100]);
    expect(() => CanaryStep.setWeight(1001, 1000)).toThrow('setWeight takes a whole number from 0 to 1000, got 1001');
    expect(() => CanaryStep.setWeight(0, 0)).toThrow('the total of setWeight takes a whole number from 1 to');
  });

  test.each([
    [Duration.seconds(0), '0s'],
    [Duration.millis(500), '500ms'],
    [Duration.millis(1500), '1500ms'],
  ])('refuses a pause of %s', (duration, given) => {
    expect(() => CanaryStep.pause(duration)).toThrow(
      `pause takes whole seconds, at least 1 (the controller counts in whole seconds), got ${given}`,
    );
  });

  test('cannot be given a negative pause', () => {
    expect(() => CanaryStep.pause(Duration.seconds(-1))).toThrow('negative');
  });
});

describe('what a step says of itself', () => {
  test('is its weight, and how long it waits', () => {
    expect([CanaryStep.setWeight(20).weight, CanaryStep.setWeight(20).seconds]).toEqual([20, 0]);
    expect([CanaryStep.pause(Duration.minutes(2)).weight, CanaryStep.pause(Duration.minutes(2)).seconds]).toEqual([
      undefined,
      120,
    ]);
  });

  test('is the reason of a pause without end, which is told to people and not to the controller', () => {
    const step = CanaryStep.pauseUntilPromoted('QA promotes at noon');
    expect([step.reason, step.seconds]).toEqual(['QA promotes at noon', Number.POSITIVE_INFINITY]);
    expect(CanaryStep.pause(Duration.seconds(1)).reason).toBeUndefined();
  });

  test('is the managed route that it sets or removes', () => {
    expect(CanaryStep.setHeaderRoute('qa', yes).managedRoute).toEqual({ name: 'qa', isSet: true, headers: [yes] });
    expect(CanaryStep.removeHeaderRoute('qa').managedRoute).toEqual({ name: 'qa', isSet: false, headers: [] });
    expect(CanaryStep.setMirrorRoute('m', { match: everything, percentage: 1 }).managedRoute?.isSet).toBe(true);
    expect(CanaryStep.removeMirrorRoute('m').managedRoute?.isSet).toBe(false);
    expect(CanaryStep.setWeight(20).managedRoute).toBeUndefined();
  });

  test('is the scale that it sets', () => {
    const scale = CanaryScale.replicas(1);
    expect(CanaryStep.setCanaryScale(scale).scale).toBe(scale);
    expect(CanaryStep.setWeight(20).scale).toBeUndefined();
  });
});

describe('a step is refused', () => {
  test.each(['', ' \n'])('if a pause without end has the reason %j', (reason) => {
    expect(() => CanaryStep.pauseUntilPromoted(reason)).toThrow(
      `a pause without end needs a reason that says who ends it and when, such as "QA promotes after the smoke test", got ${JSON.stringify(reason)}`,
    );
  });

  test.each(['', 'QA', 'a_b', 'a.b', '-a', 'a'.repeat(64)])('if its managed route is named %j', (name) => {
    const problem = name.length > 63 ? 'has to be at most 63 characters long' : NO_LABEL;
    expect(() => CanaryStep.setHeaderRoute(name, yes)).toThrow(`the name of the route in setHeaderRoute ${problem}`);
    expect(() => CanaryStep.removeHeaderRoute(name)).toThrow(`the name of the route in removeHeaderRoute ${problem}`);
    expect(() => CanaryStep.setMirrorRoute(name, { match: everything, percentage: 1 })).toThrow(
      `the name of the route in setMirrorRoute ${problem}`,
    );
    expect(() => CanaryStep.removeMirrorRoute(name)).toThrow(`the name of the route in removeMirrorRoute ${problem}`);
  });

  test('if a route would be removed instead of set', () => {
    expect(() => CanaryStep.setHeaderRoute('qa')).toThrow(
      'setHeaderRoute takes at least one HeaderMatch, got none, which would remove the route: call removeHeaderRoute',
    );
    expect(() => CanaryStep.setMirrorRoute('m', { match: [], percentage: 1 })).toThrow(
      'setMirrorRoute: match is empty, which would remove the route: say which requests are copied, or call removeMirrorRoute',
    );
  });

  test.each([0, 101, 0.5, Number.NaN])('if %d per cent are mirrored', (percentage) => {
    expect(() => CanaryStep.setMirrorRoute('m', { match: everything, percentage })).toThrow(
      `setMirrorRoute: percentage takes a whole number from 1 to 100, got ${percentage}`,
    );
  });

  test('with all that is wrong at once', () => {
    expect(() => CanaryStep.setMirrorRoute('M', { match: [{}, ...everything], percentage: 0 })).toThrow(
      /^the name of the route .*; setMirrorRoute: match\[0\] is empty: .*; setMirrorRoute: percentage takes .*$/,
    );
  });

  test.each(['step-exec', 'a/b/c', '/b', 'a/', 'a b/c', 'a.b/c'])('if its plugin is named %j', (name) => {
    expect(() => CanaryStep.plugin(name)).toThrow(
      `plugin takes a name such as "argoproj-labs/step-exec", <namespace>/<name>, got ${JSON.stringify(name)}`,
    );
  });
});
