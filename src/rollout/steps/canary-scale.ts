import type { RolloutSpecStrategyCanaryStepsSetCanaryScale } from '../../../imports/argoproj.io';
import { wholeNumberProblems } from '../../validation/numbers';
import { refuse } from '../../validation/refuse';

/**
 * How many pods of the new version there are, apart from the weight.
 *
 * A closed set, each with exactly one key: the controller takes several, and then all but one are ignored (argo-rollouts
 * utils/replicaset/canary.go).
 */
export class CanaryScale {
  /**
   * A fixed number of pods, 0 or more, whatever the weight.
   * @throws if it is no whole number of at least 0.
   */
  public static replicas(replicas: number): CanaryScale {
    refuse(wholeNumberProblems('CanaryScale.replicas', replicas, 0, Number.MAX_SAFE_INTEGER));
    return new CanaryScale({ replicas }, replicas);
  }

  /**
   * A share of the rollout's replicas, 0 to 100 per cent, rounded up to whole pods.
   * @throws if it is no whole number from 0 to 100.
   */
  public static weight(percent: number): CanaryScale {
    refuse(wholeNumberProblems('CanaryScale.weight', percent, 0, 100));
    return new CanaryScale({ weight: percent }, percent);
  }

  /** As many pods as the weight needs, from this step on: ends what an earlier `setCanaryScale` has fixed. */
  public static matchTrafficWeight(): CanaryScale {
    return new CanaryScale({ matchTrafficWeight: true }, undefined);
  }

  private constructor(
    private readonly scale: RolloutSpecStrategyCanaryStepsSetCanaryScale,
    /** What is fixed, in pods or per cent; undefined where the pods follow the weight. */
    public readonly amount: number | undefined,
  ) {}

  /** The scale as a step takes it. */
  public toScale(): RolloutSpecStrategyCanaryStepsSetCanaryScale {
    return this.scale;
  }
}
