import type { RolloutSpecStrategyCanaryAnalysisArgs } from '../../imports/argoproj.io';
import { quote } from '../validation/names';
import { repeated } from '../validation/repeated';
import type { AnalysisReference } from './analysis-binding';
import { type MetricRules, metricRuleProblems, ruledMetrics } from './metric-rules';

/**
 * The templates of one run: those that are given, and those that they nest. A template that is nested twice is measured
 * once (argo-rollouts utils/analysis/filter.go).
 */
export function templatesOfRun(references: readonly AnalysisReference[]): AnalysisReference[] {
  const nested = references.flatMap(({ templates = [] }) => templatesOfRun(templates));
  const known = new Set(references.map(keyOf));
  return [
    ...references,
    ...nested.filter((reference) => {
      const isNew = !known.has(keyOf(reference));
      known.add(keyOf(reference));
      return isNew;
    }),
  ];
}

/** The arguments that the Rollout has to supply to a run, each once. */
export function argsOfRun(templates: readonly AnalysisReference[]): RolloutSpecStrategyCanaryAnalysisArgs[] {
  const args = templates.flatMap((template) => template.args);
  return [...new Map(args.map((arg) => [JSON.stringify(arg), arg])).values()];
}

/** The rules for single metrics that the templates of a run have themselves. */
export function rulesOfTemplates(templates: readonly AnalysisReference[]): MetricRules {
  return {
    dryRun: templates.flatMap(({ rules }) => rules?.dryRun ?? []),
    measurementRetention: templates.flatMap(({ rules }) => rules?.measurementRetention ?? []),
  };
}

/** The names of the metrics of a run that are measured and reported only, as its templates or the rules beside them say. */
export function dryRunOf(templates: readonly AnalysisReference[], { dryRun = [] }: MetricRules): string[] {
  return [...dryRun, ...(rulesOfTemplates(templates).dryRun ?? [])];
}

/**
 * What does not fit between the templates of one run, and between them and the rules that are given beside them, as a
 * list of problems. The controller makes one list of all of it (argo-rollouts utils/analysis/helpers.go).
 * @param templates as `templatesOfRun` returns them
 * @param rules the rules that are given where the templates are used
 * @param what how the props with the rules are called in messages
 * @param where how the templates are called together
 */
export function runProblems(
  templates: readonly AnalysisReference[],
  rules: MetricRules,
  what: string,
  where: string,
): string[] {
  const names = templates.flatMap(({ metrics }) => metrics.map(({ name }) => name));
  return [
    ...repeated(names).map(
      (name) => `two metrics of ${where} are named ${quote(name)}: the controller refuses that, rename one`,
    ),
    ...sourceProblems(templates, where),
    ...metricRuleProblems(rules, names, where, what),
    ...ruledTwiceProblems(rulesOfTemplates(templates), rules, what, where),
  ];
}

/** The metrics about which there is a rule of the same kind in two lists, by the field that has both. */
export function ruledInBoth(one: MetricRules, other: MetricRules): [field: string, metric: string][] {
  const others = ruledMetrics(other);
  return Object.entries(ruledMetrics(one)).flatMap(([field, metrics]) =>
    [...new Set(metrics)]
      .filter((metric) => others[field]?.includes(metric))
      .map((metric): [string, string] => [field, metric]),
  );
}

function ruledTwiceProblems(ofTemplates: MetricRules, rules: MetricRules, what: string, where: string): string[] {
  return [
    ...Object.entries(ruledMetrics(ofTemplates)).flatMap(([field, metrics]) =>
      repeated(metrics).map(
        (metric) => `two of ${where} name ${quote(metric)} in ${field}: the controller refuses that, leave one out`,
      ),
    ),
    ...ruledInBoth(rules, ofTemplates).map(
      ([field, metric]) =>
        `${what}.${field} names ${quote(metric)}, and so does ${field} of its template: the controller refuses that, ` +
        'leave one out',
    ),
  ];
}

// All templates of one run share their arguments; what the Rollout supplies beats what a template has.
function sourceProblems(templates: readonly AnalysisReference[], where: string): string[] {
  const sources = new Map<string, Set<string>>();
  for (const { templateArgs = [], args } of templates) {
    for (const name of new Set([...templateArgs, ...args].map((arg) => arg.name))) {
      const source = [templateArgs, args].map((list) => list.filter((arg) => arg.name === name));
      sources.set(name, (sources.get(name) ?? new Set()).add(JSON.stringify(source)));
    }
  }
  return [...sources]
    .filter(([, different]) => different.size > 1)
    .map(
      ([name]) =>
        `two of ${where} take the argument ${quote(name)} from different sources, and one run has one value for it: ` +
        'rename one',
    );
}

function keyOf({ clusterScope = false, templateName }: AnalysisReference): string {
  return `${clusterScope} ${templateName}`;
}
