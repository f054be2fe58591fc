import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Chart } from 'cdk8s';
import { NoTraffic, PodRequests, type PodRequestsOptions, Prometheus, SuccessRateAnalysis } from '../../src';
import { missingBinaries, testWithPrometheus } from './available';
import type { Sample } from './open-metrics';
import { CANARY, EPOCH, STABLE, WatchedReleases } from './watched-release';

/** Requests per second that the pods of a version count, from when on, and how many of them are failed ones. */
interface Counted {
  readonly hash: string;
  readonly namespace: string;
  readonly from: number;
  readonly rate: number;
  readonly failed: number;
  readonly handler?: string;
}

const stable = (namespace: string, failed = 0): Counted => ({ hash: STABLE, namespace, from: -300, rate: 40, failed });
const canary = (namespace: string, failed = 0, rate = 10): Counted => ({
  hash: CANARY,
  namespace,
  from: -5,
  rate,
  failed,
});
const probes = (namespace: string): Counted => ({ ...canary(namespace, 0, 100), handler: '/healthz' });

const SCENARIOS: readonly Counted[] = [
  ...[stable('errors-in-stable', 0.5), canary('errors-in-stable')],
  ...[stable('errors-in-canary'), canary('errors-in-canary', 0.1)],
  // Its pods are new, so there has never been a series of good requests.
  ...[stable('all-fail'), canary('all-fail', 1)],
  ...[stable('nobody-calls'), canary('nobody-calls', 0, 0)],
  ...[stable('diluted'), canary('diluted', 0.1), probes('diluted')],
  // Another environment with the same image, and so with the same hash.
  ...[stable('staging'), canary('staging', 1), stable('production'), canary('production')],
];

const SCRAPE = 15;
const UNTIL = 200;

function samples(): Sample[] {
  return SCENARIOS.flatMap(({ hash, namespace, from, rate, failed, handler = '/' }) =>
    ['200', '500'].flatMap((code) => {
      const share = code === '500' ? failed : 1 - failed;
      if (share === 0) return [];
      const labels = { namespace, code, handler, rollouts_pod_template_hash: hash, pod: `demo-${hash}-abcde` };
      const times = Array.from({ length: Math.floor((UNTIL - from) / SCRAPE) }, (_, scrape) => from + scrape * SCRAPE);
      return times.map((time) => ({
        metric: 'http_requests_total',
        labels,
        value: Math.floor((time - from) * rate * share),
        time: EPOCH + time,
      }));
    }),
  );
}

const gate =
  (namespace: string, options: PodRequestsOptions = {}, onNoTraffic = NoTraffic.FAIL) =>
  (chart: Chart) =>
    new SuccessRateAnalysis(chart, 'success-rate', {
      provider: Prometheus.at('http://prometheus:9090'),
      requests: PodRequests.ofCanary(namespace, options),
      atLeast: 0.95,
      onNoTraffic,
    });

describe('the requests that pods count, on a real Prometheus', () => {
  let releases: WatchedReleases;

  beforeAll(async () => {
    if (missingBinaries().length === 0) releases = await WatchedReleases.start(samples());
  }, 30_000);
  afterAll(() => releases?.stop());

  const phase = async (namespace: string, options?: PodRequestsOptions, onNoTraffic?: NoTraffic) => {
    const [outcome] = await releases.outcomes(namespace, gate(namespace, options, onNoTraffic), { until: 180 });
    return outcome?.phase;
  };

  testWithPrometheus('are those of the canary alone', async () => {
    expect(await phase('errors-in-stable')).toBe('Successful');
    expect(await phase('errors-in-canary')).toBe('Failed');
  });

  testWithPrometheus('tell a version that fails every request from its start', async () => {
    const [outcome] = await releases.outcomes('all-fail', gate('all-fail'), { until: 180 });
    expect(outcome?.phase).toBe('Failed');
    expect(outcome?.measurements.map(({ value }) => value)).toEqual([[0], [0]]);
  });

  testWithPrometheus('are none while nobody calls the pods, which means what is declared', async () => {
    expect(await phase('nobody-calls', {}, NoTraffic.PASS)).toBe('Successful');
    expect(await phase('nobody-calls', {}, NoTraffic.FAIL)).toBe('Failed');
    expect(await phase('nobody-calls', {}, NoTraffic.INCONCLUSIVE)).toBe('Inconclusive');
  });

  testWithPrometheus('can do without probes, which make up for failed ones', async () => {
    expect(await phase('diluted')).toBe('Successful');
    expect(await phase('diluted', { matchers: ['handler!="/healthz"'] })).toBe('Failed');
  });

  testWithPrometheus('are not those of another namespace with the same hash', async () => {
    expect(await phase('staging')).toBe('Failed');
    expect(await phase('production')).toBe('Successful');
  });
});
