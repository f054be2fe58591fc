import { describe, expect, test } from '@jest/globals';
import { type GateMetric, type GatePhase, type MetricResult, runGate } from './gate';

const prometheus = { query: 'the query' };
const BOTH = { successCondition: 'result[0] >= 1', failureCondition: 'result[0] <= 0' };
const VALUES: Readonly<Record<string, MetricResult>> = { S: [1], F: [0], I: [0.5] };

/** Runs a gate whose measurements come out as the letters say: Successful, Failed, Inconclusive, Error. */
async function play(outcomes: string, settings: Partial<GateMetric>, until = Number.POSITIVE_INFINITY) {
  const answers = [...outcomes];
  const ask = () => {
    const value = VALUES[answers.shift() ?? ''];
    if (value === undefined) throw new Error('connection refused');
    return value;
  };
  const metric: GateMetric = { name: 'm', ...BOTH, ...settings, provider: { prometheus } };
  const outcome = await runGate({ metric, ask, startedAt: 0, until });
  return { ...outcome, seen: outcome.measurements.map(({ phase }) => phase[0]).join('') };
}

describe('a gate', () => {
  const five = { count: 5, interval: '60s' };

  test.each<[string, Partial<GateMetric>, GatePhase, number]>([
    ['S', {}, 'Successful', 0],
    ['F', {}, 'Failed', 0],
    ['SSSSS', five, 'Successful', 240],
    ['SSSSS', { ...five, initialDelay: '30s' }, 'Successful', 270],
    ['FFF', { ...five, failureLimit: 2 }, 'Failed', 120],
    ['FFFSS', { ...five, failureLimit: 3 }, 'Successful', 240],
    ['FFF', { count: 3, interval: '1m', failureLimit: 3 }, 'Successful', 120],
    ['SS', { count: 2, interval: '1h30m' }, 'Successful', 5400],
    ['SFSFS', { ...five, failureLimit: 2 }, 'Successful', 240],
    ['SFSFF', { ...five, failureLimit: 2 }, 'Failed', 240],
    ['FFFFF', { ...five, failureLimit: -1 }, 'Successful', 240],
    ['EEEEE', five, 'Error', 40],
    ['EEEEE', { interval: '1h30m' }, 'Error', 40],
    ['EEE', { ...five, consecutiveErrorLimit: 2 }, 'Error', 20],
    ['EEEESSSSS', five, 'Successful', 280],
    ['ESESESESES', five, 'Successful', 290],
    ['SI', { ...five, inconclusiveLimit: 0 }, 'Inconclusive', 60],
    ['SIIS', { count: 4, interval: '60s', inconclusiveLimit: 2 }, 'Successful', 180],
  ])('that measures %s with %j is %s at %d s', async (outcomes, settings, phase, endedAt) => {
    expect(await play(outcomes, settings)).toMatchObject({ phase, endedAt, seen: outcomes });
  });

  test('without a count measures until the release terminates it, and is Successful then', async () => {
    expect(await play('SSSS', { interval: '60s' }, 200)).toMatchObject({
      phase: 'Successful',
      endedAt: 200,
      seen: 'SSSS',
    });
  });

  test('asks its query at the instants of its measurements', async () => {
    const asked: [string, number][] = [];
    const metric = { name: 'm', interval: '10s', initialDelay: '20s', provider: { prometheus } };
    const ask = (query: string, time: number) => {
      asked.push([query, time]);
      return [1];
    };
    await runGate({ metric, ask, startedAt: 2, until: 35 });
    expect(asked).toEqual([
      ['the query', 22],
      ['the query', 32],
    ]);
  });

  test('with an interval that is no duration is refused, not misjudged', async () => {
    const metric = { name: 'm', provider: { prometheus }, interval: '10' };
    await expect(runGate({ metric, ask: () => [1], startedAt: 0, until: 1 })).rejects.toThrow('not a Go duration: 10');
  });
});

describe('one measurement', () => {
  const [holds, fails] = ['1 == 1', '1 == 2'];

  test.each<[string | undefined, string | undefined, MetricResult, GatePhase]>([
    [undefined, undefined, [0], 'Successful'],
    [holds, undefined, [0], 'Successful'],
    [fails, undefined, [0], 'Failed'],
    [undefined, holds, [0], 'Failed'],
    [undefined, fails, [0], 'Successful'],
    [holds, holds, [0], 'Failed'],
    [holds, fails, [0], 'Successful'],
    [fails, holds, [0], 'Failed'],
    [fails, fails, [0], 'Inconclusive'],
    ['result[0] >= 1', undefined, [Number.NaN], 'Failed'],
    [undefined, 'result[0] < 1', [Number.NaN], 'Successful'],
    ['result[0] >= 1', 'result[0] < 1', [Number.NaN], 'Inconclusive'],
    [undefined, undefined, [Number.NaN], 'Successful'],
    ['result[0] >= 1', undefined, [], 'Error'],
    ['result >= 1', undefined, [1], 'Error'],
    ['result >= 1', undefined, 1, 'Successful'],
    ['len(result) == 0 || result[0] >= 1', undefined, [], 'Successful'],
    ['len(result) > 0 && result[0] >= 1', undefined, [], 'Failed'],
    ['len(result) > 0 && result[0] >= 1', 'len(result) > 0 && result[0] < 1', [], 'Inconclusive'],
  ])('with success %s and failure %s of %p is %s', async (successCondition, failureCondition, value, phase) => {
    const metric = { name: 'm', successCondition, failureCondition, provider: { prometheus } };
    const { measurements } = await runGate({ metric, ask: () => value, startedAt: 0, until: 1 });
    expect(measurements).toMatchObject([{ time: 0, value, phase }]);
  });
});
