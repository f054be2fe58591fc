import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { readManifests } from '../examples/manifests';
import { missingBinaries, testWithPrometheus } from './available';
import type { GateMetric } from './gate';
import { type Played, Plays, type Variation } from './plays';

/** The gate under test: the one that the example renders. */
const GATE = onlyMetric('gateway-api.k8s.yaml', 'success-rate');

/** The first weight is written once the first pod is ready; the second after a pause of two minutes and its pod. */
const [FIRST_WEIGHT_AT, SECOND_WEIGHT_AT, STEPS_END_AT] = [2.2, 124.2, 244.2];

const RELEASE: Variation = {
  until: STEPS_END_AT,
  namespace: 'default',
  stableService: 'demo-app-stable',
  canaryService: 'demo-app-canary',
  requestRate: 40,
  scrape: { interval: 5, phase: 0 },
  weights: [
    { at: FIRST_WEIGHT_AT, weight: 20 },
    { at: SECOND_WEIGHT_AT, weight: 50 },
  ],
  routerDelay: 0.15,
  errorRate: 0,
};

/** Every phase of the scrapes, delay of the router, and history of the proxy: 30 releases that chance may meet. */
const CIRCUMSTANCES = [0, 1, 2, 3, 4].flatMap((phase) =>
  [0.15, 1, 2.5].flatMap((routerDelay) =>
    [false, true].map((warm) => ({ scrape: { interval: 5, phase }, routerDelay, warm })),
  ),
);
const everywhere = (variation: Partial<Variation>): Variation[] =>
  CIRCUMSTANCES.map((circumstances) => ({ ...RELEASE, ...variation, ...circumstances }));

/** An abort at the first weight takes seconds: no need to play on. */
const SHORT = { until: 60 };
const GROUPS = {
  half: everywhere({ ...SHORT, errorRate: 0.5 }),
  all: everywhere({ ...SHORT, errorRate: 1 }),
  few: everywhere({ ...SHORT, errorRate: 0.05 }),
  hardlyAny: everywhere({ errorRate: 0.001 }),
  none: everywhere({}).slice(0, 10),
  late: everywhere({ errorRate: 0.5, errorsBeginAt: SECOND_WEIGHT_AT }),
  unvisited: everywhere({ ...SHORT, requestRate: 0 }).slice(0, 2),
  stableOnly: everywhere({ ...SHORT, weights: [] }).slice(0, 2),
};

describe('the success-rate gate on a real Prometheus', () => {
  let plays: Plays<keyof typeof GROUPS>;

  beforeAll(async () => {
    if (missingBinaries().length === 0) plays = await Plays.start(GROUPS);
  }, 30_000);
  afterAll(() => plays?.stop());

  const play = (group: keyof typeof GROUPS) => plays.run(group, GATE, FIRST_WEIGHT_AT);

  testWithPrometheus('aborts a version that fails half of its requests in 9 to 30 s, at a cost of 10 %', async () => {
    const played = await play('half');
    expect(phases(played)).toEqual(['Failed']);
    expect(least(played, 'after')).toBeGreaterThanOrEqual(9);
    expect(most(played, 'after')).toBeLessThanOrEqual(30);
    expect(most(played, 'expectedFailed')).toBeLessThanOrEqual(0.1);
    expect(mean(played, 'failed')).toBeLessThanOrEqual(0.1);
  });

  // 20 % of the traffic is what a version that answers nothing well costs, however fast the gate
  testWithPrometheus('aborts a version that fails every request no later, at a cost of its weight', async () => {
    const played = await play('all');
    expect(phases(played)).toEqual(['Failed']);
    expect(most(played, 'after')).toBeLessThanOrEqual(30);
    expect(most(played, 'failed')).toBeLessThan(0.2);
    // and is known to: without `or vector(0)` a version without good answers has no value, and looks like no traffic
    const values = played.flatMap(({ outcome }) => outcome.measurements.map(({ value }) => value));
    expect(values).toEqual(values.map(() => [0]));
  });

  testWithPrometheus('aborts a version that fails 5 %, nearly always within 30 s', async () => {
    const played = await play('few');
    expect(phases(played)).toEqual(['Failed']);
    expect(played.filter(({ after }) => after <= 30).length).toBeGreaterThanOrEqual(0.9 * played.length);
    expect(most(played, 'after')).toBeLessThanOrEqual(40);
    expect(mean(played, 'failed')).toBeLessThanOrEqual(0.01);
  });

  testWithPrometheus('lets a version without errors through', async () => {
    expect(phases(await play('none'))).toEqual(['Successful']);
  });

  // at 20 % weight the window holds about 200 requests, of which three failures are more than 1 %: rare, not impossible
  testWithPrometheus('lets a version that fails 0.1 % through, but for the few that chance aborts', async () => {
    const played = await play('hardlyAny');
    const aborted = played.filter(({ outcome }) => outcome.phase !== 'Successful');
    expect(aborted.length).toBeLessThanOrEqual(0.05 * played.length);
  });

  testWithPrometheus('aborts errors that begin at the second weight long before that stage ends', async () => {
    const played = await play('late');
    expect(phases(played)).toEqual(['Failed']);
    expect(Math.min(...played.map(({ outcome }) => outcome.endedAt))).toBeGreaterThan(SECOND_WEIGHT_AT);
    expect(Math.max(...played.map(({ outcome }) => outcome.endedAt))).toBeLessThanOrEqual(SECOND_WEIGHT_AT + 30);
  });

  testWithPrometheus('aborts a release nobody asks, at its second measurement', async () => {
    for (const { outcome } of [...(await play('unvisited')), ...(await play('stableOnly'))]) {
      expect(outcome).toMatchObject({ phase: 'Failed', endedAt: FIRST_WEIGHT_AT + 30 });
      expect(outcome.measurements.map(({ value }) => value)).toEqual([[], []]);
    }
  });
});

function onlyMetric(example: string, template: string): GateMetric {
  const objects = readManifests()
    .filter(({ file }) => file === example)
    .map(({ object }) => object as AnalysisTemplate);
  const found = objects.filter(({ kind, metadata }) => kind === 'AnalysisTemplate' && metadata.name === template);
  const [metric, ...more] = found.flatMap(({ spec }) => spec.metrics);
  if (metric === undefined || more.length > 0)
    throw new Error(`not one metric in dist/${example} in AnalysisTemplate ${template}`);
  return metric;
}

interface AnalysisTemplate {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly metrics: readonly GateMetric[] };
}

type Figure = 'after' | 'failed' | 'expectedFailed';

function phases(played: readonly Played[]): string[] {
  return [...new Set(played.map(({ outcome }) => outcome.phase))];
}

function least(played: readonly Played[], figure: Figure): number {
  return Math.min(...played.map((play) => play[figure]));
}

function most(played: readonly Played[], figure: Figure): number {
  return Math.max(...played.map((play) => play[figure]));
}

function mean(played: readonly Played[], figure: Figure): number {
  return played.reduce((sum, play) => sum + play[figure], 0) / played.length;
}
