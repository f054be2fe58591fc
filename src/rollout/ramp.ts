import type { Duration } from 'cdk8s';
import { wholeNumberProblems } from '../validation/numbers';
import { CanaryStep } from './canary-step';

/** Options of `Ramp.linear`. */
export interface LinearRampOptions {
  /** The first weight, 1 to 99 per cent. */
  readonly from: number;

  /** The last weight, above `from` and at most 100 per cent. */
  readonly to: number;

  /** How many weights there are, `from` and `to` included; 2 or more, and no more than there are whole per cents. */
  readonly weights: number;

  /** The pause after each weight, in whole seconds. */
  readonly pause: Duration;
}

/** Lists of steps that raise the weight bit by bit. */
export class Ramp {
  /**
   * Weights in equal distances, rounded to whole per cents, each with a pause after it.
   *
   * `Ramp.linear({ from: 20, to: 80, weights: 4, pause: Duration.minutes(2) })` is 20, 40, 60 and 80 %.
   * @throws if a number is out of range or the weights would not all differ.
   */
  public static linear({ from, to, weights, pause }: LinearRampOptions): CanaryStep[] {
    const problems = [
      ...wholeNumberProblems('from', from, 1, 99),
      ...wholeNumberProblems('to', to, 2, 100),
      ...wholeNumberProblems('weights', weights, 2, 100),
    ];
    if (problems.length === 0 && to <= from) problems.push(`to takes a weight above from (${from}), got ${to}`);
    if (problems.length === 0 && weights > to - from + 1) {
      problems.push(
        `weights takes at most ${to - from + 1}, as many whole per cents as there are from ${from} to ${to}, got ${weights}`,
      );
    }
    if (problems.length > 0) throw new Error(`Ramp.linear: ${problems.join('; ')}`);
    return Array.from({ length: weights }, (_, index) =>
      Math.round(from + ((to - from) * index) / (weights - 1)),
    ).flatMap((weight) => [CanaryStep.setWeight(weight), CanaryStep.pause(pause)]);
  }
}
