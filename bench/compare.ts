/** Medians of two things measured in turn, and their ratio. */
export interface Comparison {
  /** The median of what is looked at, in milliseconds. */
  readonly ours: number;

  /** The median of what it is held against, in milliseconds. */
  readonly theirs: number;

  /** The median of the ratios, run by run: it holds when the machine's speed drifts. */
  readonly ratio: number;
}

/**
 * Measures two things in turn, after one run of each that does not count.
 * @param runs how often each is measured: at least 5, or once and without the run before what takes minutes
 */
export function compare(runs: number, ours: () => number, theirs: () => number): Comparison {
  if (runs > 1) {
    ours();
    theirs();
  }
  const pairs = Array.from({ length: runs }, () => [ours(), theirs()] as const);
  return {
    ours: median(pairs.map(([one]) => one)),
    theirs: median(pairs.map(([, other]) => other)),
    ratio: median(pairs.map(([one, other]) => one / other)),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] =
    sorted.length % 2 === 1 ? [sorted[middle], sorted[middle]] : sorted.slice(middle - 1, middle + 1);
  return (low + high) / 2;
}
