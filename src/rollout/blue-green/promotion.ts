import type { Duration } from 'cdk8s';
import { quote } from '../../validation/names';
import { durationProblems } from '../../validation/numbers';
import { refuse } from '../../validation/refuse';

/** When a blue-green release goes live, once the new version is ready and its pre-promotion analysis was successful. */
export class Promotion {
  /** At once. */
  public static automatic(): Promotion {
    return new Promotion({});
  }

  /**
   * After some time, in whole seconds.
   * @throws if the duration is no whole number of seconds or shorter than one.
   */
  public static after(duration: Duration): Promotion {
    refuse(durationProblems('Promotion.after', duration));
    return new Promotion({ autoPromotionSeconds: duration.toSeconds() });
  }

  /**
   * When a person promotes it. The controller tells nobody that it waits.
   * @param reason who promotes and when, for whoever finds the release standing still
   * @throws if the reason is empty.
   */
  public static manual(reason: string): Promotion {
    refuse(
      reason.trim() === ''
        ? [`a manual promotion needs a reason that says who promotes and when, got ${quote(reason)}`]
        : [],
    );
    return new Promotion({ autoPromotionEnabled: false }, reason);
  }

  private constructor(
    private readonly fields: PromotionFields,
    /** Why it waits for a person; undefined where it does not. */
    public readonly reason?: string,
  ) {}

  /** The fields of the strategy that say so. */
  public toFields(): PromotionFields {
    return this.fields;
  }
}

/** The fields of a blue-green strategy that decide on the promotion. */
export interface PromotionFields {
  /**
   * Whether the controller promotes by itself.
   * @default true
   */
  readonly autoPromotionEnabled?: boolean;

  /**
   * After how many seconds it does; ignored where it does not.
   * @default - at once
   */
  readonly autoPromotionSeconds?: number;
}
