import { goRegex } from '../analysis/conditions/go-regex';
import { addTo } from '../manifest/grouped';
import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, listOf, textOf } from '../manifest/plain';
import { experimentGates, type Gate } from '../release/gate';
import type { MeasuredMetric } from '../release/measured-metric';
import { measurementsOf } from '../release/measurements';
import { releasesOf } from '../release/release';

/** What an analysis says of single metrics: that they are measured only, or how many of their measurements are kept. */
export interface MetricRule {
  /** Which of both it is. */
  readonly field: 'dryRun' | 'measurementRetention';

  /** The object that says it: a template, or the Rollout. */
  readonly object: ManifestObject;

  /** The way to the pattern in it. */
  readonly path: ManifestPath;

  /** The pattern of the names that it is about. */
  readonly pattern: string;

  /** What Go says of the pattern where it does not take it: it fits no metric then. */
  readonly error?: string;

  /** Whether it is about a metric; it need not be its whole name (argo-rollouts utils/analysis/helpers.go). */
  fits(name: string): boolean;
}

/** The metrics of one analysis, and what is said of single ones. */
export interface RuledAnalysis {
  /** The metrics. */
  readonly metrics: readonly MeasuredMetric[];

  /** What is said of them. */
  readonly rules: readonly MetricRule[];

  /** Whether these are all metrics that the analysis has, with the names that they have. */
  readonly isWhole: boolean;

  /**
   * Where it is.
   * @default - nothing in the set uses the template
   */
  readonly gate?: Gate;
}

/** All analyses of a set: each place at which a release or an Experiment runs one, and each template that none uses. */
export function ruledAnalyses(set: ManifestSet): readonly RuledAnalysis[] {
  return set.derive(makeAnalyses);
}

/** The metrics of a set that are measured only: whatever they come to, the analysis does not fail. */
export function dryRunMetrics(set: ManifestSet): ReadonlySet<MeasuredMetric> {
  return set.derive(makeDryRunMetrics);
}

/** What the rules of an object say, from the place at which they stand in it. */
export function metricRulesAt(object: ManifestObject, path: ManifestPath): MetricRule[] {
  return (['dryRun', 'measurementRetention'] as const).flatMap((field) =>
    listOf(at(object, ...path.map(String), field)).flatMap((rule, index) => {
      const pattern = textOf(at(rule, 'metricName'));
      return pattern === undefined ? [] : [metricRule(field, object, [...path, field, index, 'metricName'], pattern)];
    }),
  );
}

function metricRule(
  field: MetricRule['field'],
  object: ManifestObject,
  path: ManifestPath,
  pattern: string,
): MetricRule {
  const regex = goRegex(pattern);
  if (typeof regex === 'string') return { field, object, path, pattern, error: regex, fits: () => false };
  return { field, object, path, pattern, fits: (name) => regex.test(name) };
}

function makeAnalyses(set: ManifestSet): RuledAnalysis[] {
  const unused = new Map<ManifestObject, MeasuredMetric[]>();
  for (const { metric, gate } of measurementsOf(set)) {
    if (gate === undefined) addTo(unused, metric.template, metric);
  }
  return [
    ...releasesOf(set).flatMap(({ gates }) => gates.map(analysisOfGate)),
    ...experimentGates(set).map(analysisOfGate),
    ...[...unused].map(([template, metrics]) => ({
      metrics,
      rules: metricRulesAt(template, ['spec']),
      isWhole: areNamed(metrics) && listOf(at(template.spec, 'templates')).length === 0,
    })),
  ];
}

function analysisOfGate(gate: Gate): RuledAnalysis {
  // Each analysis of an experiment gets the rules of the experiment (argo-rollouts experiments/experiment.go).
  const path = gate.place === 'experiment' ? gate.path.slice(0, -2) : gate.path;
  return {
    gate,
    metrics: gate.metrics,
    rules: [
      ...gate.templates.flatMap((template) => metricRulesAt(template, ['spec'])),
      ...metricRulesAt(gate.rollout, path),
    ],
    isWhole: gate.isWhole && areNamed(gate.metrics),
  };
}

function areNamed(metrics: readonly MeasuredMetric[]): boolean {
  return metrics.every(({ name }) => name !== '' && !name.includes('{{'));
}

function makeDryRunMetrics(set: ManifestSet): Set<MeasuredMetric> {
  return new Set(
    ruledAnalyses(set).flatMap(({ metrics, rules }) => {
      const dryRun = rules.filter(({ field }) => field === 'dryRun');
      return metrics.filter(({ name }) => dryRun.some((rule) => rule.fits(name)));
    }),
  );
}
