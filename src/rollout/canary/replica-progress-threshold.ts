import type { RolloutSpecStrategyCanaryReplicaProgressThreshold } from '../../../imports/argoproj.io';
import { wholeNumberProblems } from '../../validation/numbers';
import { refuse } from '../../validation/refuse';

/**
 * How many pods of the canary have to be available for a step to be over.
 *
 * A closed set: the controller takes any word that is not "Percent" for pods (argo-rollouts utils/replicaset/canary.go).
 */
export class ReplicaProgressThreshold {
  /**
   * A share of the pods that the canary should have, 1 to 100 per cent.
   * @throws if it is out of range.
   */
  public static percent(value: number): ReplicaProgressThreshold {
    refuse(wholeNumberProblems('ReplicaProgressThreshold.percent', value, 1, 100));
    return new ReplicaProgressThreshold({ type: 'Percent', value });
  }

  /**
   * A number of pods, at least 1. A step for fewer pods than that would never be over.
   * @throws if it is out of range.
   */
  public static pods(value: number): ReplicaProgressThreshold {
    refuse(wholeNumberProblems('ReplicaProgressThreshold.pods', value, 1, Number.MAX_SAFE_INTEGER));
    return new ReplicaProgressThreshold({ type: 'Pods', value });
  }

  private constructor(private readonly rendered: RolloutSpecStrategyCanaryReplicaProgressThreshold) {}

  /** How many pods have to be available; undefined for a share. */
  public get pods(): number | undefined {
    return this.rendered.type === 'Pods' ? this.rendered.value : undefined;
  }

  /** The threshold as a Rollout takes it. */
  public toThreshold(): RolloutSpecStrategyCanaryReplicaProgressThreshold {
    return this.rendered;
  }
}
