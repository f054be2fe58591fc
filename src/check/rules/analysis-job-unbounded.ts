import { at, isThere } from '../../manifest/plain';
import { measurementsOf } from '../../release/measurements';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A Job of a metric that takes long to fail, or for ever. */
export const ANALYSIS_JOB_UNBOUNDED: Rule = {
  id: 'analysis-job-unbounded',
  severity: 'info',
  what: 'A Job of a metric without a backoffLimit or without an activeDeadlineSeconds.',
  why: 'A measurement is over when its Job is. Without a backoffLimit a Job that fails is tried six times more, with pauses that double from 10 seconds, before the measurement is Failed; without an activeDeadlineSeconds one that hangs holds the release for ever, or in the background is over with it and has judged nothing. No event tells of either.',
  remedy: 'set backoffLimit to 0 and activeDeadlineSeconds to what the Job may take',
  source: 'argo-rollouts metricproviders/job/job.go; issue #3562; the defaults of the Job of Kubernetes',
  *check(set) {
    for (const { metric } of measurementsOf(set)) {
      const spec = at(metric.config, 'spec');
      if (metric.provider?.key !== 'job' || !isThere(spec)) continue;
      const hasDeadline =
        isThere(at(spec, 'activeDeadlineSeconds')) || isThere(at(spec, 'template', 'spec', 'activeDeadlineSeconds'));
      const lacks = [
        ...(isThere(at(spec, 'backoffLimit'))
          ? []
          : ['no backoffLimit, so that one that fails is tried six times more']),
        ...(hasDeadline ? [] : ['no activeDeadlineSeconds, so that one that hangs holds the release for ever']),
      ];
      if (lacks.length === 0) continue;
      yield {
        object: metric.template,
        path: [...metric.path, 'provider', 'job', 'spec'],
        message: `the Job of ${metricText(metric)} has ${lacks.join(', and ')}`,
      };
    }
  },
};
