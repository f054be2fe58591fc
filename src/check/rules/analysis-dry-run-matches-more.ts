import { ruledAnalyses } from '../metric-rules';
import type { Rule } from '../rule';

/** A rule for one metric that is about others too. */
export const ANALYSIS_DRY_RUN_MATCHES_MORE: Rule = {
  id: 'analysis-dry-run-matches-more',
  severity: 'warning',
  what: 'A metricName in dryRun or measurementRetention that is the name of one metric, and a part of the name of another.',
  why: 'The name is a regular expression that need not fit the whole of a name: "latency" is about "latency-p99" as well. A metric in dryRun never fails the release, and nothing tells that it is no gate any more.',
  remedy: 'write ^ before the name and $ behind it',
  source:
    'argo-rollouts utils/analysis/helpers.go GetDryRunMetrics; recorded on Argo Rollouts 1.10.2: "rate" took "rate-p99" too',
  *check(set) {
    for (const { metrics, rules } of ruledAnalyses(set)) {
      const names = metrics.map(({ name }) => name);
      for (const { field, object, path, pattern, fits } of rules) {
        const others = names.filter((name) => name !== pattern && fits(name));
        if (!names.includes(pattern) || others.length === 0) continue;
        const value = `^${pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
        yield {
          object,
          path,
          message: `${field} names "${pattern}", which fits ${others.map((name) => `"${name}"`).join(' and ')} too`,
          remedy: `write ${value}`,
          fix: { description: `write ${value}`, edits: [{ set: path, value }] },
        };
      }
    }
  },
};
