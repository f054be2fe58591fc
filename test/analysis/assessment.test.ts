import { describe, expect, test } from '@jest/globals';
import { type AssessmentLimits, assess, canFail, phaseAfter, secondsToNext } from '../../src/analysis/assessment';
import type { MeasurementPhase } from '../../src/analysis/conditions/measurement';

const LETTERS = { S: 'Successful', F: 'Failed', I: 'Inconclusive', E: 'Error' } as const;
const INTERVAL = 60;

function outcomesOf(letters: string): MeasurementPhase[] {
  return [...letters].map((letter) => LETTERS[letter as keyof typeof LETTERS]);
}

/** All strings of outcomes of up to some length, the shorter before the longer. */
function* strings(longest: number): Generator<string> {
  let some = [''];
  for (let length = 0; length < longest; length++) {
    some = some.flatMap((string) => Object.keys(LETTERS).map((letter) => string + letter));
    yield* some;
  }
}

/** Limits of every kind: finite and endless, tolerant and strict, with and without an early end. */
const GRID: readonly AssessmentLimits[] = [undefined, 1, 3, 5].flatMap((count) =>
  [-1, 0, 1, 3].flatMap((failureLimit) =>
    [0, 1].flatMap((inconclusiveLimit) =>
      [0, 2, 4].flatMap((consecutiveErrorLimit) =>
        [0, 2, 3].flatMap((consecutiveSuccessLimit) =>
          [undefined, INTERVAL].map((intervalSeconds) => ({
            ...{ count, failureLimit, inconclusiveLimit, consecutiveErrorLimit, consecutiveSuccessLimit },
            intervalSeconds,
          })),
        ),
      ),
    ),
  ),
);

/**
 * The rules of a metric once more, read off a string of outcomes: each ending is a pattern, the first that comes about ends
 * the metric, and of several at once the one further up counts.
 */
function endings(limits: AssessmentLimits): [RegExp, string][] {
  const { count, failureLimit = 0, inconclusiveLimit = 0, consecutiveErrorLimit = 4, consecutiveSuccessLimit } = limits;
  const times = (letter: string, number: number) => new RegExp(`^([SFIE]*?${letter}){${number}}`);
  const measurements = count ?? (limits.intervalSeconds === undefined ? 1 : undefined);
  const whenDone = !consecutiveSuccessLimit ? 'Successful' : failureLimit === -1 ? 'Failed' : 'Inconclusive';
  return [
    [new RegExp(`E{${consecutiveErrorLimit + 1}}$`), 'Error'],
    [times('I', inconclusiveLimit + 1), 'Inconclusive'],
    ...(failureLimit === -1 ? [] : [[times('F', failureLimit + 1), 'Failed'] as [RegExp, string]]),
    ...(consecutiveSuccessLimit
      ? [[new RegExp(`S{${consecutiveSuccessLimit}}$`), 'Successful'] as [RegExp, string]]
      : []),
    ...(measurements === undefined ? [] : [[times('[SFI]', measurements), whenDone] as [RegExp, string]]),
  ];
}

function expectedOf(letters: string, patterns: readonly [RegExp, string][]): [phase: string, measurements: number] {
  for (let taken = 1; taken <= letters.length; taken++) {
    const ending = patterns.find(([pattern]) => pattern.test(letters.slice(0, taken)));
    if (ending !== undefined) return [ending[1], taken];
  }
  return ['Running', letters.length];
}

