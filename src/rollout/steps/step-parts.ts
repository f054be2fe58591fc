import type { RolloutSpecStrategyCanarySteps } from '../../../imports/argoproj.io';
import type { ExperimentStepOptions } from '../experiment/experiment-step-options';
import type { EndingAnalysis } from '../rollout-analysis';
import type { CanaryScale } from './canary-scale';
import type { HeaderMatch } from './header-match';

/** The kind of a step, which is the one key that it has. */
export type StepKind = keyof RolloutSpecStrategyCanarySteps;

/** What a step does with a managed route, a rule that the controller adds to the routes of the rollout and takes away. */
export interface ManagedRouteChange {
  /** The name of the managed route. */
  readonly name: string;

  /** Whether the step sets the route; otherwise it removes it. */
  readonly isSet: boolean;

  /** The headers that a header route compares; none for a mirror route and for a removal. */
  readonly headers: readonly HeaderMatch[];
}

/** What a step is made of. */
export interface StepParts {
  /** The kind of the step. */
  readonly kind: StepKind;

  /**
   * The step as a Rollout takes it, with the key `kind` and no other.
   * @default - made where the step is used: see `analysis` and `experiment`
   */
  readonly step?: RolloutSpecStrategyCanarySteps;

  /**
   * What the step measures.
   * @default - nothing
   */
  readonly analysis?: EndingAnalysis;

  /**
   * The experiment that the step makes.
   * @default - none
   */
  readonly experiment?: ExperimentStepOptions;

  /**
   * The weight that it sets, in per cent.
   * @default - it leaves the weight as it is
   */
  readonly weight?: number;

  /**
   * What all requests are to that weight.
   * @default - it leaves the weight as it is
   */
  readonly weightTotal?: number;

  /**
   * How long it waits, in seconds.
   * @default 0
   */
  readonly seconds?: number;

  /**
   * Why it waits without end.
   * @default - it does not
   */
  readonly reason?: string;

  /**
   * The scale of the canary that it sets.
   * @default - it leaves the scale as it is
   */
  readonly scale?: CanaryScale;

  /**
   * What it does with a managed route.
   * @default - nothing
   */
  readonly managedRoute?: ManagedRouteChange;
}
