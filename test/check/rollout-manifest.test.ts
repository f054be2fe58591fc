import { describe, expect, test } from '@jest/globals';
import { rolloutStructureProblems } from '../../src/check/rollout-structure';

const POD = {
  selector: { matchLabels: { app: 'demo' } },
  template: { metadata: { labels: { app: 'demo' } }, spec: { containers: [{ name: 'a' }] } },
};
const TWO = { stableService: 's', canaryService: 'c' };

/** The problems of a canary rollout with the given strategy. */
function canary(strategy: object): string[] {
  return rolloutStructureProblems({ spec: { ...POD, strategy: { canary: strategy } } });
}

describe('rolloutStructureProblems', () => {
  test('has nothing against a plain rollout, and survives what is none', () => {
    expect(canary({})).toEqual([]);
    for (const nothing of [undefined, null, 1, 'text', [], {}]) {
      expect(rolloutStructureProblems(nothing)).toContain(
        'spec.strategy takes one of canary and blueGreen, got neither',
      );
    }
  });

  test('finds two containers of one name, and pods beside a workloadRef', () => {
    const containers = [{ name: 'a' }, { name: 'a' }];
    const twice = { ...POD, template: { ...POD.template, spec: { containers } }, strategy: { canary: {} } };
    expect(rolloutStructureProblems({ spec: twice })).toEqual([
      'two containers in spec.template.spec.containers have the same name',
    ]);
    const workloadRef = { kind: 'Deployment', name: 'demo' };
    expect(rolloutStructureProblems({ spec: { ...POD, workloadRef, strategy: { canary: {} } } })).toEqual([
      'spec.template beside spec.workloadRef: the workload has the template',
    ]);
    expect(rolloutStructureProblems({ spec: { workloadRef, strategy: { canary: {} } } })).toEqual([]);
  });

  test.each<[object, string[]]>([
    [{ maxSurge: 0, maxUnavailable: '0%' }, ['maxSurge and maxUnavailable are both 0: no pod could ever be replaced']],
    [{ maxSurge: 0, maxUnavailable: '10%' }, []],
    [{ dynamicStableScale: true }, ['dynamicStableScale can be used with trafficRouting only']],
    [{ dynamicStableScale: false }, []],
    [{ scaleDownDelaySeconds: 30 }, ['scaleDownDelaySeconds can be used with trafficRouting only']],
    [{ pingPong: { pingService: 'a', pongService: 'a' } }, ['pingPong needs two different Services']],
    [{ pingPong: { pingService: 'a', pongService: 'b' } }, []],
  ])('without a router %j', (strategy, problems) => {
    expect(canary(strategy)).toEqual(problems.map((problem) => `spec.strategy.canary.${problem}`));
  });

  const pingPong = { pingService: 'a', pongService: 'b' };
  test.each<[object, string[]]>([
    [{ ...TWO, pingPong, trafficRouting: { nginx: {} } }, ['pingPong works with ALB, Istio and plugins only']],
    [{ pingPong, trafficRouting: { istio: {} } }, []],
    [{ pingPong, trafficRouting: { alb: {} } }, ['trafficRouting.alb needs a rootService with pingPong']],
    [{ pingPong, trafficRouting: { alb: { rootService: 'root' } } }, []],
    [{ ...TWO, trafficRouting: { alb: {} } }, []],
    [{ trafficRouting: { istio: { destinationRule: { name: 'd' } } } }, []],
    [{ trafficRouting: { traefik: {} } }, ['trafficRouting needs stableService and canaryService']],
  ])('with a router %j', (strategy, problems) => {
    expect(canary(strategy)).toEqual(problems.map((problem) => `spec.strategy.canary.${problem}`));
  });
});

describe('steps', () => {
  const managedRoutes = [{ name: 'qa' }];
  const experiment = { experiment: { templates: [{ name: 'a', weight: 5 }] } };
  const header = (headerValue: object) => ({
    setHeaderRoute: { name: 'qa', match: [{ headerName: 'X', headerValue }] },
  });
  const mirror = (method: object) => ({ setMirrorRoute: { name: 'qa', match: [{ method }] } });

  test.each<[object, object | undefined, string[]]>([
    [experiment, undefined, ['(experiment) has weights, which need trafficRouting']],
    [experiment, { nginx: {} }, ['(experiment) has weights, which work with ALB, SMI, Istio and plugins only']],
    [experiment, { smi: {} }, []],
    [{ experiment: { templates: [{ name: 'a' }] } }, undefined, []],
    [
      header({ exact: 'a', prefix: 'b' }),
      { istio: {} },
      ['(setHeaderRoute) needs one of exact, prefix and regex, got exact and prefix'],
    ],
    [header({ regex: 'a' }), { istio: {} }, []],
    [header({ regex: 'a' }), { alb: {}, istio: {} }, ['(setHeaderRoute) takes exact only with ALB']],
    [mirror({ prefix: 'P' }), { alb: {}, istio: {} }, []],
    [mirror({ exact: 'GET' }), { alb: {} }, ['(setMirrorRoute) works with istio, plugins only']],
    [{ pause: { duration: 30 } }, undefined, []],
    [{ pause: { duration: '1h30m' } }, undefined, []],
    [{ pause: { duration: 1.5 } }, undefined, ['(pause) takes a duration such as "1h30m" or whole seconds, got 1.5']],
    [{ setWeight: 1000 }, { nginx: {}, maxTrafficWeight: 1000 }, []],
  ])('%j with the routers %j', (step, routers, problems) => {
    const routing = routers && { ...TWO, trafficRouting: { ...routers, managedRoutes } };
    expect(canary({ ...routing, steps: [step] })).toEqual(
      problems.map((problem) => `spec.strategy.canary.steps[0] ${problem}`),
    );
  });
});
