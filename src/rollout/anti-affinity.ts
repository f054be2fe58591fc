import type { RolloutSpecStrategyCanaryAntiAffinity } from '../../imports/argoproj.io';
import { wholeNumberProblems } from '../validation/numbers';
import { refuse } from '../validation/refuse';

/** How strictly the pods of two versions are kept on different nodes. */
export class AntiAffinity {
  /**
   * On different nodes where there is room.
   * @param weight how much it counts against other preferences, 1 to 100
   * @throws if the weight is out of range.
   */
  public static preferred(weight: number): AntiAffinity {
    refuse(wholeNumberProblems('AntiAffinity.preferred', weight, 1, 100));
    return new AntiAffinity({ preferredDuringSchedulingIgnoredDuringExecution: { weight } });
  }

  /** Always on different nodes: a release needs nodes that run none of the old pods. */
  public static required(): AntiAffinity {
    return new AntiAffinity({ requiredDuringSchedulingIgnoredDuringExecution: {} });
  }

  private constructor(private readonly rendered: RolloutSpecStrategyCanaryAntiAffinity) {}

  /** The rule as a Rollout takes it. */
  public toAntiAffinity(): RolloutSpecStrategyCanaryAntiAffinity {
    return this.rendered;
  }
}
