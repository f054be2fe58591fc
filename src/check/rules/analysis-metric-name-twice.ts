import type { ManifestSet } from '../../manifest/manifest-set';
import type { MeasuredMetric } from '../../release/measured-metric';
import { ruledAnalyses } from '../metric-rules';
import type { Rule } from '../rule';

/** Two metrics of one analysis that have the same name. */
export const ANALYSIS_METRIC_NAME_TWICE: Rule = {
  id: 'analysis-metric-name-twice',
  severity: 'error',
  what: 'Two metrics with the same name in one analysis: in one template, or in two that are used together.',
  why: 'The controller finds the whole Rollout invalid, from the first deployment on: it makes no pods, and a release that is under way stands still and cannot be aborted. In an experiment the analysis ends in an Error, and the release is aborted.',
  remedy: 'give one of the metrics another name',
  source: 'argo-rollouts utils/analysis/helpers.go flattenMetrics; recorded on Argo Rollouts 1.10.2: InvalidSpec',
  *check(set: ManifestSet) {
    for (const { metrics, gate } of ruledAnalyses(set)) {
      const known = new Map<string, MeasuredMetric>();
      for (const metric of metrics) {
        const first = known.get(metric.name);
        if (first === undefined) known.set(metric.name, metric);
        if (first === undefined || metric.name === '') continue;
        const isSame = first.template === metric.template;
        const where = isSame
          ? `twice in ${metric.template.kind} "${metric.template.metadata.name}"`
          : `in ${first.template.kind} "${first.template.metadata.name}" too`;
        const used =
          isSame || gate === undefined
            ? ''
            : `, which ${gate.rollout.kind} "${gate.rollout.metadata.name}" uses in the same analysis`;
        yield {
          object: metric.template,
          path: [...metric.path, 'name'],
          message: `there is a metric "${metric.name}" ${where}${used}`,
          related: [{ object: first.template, path: [...first.path, 'name'], message: 'the first of them' }],
        };
      }
    }
  },
};
