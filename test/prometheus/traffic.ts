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
  /** The new version's chance of a 500 per request, 0 to 1, and from when on; the stable version makes none. */
  readonly errorRate: number;
  readonly errorsBeginAt?: number;
  /** Whether an earlier release left series of the canary Service behind: else each begins with its first request. */
  readonly warm?: boolean;
  readonly seed: number;
}

/** Who answered a request, and how. */
interface Request {
  readonly time: number;
  readonly canary: boolean;
  readonly failed: boolean;
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

    const chance = time >= (release.errorsBeginAt ?? 0) ? release.errorRate : 0;
    requests.push({ time, canary, failed: canary && random() < chance });
  }
}

function scrapes(release: Release, requests: readonly Request[]): Sample[] {
  const { startsAt, until, scrape } = release;
  const counters = new Map<string, number>([['stable 200', 100_000]]);
  if (release.warm) counters.set('canary 200', 5_000).set('canary 500', 300);

  const samples: Sample[] = [];
  let next = 0;
  for (let time = scrape.phase - WARM_UP; time <= until; time += scrape.interval) {
    for (; next < requests.length; next++) {
      const request = requests[next];
      if (request === undefined || request.time > time) break;
      const series = `${request.canary ? 'canary' : 'stable'} ${request.failed ? 500 : 200}`;
      counters.set(series, (counters.get(series) ?? 0) + 1);
    }
    for (const [series, value] of counters) {
      samples.push({ ...traefikSeries(release, series), value, time: startsAt + time });
    }
  }
  return samples;
}

/** The names Traefik 3.2 to 3.7.5 gives to the backends of an HTTPRoute. */
function traefikSeries(release: Release, series: string): Pick<Sample, 'metric' | 'labels'> {
  const [version, code = ''] = series.split(' ');
  const name = version === 'canary' ? release.canaryService : release.stableService;
  const service = `${release.namespace}-${name}-http-80@kubernetesgateway`;
  return { metric: 'traefik_service_requests_total', labels: { code, method: 'GET', protocol: 'http', service } };
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
