import type { RouterFacts } from '../../traffic/router-facts';
import { quote } from '../../validation/names';
import { repeated } from '../../validation/repeated';
import { experimentWeight } from '../experiment/experiment-step';
import { routersThatCan } from '../routers-that-can';
import type { CanaryStep } from './canary-step';
import { hasCanaryPods, type StepMoment, stepMoments } from './step-moments';

/**
 * What the steps of a release cannot do, together or with the routers of the rollout, as a list of problems. Each names
 * its step by the index that the controller counts with.
 */
export function stepProblems(steps: readonly CanaryStep[], routers: readonly RouterFacts[]): string[] {
  return stepMoments(steps).flatMap((moment) =>
    RULES.flatMap((rule) => rule(moment, routers)).map((problem) => `${stepText(moment)}: ${problem}`),
  );
}

type StepRule = (moment: StepMoment, routers: readonly RouterFacts[]) => string[];

const RULES: readonly StepRule[] = [
  scaleWithoutRouter,
  routeWithoutRouter,
  routerWithoutRoutes,
  headersNotExact,
  headerNamedTwice,
  routeBeforePods,
  tooManyHeaderRoutes,
  nameOfTwoRoutes,
  removalOfNothing,
  podsGoneUnderRoutes,
  weightWithoutPods,
  analysisBeforePods,
  experimentWeights,
];

interface RouteKind {
  readonly what: string;
  readonly can: (facts: RouterFacts) => boolean;
}

const ROUTE_KINDS: Readonly<Record<string, RouteKind>> = {
  setHeaderRoute: { what: 'route by header', can: (facts) => facts.setHeaderRoute },
  setMirrorRoute: { what: 'mirror requests', can: (facts) => facts.setMirrorRoute },
};

function scaleWithoutRouter({ step }: StepMoment, routers: readonly RouterFacts[]): string[] {
  if (step.kind !== 'setCanaryScale' || routers.length > 0) return [];
  return [
    'the rollout has no trafficRouting, and without a router the controller refuses the step, as the number of pods is ' +
      'the weight: leave it out',
  ];
}

function routeWithoutRouter({ step }: StepMoment, routers: readonly RouterFacts[]): string[] {
  const kind = ROUTE_KINDS[step.kind];
  if (kind === undefined || routers.length > 0) return [];
  return [`the rollout has no trafficRouting: give it a router that can ${kind.what} (${routersThatCan(kind.can)})`];
}

function routerWithoutRoutes({ step }: StepMoment, routers: readonly RouterFacts[]): string[] {
  const kind = ROUTE_KINDS[step.kind];
  if (kind === undefined || step.managedRoute?.isSet !== true) return [];
  return routers
    .filter((router) => !kind.can(router))
    .map(
      ({ name }) =>
        `the router ${name} cannot ${kind.what}, others can (${routersThatCan(kind.can)}): the controller would refuse the step, or do ` +
        'nothing at it, leave it out',
    );
}

function headersNotExact({ step }: StepMoment, routers: readonly RouterFacts[]): string[] {
  const others = (step.managedRoute?.headers ?? []).filter(({ kind }) => kind !== 'exact');
  return routers
    .filter((router) => router.headerMatches === 'exact')
    .flatMap((router) =>
      others.map(
        ({ header, kind }) =>
          `the router ${router.name} compares headers with HeaderMatch.exact only, got HeaderMatch.${kind} of ${quote(header)}`,
      ),
    );
}

function headerNamedTwice({ step }: StepMoment, routers: readonly RouterFacts[]): string[] {
  const twice = repeated((step.managedRoute?.headers ?? []).map(({ header }) => header.toLowerCase()));
  return routers
    .filter((router) => router.headerOncePerRoute)
    .flatMap((router) =>
      twice.map(
        (header) =>
          `the router ${router.name} takes one match for each header, got several of ${quote(header)}: take ` +
          'HeaderMatch.regex for several values of it',
      ),
    );
}

// While no pod of the canary is available the controller removes the managed routes at each reconcile, and it sets one
// only while its step is the current one (argo-rollouts rollout/trafficrouting.go).
function routeBeforePods({ step, before }: StepMoment): string[] {
  if (step.managedRoute?.isSet !== true || hasCanaryPods(before)) return [];
  return [
    'the new version has no pods yet, and the controller takes the route away again at once and for good: let ' +
      'setCanaryScale(CanaryScale.replicas(1)) or a setWeight above 0 come before',
  ];
}

