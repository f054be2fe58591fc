import type { AnalysisTemplateSpec } from '../../imports/argoproj.io';
import { quote } from '../validation/names';
import { wholeNumberProblems } from '../validation/numbers';
import { repeated } from '../validation/repeated';

/** Rules for single metrics of an analysis. */
export interface MetricRules {
  /**
   * The names of the metrics that are measured and reported, but never fail the analysis.
   * @default - none: every metric counts
   */
  readonly dryRun?: string[];

  /**
   * How many measurements of a metric are kept in the status of the AnalysisRun.
   * @default - the last 10 of each metric
   */
  readonly measurementRetention?: MeasurementRetention[];
}

/** How many measurements of a metric are kept. */
export interface MeasurementRetention {
  /** The name of the metric. */
  readonly metric: string;

  /** How many of its measurements are kept, at least 1. */
  readonly limit: number;
}

/** The rules as the controller takes them: regular expressions, closed at both ends. */
export function toMetricRules({
  dryRun = [],
  measurementRetention = [],
}: MetricRules): Pick<AnalysisTemplateSpec, 'dryRun' | 'measurementRetention'> {
  return {
    dryRun: filled(dryRun.map((name) => ({ metricName: exactly(name) }))),
    measurementRetention: filled(
      measurementRetention.map(({ metric, limit }) => ({ metricName: exactly(metric), limit })),
    ),
  };
}

/** The names of the metrics that rules are about, by the field that names them. */
export function ruledMetrics({ dryRun = [], measurementRetention = [] }: MetricRules): {
  readonly [field: string]: readonly string[];
} {
  return { dryRun, measurementRetention: measurementRetention.map(({ metric }) => metric) };
}

/**
 * What is wrong with rules, as a list of problems. One that fits no metric is an error of the run, which aborts the
 * release (argo-rollouts utils/analysis/helpers.go).
 * @param names the names of the metrics
 * @param where how the analyses are called that have the metrics
 * @param what what has the props, as it is called in messages; nothing where it is the construct itself
 */
export function metricRuleProblems(
  rules: MetricRules,
  names: readonly string[],
  where: string,
  what?: string,
): string[] {
  const prop = (field: string) => (what === undefined ? field : `${what}.${field}`);
  return [
    ...Object.entries(ruledMetrics(rules)).flatMap(([field, named]) => [
      ...repeated(named).map((name) => `${prop(field)} names ${quote(name)} twice: the controller refuses that`),
      ...[...new Set(named)]
        .filter((name) => !names.includes(name))
        .map(
          (name) =>
            `${prop(field)} names ${quote(name)}, and ${where} has no such metric (there: ${names.map(quote).join(', ')}): ` +
            'a rule without a metric is an error that aborts the release',
        ),
    ]),
    ...(rules.measurementRetention ?? []).flatMap(({ metric, limit }) =>
      wholeNumberProblems(`${prop('measurementRetention')} of ${quote(metric)}`, limit, 1, Number.MAX_SAFE_INTEGER),
    ),
  ];
}

/** The list, or undefined where it is empty. */
export function filled<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function exactly(name: string): string {
  return `^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
}
