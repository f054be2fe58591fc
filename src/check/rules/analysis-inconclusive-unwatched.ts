import { countOf } from '../../analysis/assessment';
import { at, numberOf } from '../../manifest/plain';
import type { MeasuredMetric } from '../../release/measured-metric';
import { releasesOf } from '../../release/release';
import { type ClusterVersions, isAtLeast } from '../cluster-versions';
import { hasInterval, limitOf } from '../metric-limit';
import { dryRunMetrics } from '../metric-rules';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';
import { rolloutSubscriptions, tellsOfPauses } from '../subscriptions';

/** A release that may wait for a person who is not told. */
export const ANALYSIS_INCONCLUSIVE_UNWATCHED: Rule = {
  id: 'analysis-inconclusive-unwatched',
  severity: 'warning',
  what: 'A release that an Inconclusive analysis may make wait for a person, without a notification that it does.',
  why: 'An Inconclusive analysis pauses the release without end, with the canary at its weight, until somebody happens to look. Those who are told of other things take it that all is well.',
  remedy:
    'subscribe to on-rollout-paused with the annotation notifications.argoproj.io/subscribe.on-rollout-paused.<service>',
  source:
    'argo-rollouts rollout/analysis.go, analysis/analysis.go assessMetricStatus, docs/features/notifications.md; recorded on Argo Rollouts 1.10.2: it waits without end',
  *check(set, versions) {
    for (const { rollout, gates } of releasesOf(set)) {
      const { own: triggers, all } = rolloutSubscriptions(set, { rollout });
      if (tellsOfPauses(all)) continue;
      const metrics = gates.flatMap((gate) => gate.metrics);
      const open = metrics.filter((metric) => mayBeInconclusive(metric, versions) && !dryRunMetrics(set).has(metric));
      const [first] = open;
      if (first === undefined) continue;
      const isTold = triggers.length > 0;
      const instead = isTold
        ? `there are notifications for ${triggers.join(', ')}, and none for on-rollout-paused`
        : 'there are no notifications';
      yield {
        object: rollout,
        path: isTold ? ['metadata', 'annotations'] : ['metadata'],
        severity: isTold ? 'warning' : 'info',
        message: `nobody is told when ${metricText(first)} is Inconclusive and the release waits: ${instead}`,
        related: open.map(({ template, path }) => ({ object: template, path, message: 'may be Inconclusive' })),
      };
    }
  },
};

function mayBeInconclusive(metric: MeasuredMetric, versions: ClusterVersions): boolean {
  const hasThird = hasThirdOutcome(metric, versions);
  const number = (limit: Parameters<typeof limitOf>[1]) => limitOf(metric, limit) ?? 0;
  const [failures, successes] = [number('failureLimit'), number('consecutiveSuccessLimit')];
  const count = countOf({ count: number('count') }, hasInterval(metric));
  // At its count a metric is Successful, whatever it tolerated; one that wants successes in a row is left open then.
  const isLeftOpen = successes > 0 && failures >= 0 && Number.isFinite(count);
  if (isLeftOpen && (hasThird || count < (failures + 1) * successes)) return true;
  return hasThird && number('inconclusiveLimit') < count;
}

// A measurement for which neither condition is true, a score between both thresholds (metricproviders/kayenta), or a Job
// whose image cannot be had: before pull request #4692 that one hung, or was Successful when the release was over.
function hasThirdOutcome(
  { successCondition, failureCondition, provider, config }: MeasuredMetric,
  versions: ClusterVersions,
): boolean {
  if (provider?.key === 'job') return isAtLeast(versions['argo-rollouts'], '1.10');
  if (provider?.key === 'kayenta') {
    const [pass, marginal] = ['pass', 'marginal'].map((name) => numberOf(at(config, 'threshold', name)));
    return pass !== undefined && marginal !== undefined && marginal < pass;
  }
  return provider?.hasConditions === true && successCondition !== undefined && failureCondition !== undefined;
}