describe('a metric', () => {
  test.each<[string, AssessmentLimits, string, number]>([
    ['S', {}, 'Successful', 0],
    ['F', {}, 'Failed', 0],
    ['SSSSS', { count: 5 }, 'Successful', 240],
    ['SSSSS', { count: 5, initialDelaySeconds: 30 }, 'Successful', 270],
    ['FFF', { count: 5, failureLimit: 2 }, 'Failed', 120],
    ['FFFSS', { count: 5, failureLimit: 3 }, 'Successful', 240],
    ['SFSFS', { count: 5, failureLimit: 2 }, 'Successful', 240],
    ['SFSFF', { count: 5, failureLimit: 2 }, 'Failed', 240],
    ['FFF', { count: 3, failureLimit: 3 }, 'Successful', 120],
    ['EEEEE', { count: 5 }, 'Error', 40],
    ['EEEEE', {}, 'Error', 40],
    ['EEEESSSSS', { count: 5 }, 'Successful', 280],
    ['ESESESESES', { count: 5 }, 'Successful', 290],
    ['SI', { count: 5 }, 'Inconclusive', 60],
    ['SSS', { count: 10, consecutiveSuccessLimit: 3, failureLimit: 1 }, 'Successful', 120],
    ['SFSSF', { count: 5, consecutiveSuccessLimit: 3, failureLimit: -1 }, 'Failed', 240],
    ['SSFSS', { count: 5, consecutiveSuccessLimit: 3, failureLimit: 1 }, 'Inconclusive', 240],
    ['SFSSF', { count: 5, consecutiveSuccessLimit: 3, failureLimit: 1 }, 'Failed', 240],
    ['FSS', { count: 5, consecutiveSuccessLimit: 2, failureLimit: -1 }, 'Successful', 120],
  ])('that measures %s with %j is %s in second %d', (letters, limits, phase, second) => {
    const intervalSeconds = limits.count === undefined ? undefined : INTERVAL;
    expect(assess(outcomesOf(letters), { ...limits, intervalSeconds })).toEqual({
      phase,
      second,
      measurements: letters.length,
    });
  });

  test('that measures as long as the release is Successful when that ends', () => {
    const limits = { intervalSeconds: INTERVAL };
    expect(assess(outcomesOf('SSSSSS'), limits, 200)).toEqual({ phase: 'Successful', measurements: 4, second: 200 });
    expect(assess(outcomesOf('SF'), limits, 200)).toEqual({ phase: 'Failed', measurements: 2, second: 60 });
    expect(assess(outcomesOf('F'), { initialDelaySeconds: 30 }, 20)).toEqual({
      phase: 'Successful',
      measurements: 0,
      second: 20,
    });
  });

  test('that is not at its end goes on', () => {
    expect(assess(outcomesOf('SS'), { intervalSeconds: INTERVAL })).toEqual({
      phase: 'Running',
      measurements: 2,
      second: 60,
    });
    expect(assess([], {})).toEqual({ phase: 'Running', measurements: 0, second: 0 });
  });

  test('takes a count of 0 for none', () => {
    expect(assess(outcomesOf('SSS'), { count: 0, intervalSeconds: INTERVAL }).phase).toBe('Running');
    expect(assess(outcomesOf('S'), { count: 0 }).phase).toBe('Successful');
  });

  test('is asked again 10 seconds after an Error, whatever its interval', () => {
    expect(secondsToNext('Error', { intervalSeconds: INTERVAL })).toBe(10);
    expect(secondsToNext('Error', {})).toBe(10);
    expect(secondsToNext('Failed', { intervalSeconds: INTERVAL })).toBe(INTERVAL);
  });
});

describe('every string of up to 7 outcomes', () => {
  const all = [...strings(7)];

  test('comes to what the rules say, at the measurement and second that they say, whatever the limits', () => {
    const wrong: unknown[] = [];
    for (const limits of GRID) {
      const patterns = endings(limits);
      const phases = new Map<string, string>([['', 'Running']]);
      for (const letters of all) {
        // What has ended is not measured again: only what went on until now is continued.
        if (phases.get(letters.slice(0, -1)) !== 'Running') continue;
        const [phase] = expectedOf(letters, patterns);
        phases.set(letters, phase);
        const outcomes = outcomesOf(letters);
        if (phaseAfter(outcomes, limits) !== phase) wrong.push({ limits, letters, phase });
      }
    }
    expect(wrong).toEqual([]);
  });

  test('comes to it in the second that they say', () => {
    const wrong: unknown[] = [];
    for (const limits of GRID.filter(({ consecutiveErrorLimit }) => consecutiveErrorLimit === 2)) {
      const patterns = endings(limits);
      for (const letters of strings(5)) {
        const [phase, measurements] = expectedOf(letters, patterns);
        const before = letters.slice(0, measurements - 1);
        const retries = before.replace(/[^E]/g, '').length;
        const second = 7 + retries * 10 + (before.length - retries) * (limits.intervalSeconds ?? 0);
        const assessment = assess(outcomesOf(letters), { ...limits, initialDelaySeconds: 7 });
        const isRight =
          assessment.phase === phase && assessment.measurements === measurements && assessment.second === second;
        if (!isRight) wrong.push({ limits, letters, assessment });
      }
    }
    expect(wrong).toEqual([]);
  });

  test('proves whether a metric can fail', () => {
    const failing = GRID.filter((limits) => {
      const patterns = endings(limits);
      return all.some((letters) => expectedOf(letters, patterns)[0] === 'Failed');
    });
    expect(GRID.filter((limits) => canFail(limits, limits.intervalSeconds !== undefined))).toEqual(failing);
    expect(failing.length).toBeGreaterThan(0);
    expect(failing.length).toBeLessThan(GRID.length);
  });
});