function tooManyHeaderRoutes({ step, after }: StepMoment, routers: readonly RouterFacts[]): string[] {
  if (step.kind !== 'setHeaderRoute' || step.managedRoute?.isSet !== true) return [];
  const set = after.routes.filter(({ kind }) => kind === 'setHeaderRoute');
  const others = set.filter(({ name }) => name !== step.managedRoute?.name);
  return routers
    .filter(({ headerRoutesAtOnce = Number.POSITIVE_INFINITY }) => set.length > headerRoutesAtOnce)
    .map(
      ({ name, headerRoutesAtOnce }) =>
        `the router ${name} keeps ${headerRoutesAtOnce} header route${headerRoutesAtOnce === 1 ? '' : 's'} at a time, and ` +
        `${others.map((route) => `${quote(route.name)} (step ${route.step})`).join(', ')} would be replaced silently: ` +
        'call removeHeaderRoute before',
    );
}

function nameOfTwoRoutes({ step, before }: StepMoment): string[] {
  if (step.managedRoute?.isSet !== true) return [];
  return before.routes
    .filter(({ name, kind }) => name === step.managedRoute?.name && kind !== step.kind)
    .map(
      ({ name, kind, step: other }) => `step ${other} (${kind}) has a route ${quote(name)} too: give each its own name`,
    );
}

function removalOfNothing({ step, before }: StepMoment): string[] {
  const { managedRoute, kind } = step;
  if (managedRoute?.isSet !== false) return [];
  if (before.routes.some((route) => route.name === managedRoute.name && route.kind === kind)) return [];
  const set = before.routes.filter((route) => route.kind === kind).map(({ name }) => quote(name));
  return [
    `it removes a route that is not set at this point (set: ${set.length === 0 ? 'none' : set.join(', ')}): name the ` +
      'route of an earlier step, or leave it out',
  ];
}

function podsGoneUnderRoutes({ before, after }: StepMoment): string[] {
  if (!hasCanaryPods(before) || hasCanaryPods(after)) return [];
  return after.routes.map(
    (route) =>
      `it takes the last pod of the new version away, and the controller removes the route ${quote(route.name)} (step ` +
      `${route.step}) with it for good: remove the route before, or set a weight above 0 first`,
  );
}

// With no pod there the weight stays 0 and the step is over at once (argo-rollouts rollout/trafficrouting.go).
function weightWithoutPods({ step, before }: StepMoment): string[] {
  if (!((step.weight ?? 0) > 0) || before.scale?.amount !== 0) return [];
  return [
    `step ${before.scale.step} (setCanaryScale) keeps the new version at 0 pods, so it gets no request until the end of the ` +
      'release, and then all of them at once: let setCanaryScale(CanaryScale.matchTrafficWeight()) come before',
  ];
}

// It would ask about the stable version alone, and go on (argo-rollouts rollout/analysis.go).
function analysisBeforePods({ step, before }: StepMoment): string[] {
  if (step.kind !== 'analysis' || hasCanaryPods(before)) return [];
  return [
    'the new version has no pods yet, so nothing of it is measured: let a setWeight above 0 or ' +
      'setCanaryScale(CanaryScale.replicas(1)) come before',
  ];
}

function experimentWeights({ step, before }: StepMoment, routers: readonly RouterFacts[]): string[] {
  const weight = step.experimentOptions === undefined ? 0 : experimentWeight(step.experimentOptions);
  if (weight === 0) return [];
  const able = routersThatCan((facts) => facts.experimentWeight);
  return [
    ...(routers.length === 0
      ? [`its templates have weights, which only a router can meet (${able}): leave the weights out`]
      : []),
    ...routers
      .filter(({ experimentWeight: can }) => !can)
      .map(
        ({ name }) =>
          `the router ${name} cannot give the templates of an experiment a weight, or does not take it back at the end; ` +
          `others can (${able}): leave the weights out`,
      ),
    ...(weight + before.weight > 100
      ? [
          `its templates get ${weight} % and the canary ${before.weight} %, more than all requests: take weights that leave ` +
            'the stable version some',
        ]
      : []),
  ];
}

function stepText({ index, step }: StepMoment): string {
  const detail = step.managedRoute === undefined ? step.weight : quote(step.managedRoute.name);
  return `step ${index} (${step.kind}${detail === undefined ? '' : ` ${detail}`})`;
}
