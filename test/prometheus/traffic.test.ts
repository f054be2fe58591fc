import { describe, expect, test } from '@jest/globals';
import { openMetrics } from './open-metrics';
import { playTraffic, type Release } from './traffic';

const RELEASE: Release = {
  startsAt: 1_000_000,
  until: 60,
  namespace: 'demo',
  stableService: 'app-stable',
  canaryService: 'app-canary',
  requestRate: 40,
  scrape: { interval: 5, phase: 1 },
  weights: [
    { at: 2, weight: 20 },
    { at: 32, weight: 50 },
  ],
  routerDelay: 1,
  errorRate: 0.5,
  seed: 1,
};

/** The canary's counters as [seconds since the change, code, value]. */
function canarySeries(release: Release) {
  return playTraffic(release)
    .samples.filter(({ labels }) => labels.service === 'demo-app-canary-http-80@kubernetesgateway')
    .map(({ labels, value, time }) => [time - release.startsAt, labels.code, value]);
}

describe('the traffic of a release', () => {
  test('is split by the weights, which the router follows after its delay', () => {
    const traffic = playTraffic(RELEASE);
    expect(traffic.firstCanaryRequest).toBe(3);
    expect(traffic.upTo(2.99)).toMatchObject({ requests: 120, canary: 0 });
    expect(traffic.upTo(32.99)).toMatchObject({ requests: 1320, canary: 240 });
    expect(traffic.upTo(42.99)).toMatchObject({ requests: 1720, canary: 440 });
  });

  test('fails by chance, and the same way each time', () => {
    const failed = (seed: number) => playTraffic({ ...RELEASE, seed }).upTo(60).failed;
    const counts = [1, 2, 3, 4, 5].map(failed);
    expect(counts.map((_, index) => failed(index + 1))).toEqual(counts);
    expect(new Set(counts).size).toBeGreaterThan(1);
    // 780 requests of which half fail, within three standard deviations
    for (const count of counts) expect(Math.abs(count - 390)).toBeLessThan(42);
  });

  test('fails only from when the errors begin', () => {
    const traffic = playTraffic({ ...RELEASE, errorRate: 1, errorsBeginAt: 33 });
    expect(traffic.upTo(32.99).failed).toBe(0);
    expect(traffic.upTo(42.99).failed).toBe(200);
  });

  test('makes a series appear at the scrape after its first request', () => {
    expect(canarySeries({ ...RELEASE, errorRate: 1, until: 12 })).toEqual([
      [6, '500', 25],
      [11, '500', 65],
    ]);
  });

  test('goes on with the series of an earlier release', () => {
    expect(canarySeries({ ...RELEASE, errorRate: 1, warm: true, until: 7 }).slice(-4)).toEqual([
      [1, '200', 5000],
      [1, '500', 300],
      [6, '200', 5000],
      [6, '500', 325],
    ]);
  });

  test('is none at a rate of 0', () => {
    expect(canarySeries({ ...RELEASE, requestRate: 0 })).toEqual([]);
  });

  test('becomes OpenMetrics text that ends as the format wants', () => {
    const samples = playTraffic({ ...RELEASE, until: -38 }).samples;
    expect(openMetrics(samples)).toBe(
      [
        'traefik_service_requests_total{code="200",method="GET",protocol="http",service="demo-app-stable-http-80@kubernetesgateway"} 100041 999961.000',
        '# EOF',
        '',
      ].join('\n'),
    );
  });
});
