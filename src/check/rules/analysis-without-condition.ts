import { measurementsOf } from '../../release/measurements';
import { dryRunMetrics } from '../metric-rules';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A metric that says nothing of what is good. */
export const ANALYSIS_WITHOUT_CONDITION: Rule = {
  id: 'analysis-without-condition',
  severity: 'error',
  what: 'A metric without a successCondition and without a failureCondition.',
  why: 'Each measurement that gets an answer is Successful, whatever was measured. The gate passes every version, and nothing tells so.',
  remedy: 'give it a successCondition, or name it in dryRun where it is to be measured only',
  source: 'argo-rollouts utils/evaluate/evaluate.go; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const { metric } of measurementsOf(set)) {
      const { provider, successCondition, failureCondition } = metric;
      if (provider?.hasConditions !== true || provider.key === 'plugin') continue;
      if (successCondition !== undefined || failureCondition !== undefined || dryRunMetrics(set).has(metric)) continue;
      const isWeb = provider.key === 'web';
      yield {
        object: metric.template,
        path: metric.path,
        message: isWeb
          ? `${metricText(metric)} has no condition: any answer with a status of 2xx is good, and only another status counts`
          : `${metricText(metric)} has no condition, so it is good whatever ${provider.name} answers`,
        // An address that answers is something to ask for.
        severity: isWeb ? 'info' : 'error',
      };
    }
  },
};
