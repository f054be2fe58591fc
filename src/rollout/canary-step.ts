import type { Duration } from 'cdk8s';
import type { RolloutSpecStrategyCanarySteps } from '../../imports/argoproj.io';
import { durationProblems, toGoDuration, wholeNumberProblems } from '../validation/numbers';

/**
 * One step of a canary release.
 *
 * A closed set, each with exactly one key: the controller takes two kinds in one step too, and then skips one of them
 * silently (argo-rollouts rollout/canary.go).
 */
export class CanaryStep {
  /**
   * Sends a share of the requests to the new version, 0 to 100 per cent. The step is over as soon as the pods are
   * there and the share is set: let a pause follow, or nobody has time to see a fault.
   * @throws if the weight is no whole number from 0 to 100.
   */
  public static setWeight(weight: number): CanaryStep {
    throwFirst(wholeNumberProblems('setWeight', weight, 0, 100));
    return new CanaryStep({ setWeight: weight }, weight, 0);
  }

  /**
   * Waits, in whole seconds. The controller cuts its start to the second, so a pause of 60 seconds lasts 59 to 60.
   * @throws if the duration is no whole number of seconds or shorter than one.
   */
  public static pause(duration: Duration): CanaryStep {
    throwFirst(durationProblems('pause', duration));
    return new CanaryStep({ pause: { duration: toGoDuration(duration) } }, undefined, duration.toSeconds());
  }

  private constructor(
    private readonly step: RolloutSpecStrategyCanarySteps,
    /** The weight that the step sets, in per cent; undefined for any other step. */
    public readonly weight: number | undefined,
    /** How long the step waits, in seconds. */
    public readonly seconds: number,
  ) {}

  /** The step as a Rollout takes it. */
  public toStep(): RolloutSpecStrategyCanarySteps {
    return this.step;
  }
}

function throwFirst([problem]: string[]): void {
  if (problem !== undefined) throw new Error(problem);
}
