import { countOf } from '../../analysis/assessment';
import type { ManifestPath } from '../../manifest/manifest-path';
import type { ManifestSet } from '../../manifest/manifest-set';
import type { MeasuredMetric } from '../../release/measured-metric';
import { hasInterval, type Limit, limitOf } from '../metric-limit';
import { inOneLine, metricText } from '../metric-text';
import type { Rule } from '../rule';
import { type EmptyMeasurement, type WithoutData, withoutData } from '../without-data';

/** A metric that is good as long as there is nothing to measure. */
export const ANALYSIS_NO_DATA_PASSES: Rule = {
  id: 'analysis-no-data-passes',
  severity: 'warning',
  what: 'A metric that is Successful when there is no data, or no traffic.',
  why: 'A version that nobody calls, or nobody watches, is promoted: a wrong label in the query, a Prometheus that lost its target or a route that sends nothing to the canary look like a good version. Nothing tells of it.',
  remedy:
    'let it fail or be inconclusive without data, or add a metric to the analysis that wants enough requests, such as sum(increase(…)) with result[0] >= 10',
  source:
    'argo-rollouts utils/evaluate/evaluate.go, analysis/analysis.go assessMetricStatus; recorded on Argo Rollouts 1.10.2 with a Prometheus that was played: all(result, …) of an empty list, and NaN with a failureCondition alone, are Successful',
  *check(set) {
    const watched = analysesThatWantData(set);
    for (const measured of withoutData(set)) {
      const { metric } = measured.measurement;
      if (watched.has(analysisOf(measured))) continue;
      const problem = problemOf(measured);
      if (problem === undefined) continue;
      yield { object: metric.template, path: problem.path, message: `${metricText(metric)}: ${problem.message}` };
    }
  },
};

// One metric that fails or pauses without data is enough for the others of its analysis.
function analysesThatWantData(set: ManifestSet): Set<unknown> {
  const wanting = withoutData(set).filter(({ measurement: { metric }, unknown, idle }) =>
    [unknown, idle].every(
      (empty) =>
        empty === undefined ||
        empty.phase === 'Failed' ||
        (empty.phase === 'Inconclusive' && !mayAllBeInconclusive(metric)),
    ),
  );
  return new Set(wanting.map(analysisOf));
}

// On reaching its count a metric is Successful, whatever it tolerated until then.
function mayAllBeInconclusive(metric: MeasuredMetric): boolean {
  const number = (limit: Limit) => limitOf(metric, limit) ?? Number.NaN;
  return (
    number('consecutiveSuccessLimit') === 0 &&
    countOf({ count: number('count') }, hasInterval(metric)) <= number('inconclusiveLimit')
  );
}

function analysisOf({ measurement: { gate, metric } }: WithoutData): unknown {
  return gate ?? metric.template;
}

function problemOf(measured: WithoutData): { path: ManifestPath; message: string } | undefined {
  const { measurement, path, unknown, idle, isRatio } = measured;
  const { metric } = measurement;
  const condition = metric.successCondition === undefined ? 'failureCondition' : 'successCondition';
  const text = metric.successCondition ?? metric.failureCondition ?? '';
  const atCondition = [...metric.path, condition];
  if ([unknown, idle].some((empty) => empty?.phase === 'Inconclusive') && mayAllBeInconclusive(metric)) {
    return {
      path: [...metric.path, 'inconclusiveLimit'],
      message: `without data, or without requests, each measurement is Inconclusive, and inconclusiveLimit ${limitOf(metric, 'inconclusiveLimit')} tolerates all of them: no traffic passes`,
    };
  }
  if (unknown.phase === 'Successful') {
    const value = numberIn(unknown);
    if (value !== undefined) {
      if (!isRatio) return undefined;
      const message = `without data the query answers ${value}, and ${condition} ${inOneLine(text)} takes that for good`;
      return { path, message: `${message}: no traffic passes` };
    }
    // Who asks for nothing has decided it, and events that are counted may well be none.
    if (!isRatio && /\b(len|default|isNil)\s*\(/.test(text)) return undefined;
    const result = metric.provider?.key === 'datadog' ? 'result is nil' : 'there are no values';
    return {
      path: atCondition,
      message: `without data ${result}, and ${inOneLine(text)} takes that for good: no traffic passes`,
    };
  }
  if (idle?.phase !== 'Successful' || !isRatio) return undefined;
  const value = numberIn(idle);
  if (value !== undefined && Number.isNaN(value)) {
    return {
      path: atCondition,
      message: `without requests the query answers NaN, and no failureCondition is true for that (${inOneLine(text)}): no traffic passes`,
    };
  }
  return {
    path,
    message: `without requests the query answers ${value}, and ${inOneLine(text)} takes that for good: no traffic passes`,
  };
}

function numberIn({ result }: EmptyMeasurement): number | undefined {
  const value: unknown = Array.isArray(result) ? result[0] : result;
  return typeof value === 'number' ? value : undefined;
}
