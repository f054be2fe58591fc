import { measuredConditions } from '../measured-conditions';
import { inOneLine, metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A condition that compares a list with a number. */
export const ANALYSIS_VECTOR_AS_SCALAR: Rule = {
  id: 'analysis-vector-as-scalar',
  severity: 'error',
  what: 'A condition that compares the whole result with a number, where the provider answers with a list.',
  why: 'Each measurement is an Error, and the fifth in a row, 40 seconds after the first, aborts the release, good or bad. Nothing shows it before the second release, as the first one runs no analysis.',
  remedy: 'take one element, as in len(result) > 0 && result[0] >= 0.95',
  source:
    'argo-rollouts metricproviders/prometheus/prometheus.go, utils/evaluate/evaluate.go; recorded on Argo Rollouts 1.10.2 with a Prometheus that was played',
  *check(set) {
    for (const { measurement, field, text, path, problems } of measuredConditions(set)) {
      for (const { code, message } of problems) {
        if (code !== 'list-compared') continue;
        yield {
          object: measurement.metric.template,
          path,
          message: `${metricText(measurement.metric)}: ${field} ${inOneLine(text)} ${message}`,
        };
      }
    }
  },
};
