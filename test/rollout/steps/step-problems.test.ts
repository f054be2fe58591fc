import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryStep } from '../../../src/index';
import { CanaryScale } from '../../../src/rollout/steps/canary-scale';
import { HeaderMatch } from '../../../src/rollout/steps/header-match';
import { stepProblems } from '../../../src/rollout/steps/step-problems';
import { StringMatch } from '../../../src/rollout/steps/string-match';
import { GATEWAY_API_FACTS } from '../../../src/traffic/gateway-api/facts';
import type { RouterFacts } from '../../../src/traffic/router-facts';

const ALL: RouterFacts = {
  name: 'All',
  setHeaderRoute: true,
  setMirrorRoute: true,
  experimentWeight: true,
  maxTrafficWeight: true,
  pingPong: true,
};
const EXACT: RouterFacts = { ...ALL, name: 'Exact', headerMatches: 'exact' };
const BY_NAME: RouterFacts = { ...ALL, name: 'By name', headerOncePerRoute: true };
const NOTHING: RouterFacts = { ...ALL, name: 'Nothing', setHeaderRoute: false, setMirrorRoute: false };
const ONE: RouterFacts = { ...ALL, name: 'One', headerRoutesAtOnce: 1 };
const TWO: RouterFacts = { ...ALL, name: 'Two', headerRoutesAtOnce: 2 };

const HEADER_ROUTERS = 'Gateway API, AWS ALB, Apache APISIX and Istio';

const weight = (percent: number) => CanaryStep.setWeight(percent);
const pods = (replicas: number) => CanaryStep.setCanaryScale(CanaryScale.replicas(replicas));
const share = (percent: number) => CanaryStep.setCanaryScale(CanaryScale.weight(percent));
const match = () => CanaryStep.setCanaryScale(CanaryScale.matchTrafficWeight());
const header = (name: string, value = HeaderMatch.exact('X-Canary', 'yes')) => CanaryStep.setHeaderRoute(name, value);
const mirror = (name: string) =>
  CanaryStep.setMirrorRoute(name, { match: [{ path: StringMatch.prefix('/') }], percentage: 10 });
const noHeader = (name: string) => CanaryStep.removeHeaderRoute(name);
const noMirror = (name: string) => CanaryStep.removeMirrorRoute(name);
const pause = () => CanaryStep.pause(Duration.seconds(5));

interface Case {
  readonly of: string;
  readonly steps: CanaryStep[];
  readonly routers: RouterFacts[];
  readonly problems: string[];
}

