import { entriesOf } from '../../manifest/plain';
import type { MeasuredMetric } from '../../release/measured-metric';
import { releasesOf } from '../../release/release';
import { limitOf } from '../metric-limit';
import { dryRunMetrics } from '../metric-rules';
import type { Rule } from '../rule';

/** A release that may wait for a person who is not told. */
export const ANALYSIS_INCONCLUSIVE_UNWATCHED: Rule = {
  id: 'analysis-inconclusive-unwatched',
  severity: 'warning',
  what: 'A Rollout that sends notifications, but none when an Inconclusive analysis makes it wait for a person.',
  why: 'An Inconclusive analysis pauses the release without end, with the canary at its weight. Those who are told of other things take it that all is well.',
  remedy: 'subscribe to on-rollout-paused too',
  source:
    'argo-rollouts rollout/analysis.go, docs/features/notifications.md; recorded on Argo Rollouts 1.10.2: it waits without end',
  *check(set) {
    for (const { rollout, gates } of releasesOf(set)) {
      const triggers = subscribedTriggers(rollout.metadata.annotations);
      if (triggers.length === 0 || triggers.some((trigger) => !OTHERS.test(trigger))) continue;
      const metrics = gates.flatMap((gate) => gate.metrics);
      const open = metrics.filter((metric) => mayBeInconclusive(metric) && !dryRunMetrics(set).has(metric));
      const [first] = open;
      if (first === undefined) continue;
      yield {
        object: rollout,
        path: ['metadata', 'annotations'],
        message: `nobody is told when metric "${first.name}" is Inconclusive and the release waits: there are notifications for ${triggers.join(', ')}, and none for on-rollout-paused`,
        related: open.map(({ template, path }) => ({ object: template, path, message: 'may be Inconclusive' })),
      };
    }
  },
};

// Triggers of one's own may be about pauses too; these are not (argo-rollouts manifests/notifications-install.yaml).
const OTHERS =
  /^(on-rollout-(aborted|completed|updated|step-completed)|on-analysis-run-(error|failed|running)|on-scaling-replica-set)$/;

function subscribedTriggers(annotations: unknown): string[] {
  const triggers = entriesOf(annotations).flatMap(
    ([key]) => /^notifications\.argoproj\.io\/subscribe\.([^.]+)\./.exec(key)?.[1] ?? [],
  );
  return [...new Set(triggers)];
}

function mayBeInconclusive(metric: MeasuredMetric): boolean {
  const { successCondition, failureCondition, provider } = metric;
  const hasBoth = successCondition !== undefined && failureCondition !== undefined && provider?.hasConditions === true;
  const successes = limitOf(metric, 'consecutiveSuccessLimit') ?? 0;
  const isCounted = (limitOf(metric, 'count') ?? 0) > 0 && (limitOf(metric, 'failureLimit') ?? 0) >= 0;
  return hasBoth || (successes > 0 && isCounted);
}
