import { measurementsOf } from '../../release/measurements';
import { metricText } from '../metric-text';
import { providerProblems } from '../provider-problems';
import type { Rule } from '../rule';

/** What a provider is asked that it, or the controller, refuses. */
export const ANALYSIS_PROVIDER_INVALID: Rule = {
  id: 'analysis-provider-invalid',
  severity: 'error',
  what: 'A configuration of a metric provider that the controller or the provider refuses.',
  why: 'Each measurement is an Error, and after the fifth in a row, 40 seconds after the first, the release is aborted. Nothing shows it before the second release, as the first one runs no analysis.',
  remedy: 'write what the message says the provider takes',
  source:
    'argo-rollouts metricproviders/, one folder for each provider; the grammar of PromQL of the Prometheus project; the API of CloudWatch',
  *check(set) {
    for (const { metric } of measurementsOf(set)) {
      for (const { message, path } of providerProblems(set, metric)) {
        const [key = ''] = metric.providers;
        yield {
          object: metric.template,
          path: [...metric.path, 'provider', key, ...path],
          message: `${metricText(metric)} (${metric.provider?.name ?? key}): ${message}`,
          severity: MAY_WORK.test(message) ? 'warning' : undefined,
        };
      }
    }
  },
};

// An address may be behind something that signs the requests, the controller sends whatever method it is told, a query
// that is asked in vain does no harm, nor does what follows the first path of JSON, and scores are compared however they are.
const MAY_WORK =
  /^(authentication\.sigv4|method takes|the formula does not use|marginal \d+) |: only the first result counts$/;