const CASES: Case[] = [
  {
    of: 'a canary scale without a router',
    steps: [weight(20), pods(1)],
    routers: [],
    problems: [
      'step 1 (setCanaryScale): the rollout has no trafficRouting, and without a router the controller refuses the step, as ' +
        'the number of pods is the weight: leave it out',
    ],
  },
  { of: 'a canary scale with a router', steps: [pods(1), weight(20)], routers: [NOTHING], problems: [] },
  { of: 'weights and pauses without a router', steps: [weight(20), pause(), weight(50)], routers: [], problems: [] },
  {
    of: 'managed routes without a router, even their removal',
    steps: [weight(20), header('qa'), noHeader('qa'), mirror('m')],
    routers: [],
    problems: [
      `step 1 (setHeaderRoute "qa"): the rollout has no trafficRouting: give it a router that can route by header (${HEADER_ROUTERS})`,
      `step 2 (setHeaderRoute "qa"): the rollout has no trafficRouting: give it a router that can route by header (${HEADER_ROUTERS})`,
      'step 3 (setMirrorRoute "m"): the rollout has no trafficRouting: give it a router that can mirror requests (Istio)',
    ],
  },
  {
    of: 'managed routes that one of two routers cannot make',
    steps: [weight(20), header('qa'), mirror('m'), noHeader('qa'), noMirror('m')],
    routers: [ALL, NOTHING],
    problems: [
      `step 1 (setHeaderRoute "qa"): the router Nothing cannot route by header, others can (${HEADER_ROUTERS}): the controller ` +
        'would refuse the step, or do nothing at it, leave it out',
      'step 2 (setMirrorRoute "m"): the router Nothing cannot mirror requests, others can (Istio): the controller would ' +
        'refuse the step, or do nothing at it, leave it out',
    ],
  },
  {
    of: 'a mirror route of the Gateway API, whose plugin does nothing at it',
    steps: [weight(20), mirror('m')],
    routers: [GATEWAY_API_FACTS],
    problems: [
      'step 1 (setMirrorRoute "m"): the router Gateway API cannot mirror requests, others can (Istio): the controller would ' +
        'refuse the step, or do nothing at it, leave it out',
    ],
  },
  {
    of: 'managed routes that every router can make',
    steps: [weight(20), header('qa'), mirror('m'), noHeader('qa'), noMirror('m')],
    routers: [ALL, TWO],
    problems: [],
  },
  {
    of: 'a prefix where a router knows exact values only',
    steps: [
      weight(20),
      CanaryStep.setHeaderRoute(
        'qa',
        HeaderMatch.exact('a', 'b'),
        HeaderMatch.prefix('X-User', 'qa-'),
        HeaderMatch.regex('Cookie', 'qa'),
      ),
    ],
    routers: [ALL, EXACT],
    problems: [
      'step 1 (setHeaderRoute "qa"): the router Exact compares headers with HeaderMatch.exact only, got HeaderMatch.prefix of "X-User"',
      'step 1 (setHeaderRoute "qa"): the router Exact compares headers with HeaderMatch.exact only, got HeaderMatch.regex of "Cookie"',
    ],
  },
  {
    of: 'a header twice for a router that keeps headers by name',
    steps: [
      weight(20),
      CanaryStep.setHeaderRoute('qa', HeaderMatch.exact('X-Canary', 'a'), HeaderMatch.exact('x-canary', 'b')),
    ],
    routers: [ALL, BY_NAME],
    problems: [
      'step 1 (setHeaderRoute "qa"): the router By name takes one match for each header, got several of "x-canary": take ' +
        'HeaderMatch.regex for several values of it',
    ],
  },
  {
    of: 'two headers for such a router',
    steps: [weight(20), CanaryStep.setHeaderRoute('qa', HeaderMatch.exact('A', 'a'), HeaderMatch.exact('B', 'b'))],
    routers: [BY_NAME],
    problems: [],
  },
  { of: 'an exact value for such a router', steps: [weight(20), header('qa')], routers: [EXACT], problems: [] },
  {
    of: 'any way to compare elsewhere',
    steps: [weight(20), header('qa', HeaderMatch.prefix('X-User', 'qa-'))],
    routers: [GATEWAY_API_FACTS],
    problems: [],
  },
  ...[header('qa'), mirror('qa')].flatMap((route): Case[] => {
    const problem = (index: number) =>
      `step ${index} (${route.kind} "qa"): the new version has no pods yet, and the controller takes the route away again ` +
      'at once and for good: let setCanaryScale(CanaryScale.replicas(1)) or a setWeight above 0 come before';
    const fires = (steps: CanaryStep[]): Case => ({
      of: `${route.kind} before any pod`,
      steps: [...steps, route],
      routers: [ALL],
      problems: [problem(steps.length)],
    });
    const stays = (steps: CanaryStep[]): Case => ({
      of: `${route.kind} behind the first pod`,
      steps: [...steps, route],
      routers: [ALL],
      problems: [],
    });
    return [
      fires([]),
      fires([weight(0)]),
      fires([pods(0)]),
      fires([pods(1), match()]),
      fires([weight(20), pods(0)]),
      stays([pods(1)]),
      stays([share(1)]),
      stays([weight(1)]),
      stays([pods(0), weight(0), match(), weight(20)]),
    ];
  }),
  {
    of: 'more header routes than a router keeps, once',
    steps: [pods(1), header('qa'), header('qb'), mirror('m'), noHeader('qb')],
    routers: [ALL, ONE],
    problems: [
      'step 2 (setHeaderRoute "qb"): the router One keeps 1 header route at a time, and "qa" (step 1) would be ' +
        'replaced silently: call removeHeaderRoute before',
    ],
  },
  {
    of: 'more than two header routes where two are kept',
    steps: [pods(1), header('qa'), header('qb'), header('qc')],
    routers: [TWO],
    problems: [
      'step 3 (setHeaderRoute "qc"): the router Two keeps 2 header routes at a time, and "qa" (step 1), "qb" (step 2) would ' +
        'be replaced silently: call removeHeaderRoute before',
    ],
  },
  {
    of: 'one header route after the other, and the same again',
    steps: [pods(1), header('qa'), header('qa'), noHeader('qa'), header('qb')],
    routers: [GATEWAY_API_FACTS],
    problems: [],
  },
  {
    of: 'a header and a mirror route beside each other',
    steps: [pods(1), header('qa'), mirror('m')],
    routers: [ONE],
    problems: [],
  },
  {
    of: 'the removal of a route that was never set, was removed already, or is of the other kind',
    steps: [
      pods(1),
      noHeader('qa'),
      header('qa'),
      noHeader('qa'),
      noHeader('qa'),
      mirror('m'),
      mirror('n'),
      noHeader('m'),
    ],
    routers: [ALL],
    problems: [
      'step 1 (setHeaderRoute "qa"): it removes a route that is not set at this point (set: none): name the route of an ' +
        'earlier step, or leave it out',
      'step 4 (setHeaderRoute "qa"): it removes a route that is not set at this point (set: none): name the route of an ' +
        'earlier step, or leave it out',
      'step 7 (setHeaderRoute "m"): it removes a route that is not set at this point (set: none): name the route of an ' +
        'earlier step, or leave it out',
    ],
  },
  {
    of: 'the removal of a misspelt route',
    steps: [pods(1), mirror('m'), mirror('n'), noMirror('mm')],
    routers: [ALL],
    problems: [
      'step 3 (setMirrorRoute "mm"): it removes a route that is not set at this point (set: "m", "n"): name the route of an ' +
        'earlier step, or leave it out',
    ],
  },
  {
    of: 'a header and a mirror route of one name',
    steps: [pods(1), header('qa'), mirror('qa')],
    routers: [ALL],
    problems: ['step 2 (setMirrorRoute "qa"): step 1 (setHeaderRoute) has a route "qa" too: give each its own name'],
  },
  {
    of: 'a name that is used again after the removal',
    steps: [pods(1), mirror('qa'), noMirror('qa'), header('qa')],
    routers: [ALL],
    problems: [],
  },
  {
    of: 'the last pod taken away under a route',
    steps: [pods(1), header('qa'), match(), weight(20)],
    routers: [ALL],
    problems: [
      'step 2 (setCanaryScale): it takes the last pod of the new version away, and the controller removes the route "qa" ' +
        '(step 1) with it for good: remove the route before, or set a weight above 0 first',
    ],
  },
  {
    of: 'a weight of 0 under a route',
    steps: [weight(20), mirror('m'), weight(0)],
    routers: [ALL],
    problems: [
      'step 2 (setWeight 0): it takes the last pod of the new version away, and the controller removes the route "m" ' +
        '(step 1) with it for good: remove the route before, or set a weight above 0 first',
    ],
  },
  {
    of: 'pods that go after the route, or stay',
    steps: [pods(1), header('qa'), weight(20), match(), noHeader('qa'), weight(0)],
    routers: [ALL],
    problems: [],
  },
  ...[pods(0), share(0)].map(
    (none): Case => ({
      of: 'a weight while the canary is kept at 0 pods',
      steps: [none, pause(), weight(0), weight(1)],
      routers: [ALL],
      problems: [
        'step 3 (setWeight 1): step 0 (setCanaryScale) keeps the new version at 0 pods, so it gets no request until the end ' +
          'of the release, and then all of them at once: let setCanaryScale(CanaryScale.matchTrafficWeight()) come before',
      ],
    }),
  ),
  {
    of: 'a weight after the pods follow it again',
    steps: [pods(0), match(), weight(20)],
    routers: [ALL],
    problems: [],
  },
  { of: 'a weight after pods were fixed anew', steps: [pods(0), pods(1), weight(20)], routers: [ALL], problems: [] },
  { of: 'weights one after the other', steps: [weight(20), weight(50)], routers: [ALL], problems: [] },
];

describe('stepProblems', () => {
  test.each(CASES)('of $of are $problems.length', ({ steps, routers, problems }) => {
    expect(stepProblems(steps, routers)).toEqual(problems);
  });
});
