import { existsSync } from 'node:fs';
import { describe, expect } from '@jest/globals';
import { sharedFolder, testWithShared } from '../shared-folder';
import { testWithPrometheus } from './available';
import { Plays } from './plays';
import { readRecording } from './recording';

/** Where the scrapes fell is not in a recording: whatever it was, the gate has to come to the same end. */
const SHARES_OF_A_SCRAPE = [0, 0.2, 0.4, 0.6, 0.8];

/** But here a measurement saw errors 8 seconds after the first: there were two scrapes between them. */
const TWO_SCRAPES_IN_TIME: Readonly<Record<string, readonly number[]>> = { 'L1-errors-begin-at-50': [0, 0.2] };

const testWithRecordings = existsSync(sharedFolder('plays')) ? testWithPrometheus : testWithShared('plays');

describe('the harness ends a gate as the real controller, router and Prometheus did', () => {
  for (const name of [
    'B2-corrected-with-gate',
    'C1-canary-gate-scrape5',
    'C2-canary-gate-scrape15',
    'D1-prometheus-stopped',
    'E1-error100-plain-ratio',
    'E3-error50-fastest',
    'F1-error5-threshold099',
    'L1-errors-begin-at-50',
    'N1-no-traffic',
    'N2-no-traffic-published-condition',
  ]) {
    testWithRecordings(`in ${name}`, () => compare(name));
  }
});

async function compare(name: string): Promise<void> {
  const { release, metric, gateStartedAt, end, failedUntilAbort } = readRecording(name);
  const { interval } = release.scrape;
  const variations = (TWO_SCRAPES_IN_TIME[name] ?? SHARES_OF_A_SCRAPE).map((share) => ({
    ...release,
    scrape: { interval, phase: share * interval },
  }));
  const plays = await Plays.start({ all: variations });
  try {
    for (const { outcome, traffic } of await plays.run('all', metric, gateStartedAt)) {
      expect(outcome.phase).toBe(end.phase);
      expect(outcome.measurements.map(({ phase }) => phase)).toEqual(end.measurements);
      // the controller cuts each stored time to whole seconds: one at the start, one at each measurement
      expect(Math.abs(outcome.endedAt - end.at)).toBeLessThanOrEqual(1 + end.measurements.length);

      if (failedUntilAbort !== undefined) {
        const { failed, canary: all } = traffic.upTo(end.at);
        const canary = all - traffic.upTo(release.errorsBeginAt ?? 0).canary;
        const chance = 2 * Math.sqrt(canary * release.errorRate * (1 - release.errorRate));
        // both are draws of the same chance: the recording and the play
        expect(Math.abs(failed - failedUntilAbort)).toBeLessThanOrEqual(Math.SQRT2 * chance);
      }
    }
  } finally {
    await plays.stop();
  }
}
