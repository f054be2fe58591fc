import type { CanaryStep } from './canary-step';
import type { StepKind } from './step-parts';

/** A number of pods that a step has fixed, and no later one has given back to the weight. */
export interface FixedScale {
  /** The step that fixed it, as an index into the steps. */
  readonly step: number;

  /** Pods or per cent. */
  readonly amount: number;
}

/** A managed route that a step has set, and no later one has removed. */
export interface SetRoute {
  /** The step that set it, as an index into the steps. */
  readonly step: number;

  /** The kind of that step, which is that of the route. */
  readonly kind: StepKind;

  /** The name of the route. */
  readonly name: string;
}

/** What the steps of a release have set up to some point. */
export interface ReleaseState {
  /** The weight in per cent; 0 before the first. */
  readonly weight: number;

  /**
   * The number of pods that is fixed.
   * @default - the pods follow the weight
   */
  readonly scale?: FixedScale;

  /** The managed routes that are set. */
  readonly routes: readonly SetRoute[];
}

/** One step of a release, with what was set before it and what is set after it. */
export interface StepMoment {
  /** The index of the step. */
  readonly index: number;

  /** The step. */
  readonly step: CanaryStep;

  /** What was set before. */
  readonly before: ReleaseState;

  /** What is set after. */
  readonly after: ReleaseState;
}

/** The steps of a release, each with what was set before it and what is set after it. */
export function stepMoments(steps: readonly CanaryStep[]): StepMoment[] {
  let before: ReleaseState = { weight: 0, routes: [] };
  return steps.map((step, index) => {
    const after = stateAfter(before, step, index);
    const moment = { index, step, before, after };
    before = after;
    return moment;
  });
}

/** Whether the new version has pods, once those that are wanted are there. */
export function hasCanaryPods({ scale, weight }: ReleaseState): boolean {
  return (scale?.amount ?? weight) > 0;
}

function stateAfter(before: ReleaseState, step: CanaryStep, index: number): ReleaseState {
  return {
    weight: step.weight ?? before.weight,
    scale: step.scale === undefined ? before.scale : scaleOf(step, index),
    routes: routesAfter(before.routes, step, index),
  };
}

function scaleOf({ scale }: CanaryStep, step: number): FixedScale | undefined {
  return scale?.amount === undefined ? undefined : { step, amount: scale.amount };
}

function routesAfter(routes: readonly SetRoute[], step: CanaryStep, index: number): readonly SetRoute[] {
  const { managedRoute, kind } = step;
  if (managedRoute === undefined) return routes;
  const { name, isSet } = managedRoute;
  const others = routes.filter((route) => route.name !== name || route.kind !== kind);
  return isSet ? [...others, { step: index, kind, name }] : others;
}
