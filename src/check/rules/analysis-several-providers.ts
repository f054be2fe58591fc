import { PROVIDERS } from '../../analysis/providers';
import { measurementsOf } from '../../release/measurements';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A metric that asks more than one provider. */
export const ANALYSIS_SEVERAL_PROVIDERS: Rule = {
  id: 'analysis-several-providers',
  severity: 'error',
  what: 'A metric with more than one provider.',
  why: 'The controller ends the AnalysisRun with an Error before it measures anything, and aborts the release. It does so at the second release only, as the first one runs no analysis.',
  remedy: 'write one metric for each provider',
  source: 'argo-rollouts utils/analysis/factory.go ValidateMetric; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    const known = new Set(PROVIDERS.map(({ key }) => key));
    for (const { metric } of measurementsOf(set)) {
      // The API server takes away what it does not know.
      const providers = metric.providers.filter((key) => known.has(key));
      if (providers.length < 2) continue;
      yield {
        object: metric.template,
        path: [...metric.path, 'provider'],
        message: `${metricText(metric)} has ${providers.length} providers (${providers.join(', ')}), and a metric takes one`,
      };
    }
  },
};
