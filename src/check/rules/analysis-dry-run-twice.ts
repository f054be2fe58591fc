import { releasesOf } from '../../release/release';
import type { Problem } from '../finding';
import { type MetricRule, metricRulesAt, ruledAnalyses } from '../metric-rules';
import type { Rule } from '../rule';

/** A rule for single metrics that is said twice. */
export const ANALYSIS_DRY_RUN_TWICE: Rule = {
  id: 'analysis-dry-run-twice',
  severity: 'error',
  what: 'The same metricName twice in the dryRun, or the measurementRetention, of one analysis and its templates.',
  why: 'Where templates and steps say it the controller finds the whole Rollout invalid, from the first deployment on: it makes no pods, and a release that is under way stands still and cannot be aborted. Where one of both is said by a background analysis, or one before or after a promotion, its AnalysisRun cannot be made: the release stands still, and only the log tells.',
  remedy: 'leave one of them out',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation_references.go ValidateAnalysisTemplatesWithType, utils/analysis/helpers.go; recorded on Argo Rollouts 1.10.2: InvalidSpec',
  *check(set) {
    for (const { rules } of ruledAnalyses(set)) yield* repeated(rules);
    // The controller puts the rules of each step together with those of the templates of all analyses but experiments'.
    for (const { gates } of releasesOf(set)) {
      const templates = new Set(gates.flatMap((gate) => (gate.place === 'experiment' ? [] : gate.templates)));
      for (const { rollout, path, templates: own } of gates.filter(({ place }) => place === 'step')) {
        const others = [...templates].filter((template) => !own.includes(template));
        for (const template of others) {
          yield* repeated([...metricRulesAt(template, ['spec']), ...metricRulesAt(rollout, path)]);
        }
      }
    }
  },
};

function* repeated(rules: readonly MetricRule[]): Generator<Problem> {
  const known = new Map<string, MetricRule>();
  for (const rule of rules) {
    const first = known.get(`${rule.field} ${rule.pattern}`);
    if (first === undefined) {
      known.set(`${rule.field} ${rule.pattern}`, rule);
      continue;
    }
    const { kind, metadata } = first.object;
    const where = first.object === rule.object ? ' twice' : `, and so does ${kind} "${metadata.name}"`;
    yield {
      object: rule.object,
      path: rule.path,
      message: `${rule.field} names ${JSON.stringify(rule.pattern)}${where}`,
      related: [{ object: first.object, path: first.path, message: 'the first of them' }],
    };
  }
}
