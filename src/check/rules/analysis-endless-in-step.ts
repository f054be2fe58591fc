import { at, wordOf } from '../../manifest/plain';
import { measurementsOf } from '../../release/measurements';
import { gateText, isValidatedAlone } from '../gate-text';
import { hasInterval, limitOf } from '../metric-limit';
import { writtenAt } from '../metric-place';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A metric without end where the release waits for its end. */
export const ANALYSIS_ENDLESS_IN_STEP: Rule = {
  id: 'analysis-endless-in-step',
  severity: 'error',
  what: 'A metric with an interval and no count in an analysis that the release waits for: that of a step, or before or after a promotion.',
  why: 'It would never end, so the controller refuses the Rollout as InvalidSpec ("runs indefinitely"): a new one gets no pods, and a running one is frozen. A consecutiveSuccessLimit does not replace the count.',
  remedy: 'give the metric a count, or run the analysis in the background, as strategy.canary.analysis',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation_references.go, EffectiveCount; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const measurement of measurementsOf(set)) {
      const { metric, gate } = measurement;
      if (gate === undefined || !isValidatedAlone(gate) || !hasInterval(metric)) continue;
      const count = limitOf(metric, 'count');
      // One that is made from arguments has a rule of its own.
      if (count !== 0 || wordOf(writtenAt(measurement, 'count')).includes('{{')) continue;
      yield {
        object: metric.template,
        path: at(metric.value, 'count') === undefined ? metric.path : [...metric.path, 'count'],
        message: `${metricText(metric)} is measured every ${wordOf(at(metric.value, 'interval'))} without a count, and ${gateText(gate)} waits for its end`,
        related: [{ object: gate.rollout, path: gate.path, message: 'used here' }],
      };
    }
  },
};
