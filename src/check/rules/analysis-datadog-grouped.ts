import { groupProblems } from '../../analysis/providers/datadog/facts';
import { at, isThere } from '../../manifest/plain';
import { measurementsOf } from '../../release/measurements';
import { isAtLeast } from '../cluster-versions';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A query of Datadog of which one group counts. */
export const ANALYSIS_DATADOG_GROUPED: Rule = {
  id: 'analysis-datadog-grouped',
  severity: 'warning',
  what: 'A query of Datadog that answers with a value per group.',
  why: 'With API v1 the controller looks at the first group only, whichever Datadog names first: a fault in any other group passes the gate, and nothing tells of it. With v2 it cannot read the names of the groups in the answer: each measurement is an Error, and the fifth in a row aborts the release.',
  remedy: 'leave the grouping out, so that there is one value, or narrow the query to one group',
  source:
    'argo-rollouts metricproviders/datadog/datadog.go of 1.10.2; issue #4276. Pull request #4746 was merged after 1.10: with v2 result is the list of all groups then',
  *check(set, versions) {
    // The first version that comes from the main branch after the pull request.
    const readsGroups = isAtLeast(versions['argo-rollouts'], '1.11');
    for (const { metric } of measurementsOf(set)) {
      if (metric.provider?.key !== 'datadog') continue;
      const isV2 = at(metric.config, 'apiVersion') === 'v2';
      if (isV2 && readsGroups) continue;
      for (const problem of groupProblems(metric.config)) {
        const [, name = ''] = /^the query "([^"]*)"/.exec(problem) ?? [];
        const keys = isThere(at(metric.config, 'queries', name)) ? ['queries', name] : ['query'];
        const [message = ''] = problem.split(':');
        yield {
          object: metric.template,
          path: [...metric.path, 'provider', 'datadog', ...keys],
          message: `${metricText(metric)} (Datadog): ${message}`,
          severity: isV2 ? 'error' : 'warning',
        };
      }
    }
  },
};
