import type { Duration } from 'cdk8s';
import { wholeNumberProblems } from '../../validation/numbers';
import { CanaryStep } from './canary-step';

/** What a ramp does at each of its weights; either of the two. */
export interface RampOptions {
  /**
   * The pause after each weight, in whole seconds.
   * @default - none; `steps` are given instead
   */
  readonly pause?: Duration;

  /**
   * The steps after each weight, such as an analysis and a pause; none of them sets a weight.
   * @default - none; `pause` is given instead
   */
  readonly steps?: CanaryStep[];
}

/** Options of `Ramp.linear`. */
export interface LinearRampOptions extends RampOptions {
  /** The first weight, 1 to 99 per cent. */
  readonly from: number;

  /** The last weight, above `from` and at most 100 per cent. */
  readonly to: number;

  /** How many weights there are, `from` and `to` included; 2 or more, and no more than there are whole per cents. */
  readonly weights: number;
}

/** Options of `Ramp.exponential`. */
export interface ExponentialRampOptions extends RampOptions {
  /** The first weight, 1 to 99 per cent. */
  readonly from: number;

  /** The last weight, above `from` and at most 100 per cent. */
  readonly to: number;

  /** What each weight is multiplied by to get the next, above 1. */
  readonly factor: number;
}

/** Lists of steps that raise the weight bit by bit. */
export class Ramp {
  /**
   * Weights in equal distances, rounded to whole per cents, each with a pause or other steps after it.
   *
   * `Ramp.linear({ from: 20, to: 80, weights: 4, pause: Duration.minutes(2) })` is 20, 40, 60 and 80 %.
   * @throws if a number is out of range, the weights would not all differ, or not exactly one of `pause` and `steps` is given.
   */
  public static linear({ from, to, weights, ...options }: LinearRampOptions): CanaryStep[] {
    const problems = [...rangeProblems(from, to), ...wholeNumberProblems('weights', weights, 2, 100)];
    if (problems.length === 0 && weights > to - from + 1) {
      problems.push(
        `weights takes at most ${to - from + 1}, as many whole per cents as there are from ${from} to ${to}, got ${weights}`,
      );
    }
    throwProblemsOf('Ramp.linear', [...problems, ...optionProblems(options)]);
    return stepsAt(
      Array.from({ length: weights }, (_, index) => Math.round(from + ((to - from) * index) / (weights - 1))),
      options,
    );
  }

  /**
   * Weights each of which is the one before times a factor, rounded to whole per cents and at least 1 more; the last
   * is cut to `to`. Each has a pause or other steps after it.
   *
   * `Ramp.exponential({ from: 5, to: 50, factor: 2, pause: Duration.minutes(2) })` is 5, 10, 20, 40 and 50 %.
   * @throws if a number is out of range, or not exactly one of `pause` and `steps` is given.
   */
  public static exponential({ from, to, factor, ...options }: ExponentialRampOptions): CanaryStep[] {
    throwProblemsOf('Ramp.exponential', [
      ...rangeProblems(from, to),
      ...(Number.isFinite(factor) && factor > 1 ? [] : [`factor takes a number above 1, got ${factor}`]),
      ...optionProblems(options),
    ]);
    const weights: number[] = [];
    for (let weight = from; weight < to; weight = Math.max(weight + 1, Math.round(weight * factor)))
      weights.push(weight);
    return stepsAt([...weights, to], options);
  }

  /**
   * Given weights, each with a pause or other steps after it.
   *
   * `Ramp.weights([1, 5, 25], { pause: Duration.minutes(2) })` is 1, 5 and 25 %.
   * @param weights whole per cents from 1 to 100, each above the one before; at least one
   * @param options what is done at each of them
   * @throws if the weights do not rise, one is out of range, or not exactly one of `pause` and `steps` is given.
   */
  public static weights(weights: number[], options: RampOptions): CanaryStep[] {
    const problems = weights.flatMap((weight, index) => wholeNumberProblems(`weights[${index}]`, weight, 1, 100));
    throwProblemsOf('Ramp.weights', [
      ...(weights.length === 0 ? ['weights is empty: name at least one'] : []),
      ...(problems.length === 0 ? weights.flatMap(fallProblems) : problems),
      ...optionProblems(options),
    ]);
    return stepsAt(weights, options);
  }
}

function stepsAt(weights: readonly number[], { pause, steps }: RampOptions): CanaryStep[] {
  const between = steps ?? (pause === undefined ? [] : [CanaryStep.pause(pause)]);
  return weights.flatMap((weight) => [CanaryStep.setWeight(weight), ...between]);
}

function rangeProblems(from: number, to: number): string[] {
  const problems = [...wholeNumberProblems('from', from, 1, 99), ...wholeNumberProblems('to', to, 2, 100)];
  return problems.length > 0 || to > from ? problems : [`to takes a weight above from (${from}), got ${to}`];
}

function fallProblems(weight: number, index: number, weights: readonly number[]): string[] {
  const former = weights[index - 1] ?? 0;
  return weight > former ? [] : [`weights[${index}] takes a weight above the one before (${former}), got ${weight}`];
}

function optionProblems({ pause, steps }: RampOptions): string[] {
  if ((pause === undefined) === (steps === undefined)) {
    return [
      `it takes either pause or steps, what is done at each weight, got ${pause === undefined ? 'neither' : 'both'}`,
    ];
  }
  if (steps?.length === 0)
    return ['steps is empty: without a pause or an analysis the weights follow one another at once'];
  return (steps ?? []).flatMap(({ weight }, index) =>
    weight === undefined ? [] : [`steps[${index}] sets a weight (${weight}), which is the ramp's to set: leave it out`],
  );
}

function throwProblemsOf(what: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`${what}: ${problems.join('; ')}`);
}
