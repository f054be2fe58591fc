import { type MetricRule, ruledAnalyses } from '../metric-rules';
import type { Rule } from '../rule';

/** A rule for single metrics that is about none. */
export const ANALYSIS_DRY_RUN_UNMATCHED: Rule = {
  id: 'analysis-dry-run-unmatched',
  severity: 'error',
  what: 'A metricName in dryRun or measurementRetention that fits no metric of the analysis.',
  why: 'The controller ends the AnalysisRun with an Error before it measures anything, and aborts the release. The name is a regular expression of Go: "*" is none, and fits nothing.',
  remedy: 'write the name of a metric of the analysis, or .* for all of them',
  source:
    'argo-rollouts utils/analysis/helpers.go GetDryRunMetrics, analysis/analysis.go reconcileAnalysisRun; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const { metrics, rules, isWhole, gate } of ruledAnalyses(set)) {
      if (!isWhole || metrics.length === 0) continue;
      for (const rule of rules) {
        if (metrics.some(({ name }) => rule.fits(name))) continue;
        const isUsed = gate !== undefined || rule.object.kind === 'AnalysisRun';
        yield {
          object: rule.object,
          path: rule.path,
          message: `${rule.field} names ${JSON.stringify(rule.pattern)}, ${reason(rule)} (there: ${metrics.map(({ name }) => JSON.stringify(name)).join(', ')})`,
          severity: isUsed ? 'error' : 'warning',
        };
      }
    }
  },
};

function reason({ pattern, error }: MetricRule): string {
  if (pattern.includes('{{')) return 'and arguments are put into metrics only, so that it fits none';
  return error === undefined
    ? 'and no metric of the analysis has such a name'
    : 'which is no regular expression of Go and so fits no metric';
}
