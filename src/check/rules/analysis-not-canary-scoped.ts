import { at, isThere } from '../../manifest/plain';
import type { Measurement } from '../../release/measurements';
import { measurementsOf } from '../../release/measurements';
import { type MetricScope, QUESTIONS, scopeOf } from '../metric-scope';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A metric of a canary release that is not about the canary. */
export const ANALYSIS_NOT_CANARY_SCOPED: Rule = {
  id: 'analysis-not-canary-scoped',
  severity: 'warning',
  what: 'A metric of a canary release that measures both versions together, or the stable one.',
  why: 'The canary has a small share of the requests, so the stable version hides its faults: at a weight of 20 % a canary that fails 40 % of its requests reads 92 %. The gate passes, and nothing tells of it.',
  remedy: "select the canary's Service in the query, or its pods by an argument with podTemplateHashValue: Latest",
  source:
    'issue #1700; measured on Argo Rollouts 1.10.2 with Traefik and Prometheus: half of the requests of the canary failed, promoted',
  *check(set) {
    for (const measurement of measurementsOf(set)) {
      const scope = scopeOf(measurement);
      if (scope !== 'both' && scope !== 'stable') continue;
      const { metric, gate, release } = measurement;
      const [key = ''] = metric.providers;
      const [question] = QUESTIONS.filter((field) => isThere(at(metric.config, field)));
      const { canaryService } = release?.routed ?? {};
      yield {
        object: metric.template,
        path: [...metric.path, 'provider', key, ...(question === undefined ? [] : [question])],
        message: said(measurement, scope),
        remedy:
          canaryService === undefined
            ? undefined
            : `select Service "${canaryService}" in the query, or the pods of the canary by an argument with podTemplateHashValue: Latest`,
        related: gate === undefined ? [] : [{ object: gate.rollout, path: gate.path, message: 'measured here' }],
      };
    }
  },
};

function said({ metric, release }: Measurement, scope: MetricScope): string {
  const rollout = `Rollout "${release?.rollout.metadata.name ?? ''}"`;
  if (scope === 'stable') return `${metricText(metric)} measures the stable version of ${rollout}, and not the canary`;
  const weight = release?.steps.map((step) => step.weight ?? 0).find((one) => one > 0 && one < 100);
  const share =
    weight === undefined
      ? ''
      : `: at ${weight} % a canary that fails half of its requests reads ${100 - weight / 2} % good`;
  return `${metricText(metric)} measures both versions of ${rollout} together${share}`;
}
