import { at } from '../../manifest/plain';
import { measurementsOf } from '../../release/measurements';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A metric that asks nobody. */
export const ANALYSIS_PROVIDER_MISSING: Rule = {
  id: 'analysis-provider-missing',
  severity: 'error',
  what: 'A metric whose provider is empty.',
  why: 'The controller ends the AnalysisRun with an Error before it measures anything, and aborts the release. It does so at the second release only, as the first one runs no analysis.',
  remedy: 'name one provider, such as prometheus, with what it is to measure',
  source: 'argo-rollouts utils/analysis/factory.go ValidateMetric; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const { metric } of measurementsOf(set)) {
      const provider = at(metric.value, 'provider');
      if (typeof provider !== 'object' || provider === null || metric.providers.length > 0) continue;
      const message = `${metricText(metric)}: provider is empty, so there is nothing to measure`;
      yield { object: metric.template, path: [...metric.path, 'provider'], message };
    }
  },
};
