import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { NoTraffic } from '../../src';
import { missingBinaries, testWithPrometheus } from './available';
import type { GateMetric, GatePhase } from './gate';
import { Plays, type Variation } from './plays';
import { DEMO_NAMES } from './rendered-gate';
import { REQUEST_RECIPES, type RequestRecipe } from './request-recipes';

type RecipeName = keyof typeof REQUEST_RECIPES;
const NAMES = Object.keys(REQUEST_RECIPES) as RecipeName[];

/** The weight is written once the first pod is ready; the gate starts with the pause after it. */
const WEIGHT_AT = 2.2;

const WEIGHTS = [{ at: WEIGHT_AT, weight: 20 }];

const RELEASE: Omit<Variation, 'counters'> = {
  ...DEMO_NAMES,
  until: 160,
  requestRate: 40,
  scrape: { interval: 5, phase: 0 },
  weights: WEIGHTS,
  routerDelay: 2.5,
  errorRate: 0,
};

/** Releases of versions with the fault that a recipe looks for, at the rates of canary and stable. */
const BEHAVIOURS = {
  good: (rates) => rates(0.001, 0),
  onlyStable: (rates) => rates(0, 0.5),
  onlyCanary: (rates) => rates(0.5, 0),
  everything: (rates) => rates(1, 0),
  both: (rates) => rates(0.5, 0.5),
  // At the first measurement there is one sample, of which no rate comes.
  scrapedLate: (rates) => ({ ...rates(0, 0), lostScrapes: 3 }),
  unvisited: () => ({ requestRate: 0 }),
  // An earlier release had requests, and this one has none: their rate is 0, and 0 / 0 is no number.
  unvisitedAgain: () => ({ weights: [], warm: true }),
  // Two requests of the canary within a window, of which each has the fault.
  hardlyVisited: (rates) => ({ ...rates(1, 0), requestRate: 0.5 }),
  withoutStable: (rates) => ({ ...rates(1, 0), weights: [{ at: WEIGHT_AT, weight: 100 }] }),
  burst: (rates) => ({ ...rates(1, 0), errorsBeginAt: 99, errorsEndAt: 102 }),
  bad: (rates) => ({ ...rates(1, 0), errorsBeginAt: 60, errorsEndAt: 75 }),
  abandoned: (rates) => ({ ...rates(1, 0), weights: [...WEIGHTS, { at: 60, weight: 0 }] }),
  simmering: (rates) => rates(0.1, 0),
} satisfies Record<string, (rates: Rates) => Partial<Variation>>;

type Rates = (canary: number, stable: number) => Partial<Variation>;
type Behaviour = keyof typeof BEHAVIOURS;
type Group = `${RecipeName}: ${Behaviour}`;

const RATES: Readonly<Record<RequestRecipe['fault'], Rates>> = {
  errors: (canary, stable) => ({ errorRate: canary, stableErrorRate: stable }),
  slowness: (canary, stable) => ({ slowRate: canary, stableSlowRate: stable }),
};

const GROUPS = Object.fromEntries(
  NAMES.flatMap((name) => {
    const { counters, fault }: RequestRecipe = REQUEST_RECIPES[name];
    return Object.entries(BEHAVIOURS).map(([behaviour, variation]) => [
      `${name}: ${behaviour}`,
      [{ ...RELEASE, ...variation(RATES[fault]), counters }],
    ]);
  }),
) as Record<Group, Variation[]>;

let plays: Plays<Group>;
beforeAll(async () => {
  if (missingBinaries().length === 0) plays = await Plays.start(GROUPS);
}, 30_000);
afterAll(() => plays?.stop());

async function play(name: RecipeName, behaviour: Behaviour, metric: GateMetric) {
  const [played] = await plays.run(`${name}: ${behaviour}`, metric, WEIGHT_AT);
  if (played === undefined) throw new Error(`nobody plays ${behaviour}`);
  const { phase, endedAt, measurements } = played.outcome;
  return { phase, endedAt, values: measurements.map(({ value }) => value) };
}

