import type { Gate } from '../../release/gate';
import { sendsRequests } from '../../release/gate-time';
import type { Release } from '../../release/release';
import { pauseSeconds, type ReleaseStep } from '../../release/release-step';
import { measuredQueries, windowSecondsOf } from '../measured-queries';
import { scopeOf, selectsNewPods } from '../metric-scope';
import { secondsOf } from '../metric-seconds';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';
import { secondsText } from '../seconds-text';

/** A query that looks back much further than the canary is old. */
export const ANALYSIS_WINDOW_TOO_LONG: Rule = {
  id: 'analysis-window-too-long',
  severity: 'info',
  what: "A first measurement of the canary's Service that looks back more than twice as far as the canary has had requests.",
  why: 'The Service keeps its counters from one release to the next: what an aborted version did to them in that time counts against the version that mends it.',
  remedy: 'give the metric an initialDelay of the time that it looks back',
  source: 'measured with Traefik 3.6 and Prometheus 2.42: counters of a Service survive weights, aborts and releases',
  *check(set) {
    for (const { measurement, path, expression } of measuredQueries(set)) {
      const { metric, gate, release } = measurement;
      if (gate === undefined || release === undefined || scopeOf(measurement) !== 'canary') continue;
      if (selectsNewPods(measurement)) continue;
      const window = windowSecondsOf(expression);
      const before = secondsOfTraffic(gate, release);
      const delay = secondsOf(metric, 'initialDelay');
      if (window === undefined || before === undefined || delay === undefined) continue;
      const age = before + delay;
      // A few seconds more than that are a few requests more.
      if (2 * age >= window) continue;
      yield {
        object: metric.template,
        path,
        message: `${metricText(metric)} looks back ${secondsText(window)}, and its first measurement comes about ${secondsText(age)} after the canary's first request: what the release before did counts too`,
        related: [{ object: gate.rollout, path: gate.path, message: 'it begins here' }],
      };
    }
  },
};

// The pauses from the first request on; undefined where it begins before that, or at a time that nobody knows.
function secondsOfTraffic({ step }: Gate, { steps }: Release): number | undefined {
  const first = steps.findIndex(sendsRequests);
  if (step === undefined || first === -1 || step <= first) return undefined;
  const seconds = steps.slice(first, step).reduce((sum, passed) => sum + secondsOfStep(passed), 0);
  return Number.isFinite(seconds) ? seconds : undefined;
}

function secondsOfStep({ kinds, value }: ReleaseStep): number {
  if (kinds.some((kind) => ['analysis', 'experiment', 'plugin'].includes(kind))) return Number.NaN;
  return kinds.includes('pause') ? (pauseSeconds(value) ?? Number.NaN) : 0;
}
