import { at, isThere, listOf, numberOf, type Plain, textOf } from '../manifest/plain';
import type { ReleaseStep } from './release-step';

/** A size of the canary that a `setCanaryScale` has fixed, and no later one has given back to the weight. */
export interface FixedScale {
  /** The step that fixed it, as an index into the steps. */
  readonly step: number;

  /** Whether the amount is pods, or a part of the greatest weight. */
  readonly unit: 'replicas' | 'weight';

  /** Pods, or a weight. */
  readonly amount: number;
}

/** A managed route that a step has set, and no later one has removed. */
export interface SetRoute {
  /** The step that set it, as an index into the steps. */
  readonly step: number;

  /** The kind of that step, which is that of the route. */
  readonly kind: RouteStepKind;

  /** The name of the route. */
  readonly name: string;
}

/** A kind of step that sets or removes a managed route. */
export type RouteStepKind = 'setHeaderRoute' | 'setMirrorRoute';

/** What the steps of a release have set up to some point. */
export interface ReleaseState {
  /** The weight; 0 before the first. */
  readonly weight: number;

  /**
   * The size of the canary that is fixed.
   * @default - the pods follow the weight
   */
  readonly scale?: FixedScale;

  /** The managed routes that are set. */
  readonly routes: readonly SetRoute[];
}

/** A step of a release, with what was set before it and what is set after it. */
export interface ReleaseMoment {
  /** The step. */
  readonly step: ReleaseStep;

  /** What was set before. */
  readonly before: ReleaseState;

  /** What is set after. */
  readonly after: ReleaseState;
}

/** The kinds of steps that set or remove managed routes. */
export const ROUTE_STEP_KINDS: readonly RouteStepKind[] = ['setHeaderRoute', 'setMirrorRoute'];

/** Steps, each with what was set before it and what is set after it. */
export function releaseMoments(steps: readonly ReleaseStep[]): ReleaseMoment[] {
  let before: ReleaseState = { weight: 0, routes: [] };
  return steps.map((step) => {
    const after = stateAfter(before, step);
    const moment = { step, before, after };
    before = after;
    return moment;
  });
}

/** Whether the new version has pods, once those that are wanted are there. */
export function hasCanaryPods({ scale, weight }: ReleaseState): boolean {
  return (scale?.amount ?? weight) > 0;
}

/** Whether a step sets a route; one without any `match` removes it. */
export function isRouteSet(step: Plain, kind: RouteStepKind): boolean {
  return listOf(at(step, kind, 'match')).length > 0;
}

/**
 * The pods of the new version behind a router: those that are fixed, or else the weight's share of the replicas, rounded up
 * (argo-rollouts utils/replicaset/canary.go).
 */
export function routedCanaryPods({ scale, weight }: ReleaseState, replicas: number, maxWeight: number): number {
  if (scale?.unit === 'replicas') return scale.amount;
  return Math.ceil((replicas * (scale?.amount ?? weight)) / maxWeight);
}

/** The weight that means all requests. */
export function maxWeightOf(routing: Plain): number {
  const most = numberOf(at(routing, 'maxTrafficWeight'));
  return most !== undefined && most > 0 ? most : 100;
}

const SETS = ['setWeight', 'setCanaryScale', ...ROUTE_STEP_KINDS];

function stateAfter(before: ReleaseState, { index, value, weight, kinds }: ReleaseStep): ReleaseState {
  if (!kinds.some((kind) => SETS.includes(kind))) return before;
  return {
    weight: weight ?? before.weight,
    scale: isThere(at(value, 'setCanaryScale')) ? scaleOf(at(value, 'setCanaryScale'), index) : before.scale,
    routes: ROUTE_STEP_KINDS.reduce((routes, kind) => routesAfter(routes, value, kind, index), before.routes),
  };
}

// One that says nothing leaves the size to the weight, as `matchTrafficWeight` does.
function scaleOf(scale: Plain, step: number): FixedScale | undefined {
  if (at(scale, 'matchTrafficWeight') === true) return undefined;
  for (const unit of ['replicas', 'weight'] as const) {
    const amount = numberOf(at(scale, unit));
    if (amount !== undefined) return { step, unit, amount };
  }
  return undefined;
}

function routesAfter(
  routes: readonly SetRoute[],
  step: Plain,
  kind: RouteStepKind,
  index: number,
): readonly SetRoute[] {
  const name = textOf(at(step, kind, 'name'));
  if (name === undefined) return routes;
  const others = routes.filter((route) => route.name !== name || route.kind !== kind);
  return isRouteSet(step, kind) ? [...others, { step: index, kind, name }] : others;
}