describe.each(NAMES)('%s, on a real Prometheus', (name) => {
  const { gate }: RequestRecipe = REQUEST_RECIPES[name];

  describe.each<[NoTraffic, GatePhase]>([
    [NoTraffic.PASS, 'Successful'],
    [NoTraffic.FAIL, 'Failed'],
    [NoTraffic.INCONCLUSIVE, 'Inconclusive'],
  ])('where no traffic means %s', (onNoTraffic, withoutTraffic) => {
    const metric = gate(onNoTraffic);
    const phaseOf = async (behaviour: Behaviour) => (await play(name, behaviour, metric)).phase;

    testWithPrometheus('lets a good version through', async () => {
      expect(await phaseOf('good')).toBe('Successful');
    });

    testWithPrometheus('lets a good version through beside a bad stable one', async () => {
      expect(await phaseOf('onlyStable')).toBe('Successful');
    });

    testWithPrometheus('aborts a version that is bad at every second request', async () => {
      const { phase, endedAt } = await play(name, 'onlyCanary', metric);
      expect([phase, endedAt]).toEqual(['Failed', secondMeasurementOf(metric)]);
    });

    testWithPrometheus('aborts a version that is bad at every request, and has no good series', async () => {
      const { phase, endedAt } = await play(name, 'everything', metric);
      expect([phase, endedAt]).toEqual(['Failed', secondMeasurementOf(metric)]);
    });

    testWithPrometheus('lets a good version through that is scraped late', async () => {
      expect(await phaseOf('scrapedLate')).toBe('Successful');
    });

    testWithPrometheus('says of a version that nobody calls what it was told', async () => {
      for (const behaviour of ['unvisited', 'unvisitedAgain'] as const) {
        const { phase, values } = await play(name, behaviour, metric);
        expect(phase).toBe(withoutTraffic);
        expect(values).toEqual(values.map(() => []));
      }
    });

    testWithPrometheus('takes fewer requests than it wants for none, whatever they say', async () => {
      const { phase, values } = await play(name, 'hardlyVisited', gate(onNoTraffic, 20));
      expect(phase).toBe(withoutTraffic);
      expect(values).toEqual(values.map(() => []));
      expect((await play(name, 'onlyCanary', gate(onNoTraffic, 20))).phase).toBe('Failed');
    });
  });
});

describe('CanaryVsStableAnalysis, on a real Prometheus', () => {
  const names = ['CanaryVsStableAnalysis of errors', 'CanaryVsStableAnalysis of slowness'] as const;

  testWithPrometheus('lets a version through that is as bad as the stable one', async () => {
    for (const name of names) {
      const { phase } = await play(name, 'both', REQUEST_RECIPES[name].gate(NoTraffic.FAIL));
      expect(phase).toBe('Successful');
    }
  });

  testWithPrometheus('has nothing to compare with once the stable version has no requests any more', async () => {
    for (const name of names) {
      const { phase, values } = await play(name, 'withoutStable', REQUEST_RECIPES[name].gate(NoTraffic.INCONCLUSIVE));
      expect(phase).toBe('Inconclusive');
      expect(values.at(-1)).toEqual([]);
    }
  });
});

describe('ErrorBudgetAnalysis, on a real Prometheus', () => {
  const names = ['ErrorBudgetAnalysis on Traefik', 'ErrorBudgetAnalysis on the successes of Linkerd'] as const;

  testWithPrometheus('lets a burst through that is short, and errors that are over', async () => {
    for (const name of names) {
      const metric = REQUEST_RECIPES[name].gate(NoTraffic.FAIL);
      expect((await play(name, 'burst', metric)).phase).toBe('Successful');
      expect((await play(name, 'bad', metric)).phase).toBe('Successful');
    }
  });

  testWithPrometheus('says nothing of now where there are requests in the long window only', async () => {
    for (const name of names) {
      const { values } = await play(name, 'abandoned', REQUEST_RECIPES[name].gate(NoTraffic.PASS));
      expect(values).toEqual(values.map(() => []));
    }
  });

  testWithPrometheus('aborts errors that go on, few as they are', async () => {
    for (const name of names) {
      const { phase, values } = await play(name, 'simmering', REQUEST_RECIPES[name].gate(NoTraffic.FAIL));
      expect(phase).toBe('Failed');
      // Ten in a hundred fail, and one in a hundred may.
      for (const value of values) expect(Math.abs(Number(value) - 10)).toBeLessThan(5);
    }
  });
});

function secondMeasurementOf({ initialDelay = '0s' }: GateMetric): number {
  const [, minutes = 0, seconds = 0] = initialDelay.match(/^(?:(\d+)m)?(?:(\d+)s)?$/) ?? [];
  return WEIGHT_AT + 60 * Number(minutes) + Number(seconds) + 10;
}
