import { groupProblems } from '../../analysis/providers/datadog/facts';
import { at, isThere } from '../../manifest/plain';
import { measurementsOf } from '../../release/measurements';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A query of Datadog of which one group counts. */
export const ANALYSIS_DATADOG_GROUPED: Rule = {
  id: 'analysis-datadog-grouped',
  severity: 'warning',
  what: 'A query of Datadog that answers with a value per group.',
  why: 'The controller looks at the first group only, whichever Datadog names first. A fault in any other group passes the gate, and nothing tells of it.',
  remedy: 'leave the grouping out, so that there is one value, or narrow the query to one group',
  source: 'argo-rollouts metricproviders/datadog/datadog.go of 1.10.2',
  *check(set) {
    for (const { metric } of measurementsOf(set)) {
      if (metric.provider?.key !== 'datadog') continue;
      for (const problem of groupProblems(metric.config)) {
        const [, name = ''] = /^the query "([^"]*)"/.exec(problem) ?? [];
        const keys = isThere(at(metric.config, 'queries', name)) ? ['queries', name] : ['query'];
        const [message = ''] = problem.split(':');
        yield {
          object: metric.template,
          path: [...metric.path, 'provider', 'datadog', ...keys],
          message: `${metricText(metric)} (Datadog): ${message}`,
        };
      }
    }
  },
};
