import { measurementsOf } from '../../release/measurements';
import { inOneLine, metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A condition that nobody looks at. */
export const ANALYSIS_CONDITIONS_ON_JOB: Rule = {
  id: 'analysis-conditions-on-job',
  severity: 'warning',
  what: 'A condition of a metric whose provider says itself how a measurement went: a Job, or Kayenta.',
  why: 'The controller does not look at it, and nothing tells so: a Job that completes is Successful, whatever the condition says.',
  remedy: 'leave the condition out, and let the Job fail where the version is bad',
  source:
    'argo-rollouts metricproviders/job/job.go, metricproviders/kayenta/kayenta.go; recorded on Argo Rollouts 1.10.2 for a Job',
  *check(set) {
    for (const { metric } of measurementsOf(set)) {
      if (metric.provider === undefined || metric.provider.hasConditions) continue;
      for (const field of ['successCondition', 'failureCondition'] as const) {
        const condition = metric[field];
        if (condition === undefined) continue;
        yield {
          object: metric.template,
          path: [...metric.path, field],
          message: `${metricText(metric)}: ${field} ${inOneLine(condition)} is not asked, as ${DECIDES[metric.provider.key] ?? 'the provider itself decides'}`,
          remedy: REMEDIES[metric.provider.key],
          fix: { description: `leave ${field} out`, edits: [{ remove: [...metric.path, field] }] },
        };
      }
    }
  },
};

const DECIDES: Readonly<Record<string, string>> = {
  job: 'the result of the Job alone decides',
  kayenta: 'the score of Kayenta alone decides',
};

const REMEDIES: Readonly<Record<string, string>> = {
  kayenta: 'leave the condition out, and set the threshold',
};
