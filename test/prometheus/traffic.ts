import { type Counted, type Counters, traefik } from './counters';
import type { Sample } from './open-metrics';

/** A release as the users and Prometheus see it; times in seconds from `startsAt`, the change of the image. */
export interface Release {
  /** The change of the image in seconds since the epoch. */
  readonly startsAt: number;
  readonly until: number;
  readonly namespace: string;
  readonly stableService: string;
  readonly canaryService: string;
  /** Requests per second, at equal distances. */
  readonly requestRate: number;
  readonly scrape: { readonly interval: number; readonly phase: number };
  /** The canary's weights in percent, and when each is written to the route; 0 before the first. */
  readonly weights: readonly { readonly at: number; readonly weight: number }[];
  /** Until Traefik follows a weight: 0.15 to 2.5 s (its providersThrottleDuration). */
  readonly routerDelay: number;
  /** The new version's chance of a failure per request, 0 to 1, and from when to when. */
  readonly errorRate: number;
  readonly errorsBeginAt?: number;
  readonly errorsEndAt?: number;
  /** From when on Prometheus answers nothing any more. */
  readonly prometheusStopsAt?: number;
  /** The same chance of the stable version, at any time; it makes none unless told. */
  readonly stableErrorRate?: number;
  /** The chance of being slow of either version. */
  readonly slowRate?: number;
  readonly stableSlowRate?: number;
  /** How many of the first scrapes of the new version come too late. */
  readonly lostScrapes?: number;
  /** Who counts the requests, and under which names: Traefik, without latencies, unless told. */
  readonly counters?: Counters;
  /** Whether an earlier release left series of the canary Service behind: else each begins with its first request. */
  readonly warm?: boolean;
  readonly seed: number;
}

/** Who answered a request, and how. */
interface Request {
  readonly time: number;
  readonly canary: boolean;
  readonly failed: boolean;
  readonly slow: boolean;
}

/** What a release left behind: the scraped samples, and the requests themselves to count. */
export interface Traffic {
  readonly samples: readonly Sample[];
  readonly firstCanaryRequest: number | undefined;
  /** The requests answered up to a time, from the change of the image on. */
  readonly upTo: (time: number) => { readonly requests: number; readonly canary: number; readonly failed: number };
}

/** Prometheus has been scraping for this long when the image changes. */
const WARM_UP = 40;

/** Plays the traffic of a release; the same release always makes the same traffic. */
export function playTraffic(release: Release): Traffic {
  const requests = play(release);
  const released = requests.filter(({ time }) => time >= 0);
  return {
    samples: scrapes(release, requests),
    firstCanaryRequest: requests.find(({ canary }) => canary)?.time,
    upTo: (end) => {
      const until = released.filter(({ time }) => time <= end);
      const count = (of: (request: Request) => boolean) => until.filter(of).length;
      return { requests: until.length, canary: count(({ canary }) => canary), failed: count(({ failed }) => failed) };
    },
  };
}

function play(release: Release): Request[] {
  const random = randomNumbers(release.seed);
  const requests: Request[] = [];
  let weight = 0;
  let share = 0;
  for (let number = 0; ; number++) {
    const time = number / release.requestRate - WARM_UP;
    // not `>=`: at a rate of 0 the time of the first request is NaN
    if (!(time < release.until)) return requests;

    const written = release.weights.filter(({ at }) => at + release.routerDelay <= time).at(-1)?.weight ?? 0;
    // a weighted round robin: deterministic shares, and the canary is the first to be asked under a new weight
    if (written !== weight) share = 100 - written;
    weight = written;
    share += weight;
    const canary = weight > 0 && share >= 100;
    if (canary) share -= 100;

    const happens = (chance = 0) => chance > 0 && random() < chance;
    const failed = happens(canary ? chanceOfError(release, time) : release.stableErrorRate);
    requests.push({ time, canary, failed, slow: happens(canary ? release.slowRate : release.stableSlowRate) });
  }
}

function chanceOfError(
  { errorRate, errorsBeginAt = 0, errorsEndAt = Number.POSITIVE_INFINITY }: Release,
  time: number,
) {
  return time >= errorsBeginAt && time < errorsEndAt ? errorRate : 0;
}

function scrapes(release: Release, requests: readonly Request[]): Sample[] {
  const { startsAt, until, scrape, counters = traefik, lostScrapes = 0 } = release;
  const counted = new Map<string, Counted>();
  const count = (version: Counted['version'], failed: boolean, slow: boolean, more: number) => {
    const key = `${version} ${failed} ${slow}`;
    counted.set(key, { version, failed, slow, count: (counted.get(key)?.count ?? 0) + more });
  };
  count('stable', false, false, 100_000);
  if (release.warm) {
    count('canary', false, false, 5_000);
    count('canary', true, false, 300);
  }

  const samples: Sample[] = [];
  let next = 0;
  let lost = 0;
  for (let time = scrape.phase - WARM_UP; time <= until; time += scrape.interval) {
    for (; next < requests.length; next++) {
      const request = requests[next];
      if (request === undefined || request.time > time) break;
      count(request.canary ? 'canary' : 'stable', request.failed, request.slow, 1);
    }
    const isLost = lost < lostScrapes && requests.some(({ canary, time: at }) => canary && at <= time);
    if (isLost) lost++;
    const seen = [...counted.values()].filter(({ version }) => !(isLost && version === 'canary'));
    samples.push(...counters(release, seen).map((series) => ({ ...series, time: startsAt + time })));
  }
  return samples;
}

/** Equally distributed numbers from 0 to 1 that depend on the seed alone (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
