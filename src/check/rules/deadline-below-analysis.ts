import { at, numberOf } from '../../manifest/plain';
import type { MeasuredMetric } from '../../release/measured-metric';
import { releasesOf } from '../../release/release';
import { hasInterval, limitOf } from '../metric-limit';
import { secondsOf } from '../metric-seconds';
import { metricText } from '../metric-text';
import { DEFAULT_DEADLINE } from '../rollout-defaults';
import type { Rule } from '../rule';
import { secondsText } from '../seconds-text';

/** A deadline for progress that is over while the analysis before a promotion still measures. */
export const DEADLINE_BELOW_ANALYSIS: Rule = {
  id: 'deadline-below-analysis',
  severity: 'warning',
  what: 'A progressDeadlineSeconds that is not above the time which the prePromotionAnalysis takes.',
  why: 'While the analysis of a step runs, the deadline does not count; while that before a promotion runs, it does. The Rollout is Degraded (ProgressDeadlineExceeded) until the promotion, and whoever waits for it takes the release for failed; with progressDeadlineAbort every version is aborted, however good.',
  remedy: 'take a progressDeadlineSeconds above the time of the analysis and that of the start of the pods',
  source:
    'argo-rollouts rollout/sync.go isIndefiniteStep, evaluateProgressDeadlineAbort and calculateRolloutConditions of 1.10.2',
  *check(set) {
    for (const { rollout, gates } of releasesOf(set)) {
      const given = numberOf(at(rollout.spec, 'progressDeadlineSeconds'));
      const deadline = given ?? DEFAULT_DEADLINE;
      for (const gate of gates.filter(({ place }) => place === 'prePromotion')) {
        const [longest] = gate.metrics
          .map((metric) => ({ metric, seconds: leastSeconds(metric) }))
          .sort((one, other) => other.seconds - one.seconds);
        if (longest === undefined || longest.seconds < deadline) continue;
        const aborts = at(rollout.spec, 'progressDeadlineAbort') === true;
        yield {
          object: rollout,
          path: given === undefined ? gate.path : ['spec', 'progressDeadlineSeconds'],
          severity: aborts ? 'error' : 'warning',
          message: `progressDeadlineSeconds is ${deadline}${given === undefined ? ' by default' : ''}, and ${metricText(longest.metric)} of prePromotionAnalysis takes ${secondsText(longest.seconds)}: the Rollout is ${aborts ? 'aborted' : 'Degraded'} before it ends`,
          related: [{ object: longest.metric.template, path: longest.metric.path, message: 'this metric' }],
        };
      }
    }
  },
};

// If nothing fails; what is not known may take no time at all.
function leastSeconds(metric: MeasuredMetric): number {
  const [delay, interval] = [secondsOf(metric, 'initialDelay'), secondsOf(metric, 'interval')];
  const [count, successes] = [limitOf(metric, 'count'), limitOf(metric, 'consecutiveSuccessLimit')];
  if (delay === undefined || interval === undefined || count === undefined || successes === undefined) return 0;
  // One without a count never ends, and is refused.
  const taken = !hasInterval(metric) || count <= 0 ? 1 : successes > 0 ? Math.min(count, successes) : count;
  return delay + (taken - 1) * interval;
}
