import type { Gate } from '../../release/gate';
import type { Release } from '../../release/release';
import { pauseSeconds } from '../../release/release-step';
import { measuredQueries, windowSecondsOf } from '../measured-queries';
import { scopeOf, selectsNewPods } from '../metric-scope';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

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
      if (window === undefined || before === undefined) continue;
      const age = before + (metric.limits.initialDelaySeconds ?? 0);
      // A few seconds more than that are a few requests more.
      if (2 * age >= window) continue;
      yield {
        object: metric.template,
        path,
        message: `${metricText(metric)} looks back ${window} s, and its first measurement comes about ${age} s after the canary's first request: what the release before did counts too`,
        related: [{ object: gate.rollout, path: gate.path, message: 'it begins here' }],
      };
    }
  },
};

// The pauses from the first weight on; undefined where it begins before that, or at a time that a person decides.
function secondsOfTraffic({ step }: Gate, { steps }: Release): number | undefined {
  const first = steps.findIndex(({ weight = 0 }) => weight > 0);
  if (step === undefined || first === -1 || step <= first) return undefined;
  const pauses = steps.slice(first, step).map(({ value }) => pauseSeconds(value) ?? 0);
  const seconds = pauses.reduce((sum, pause) => sum + pause, 0);
  return Number.isFinite(seconds) ? seconds : undefined;
}
