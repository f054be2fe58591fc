import type { Duration } from 'cdk8s';
import type {
  RolloutSpecStrategyCanaryAnalysisArgs,
  RolloutSpecStrategyCanaryStepsExperimentAnalyses,
} from '../../../imports/argoproj.io';
import type { AnalysisBinding, IAnalysis } from '../../analysis/analysis-binding';
import { filled, type MetricRules, metricRuleProblems } from '../../analysis/metric-rules';
import { argsOfRun, dryRunOf, runProblems, templatesOfRun } from '../../analysis/templates-of-run';
import { dnsLabelProblems, quote } from '../../validation/names';
import { durationProblems, toGoDuration } from '../../validation/numbers';
import { repeated } from '../../validation/repeated';
import { endlessProblems } from '../rollout-analysis';
import { youngProblems } from '../young-canary';

/** An analysis of an experiment. If it fails, so does the experiment. */
export interface ExperimentAnalysis {
  /** The name of the analysis, a DNS-1123 label, unique in its experiment. */
  readonly name: string;

  /** What is measured. */
  readonly analysis: IAnalysis;

  /**
   * Whether the experiment ends as soon as this analysis, and all others that are required, have succeeded.
   * @default false
   */
  readonly requiredForCompletion?: boolean;

  /**
   * How long metrics without a count are measured, in whole seconds.
   * @default - as long as the experiment
   */
  readonly duration?: Duration;

  /**
   * The name of the template whose pods are measured: `AnalysisArgument.canaryHash` stands for them.
   * @default - the only template of the new version; in an `Experiment` the only template
   */
  readonly measures?: string;

  /**
   * The name of the template that it is compared with: `AnalysisArgument.stableHash` stands for its pods.
   * @default - the only template of the stable version
   */
  readonly comparedWith?: string;
}

/** What an analysis has to know of the pods of an experiment. */
export interface ExperimentPodsFacts {
  /** The name of their template. */
  readonly name: string;

  /**
   * The version of the rollout that they run.
   * @default - none: the experiment belongs to no rollout
   */
  readonly specRef?: string;

  /**
   * The name of their Service.
   * @default - none, or one that only the controller knows
   */
  readonly service?: string;
}

/** What the analyses of an experiment are bound to. */
export interface ExperimentBinding {
  /** What an analysis has to know of the rollout, or of the experiment where it belongs to none. */
  readonly binding: AnalysisBinding;

  /** The pods of the experiment. */
  readonly pods: readonly ExperimentPodsFacts[];

  /**
   * How long the experiment runs.
   * @default - until its required analyses have succeeded
   */
  readonly duration?: Duration;

  /** Whether there is a Rollout whose fields an argument can be taken from. */
  readonly ofRollout: boolean;
}

/** The analyses of an experiment as the controller takes them. */
export interface BoundExperimentAnalyses {
  /** The analyses; undefined where there is none. */
  readonly rendered: RolloutSpecStrategyCanaryStepsExperimentAnalyses[] | undefined;

  /** What is wrong with them, as a list. */
  readonly problems: string[];
}

/**
 * Binds the analyses of an experiment and renders them.
 *
 * The controller gives the pods of an experiment hashes of their own (argo-rollouts experiments/replicaset.go), so those
 * of the rollout would select other pods. Arguments get `{{templates.<name>.podTemplateHash}}` instead.
 * @throws if one of the analyses cannot measure this experiment.
 */
export function bindExperimentAnalyses(
  analyses: readonly ExperimentAnalysis[],
  rules: MetricRules,
  experiment: ExperimentBinding,
  what: string,
): BoundExperimentAnalyses {
  const early = [
    ...analyses.flatMap(({ name, duration }) => [
      ...dnsLabelProblems(`the name of an analysis of ${what}`, name),
      ...(duration === undefined
        ? []
        : durationProblems(`the duration of analysis ${quote(name)} of ${what}`, duration)),
    ]),
    ...repeated(analyses.map(({ name }) => name)).map(
      (name) => `two analyses of ${what} are named ${quote(name)}: give each its own name`,
    ),
    ...(analyses.length === 0 ? metricRuleProblems(rules, [], what, what) : []),
  ];
  if (early.length > 0) return { rendered: undefined, problems: early };
  const bound = analyses.map((analysis) => bindOne(analysis, rules, experiment, what));
  return {
    rendered: filled(bound.map(({ rendered }) => rendered)),
    problems: [...new Set(bound.flatMap(({ problems }) => problems))],
  };
}

function bindOne(analysis: ExperimentAnalysis, rules: MetricRules, experiment: ExperimentBinding, what: string) {
  const { name, requiredForCompletion = false, measures, comparedWith } = analysis;
  const where = `analysis ${quote(name)} of ${what}`;
  const measured = podsFor(measures, experiment.pods, ({ specRef }) => specRef !== 'stable');
  const baseline = podsFor(comparedWith, experiment.pods, ({ specRef }) => specRef === 'stable');
  const reference = analysis.analysis.bind({
    ...experiment.binding,
    canaryService: measured?.service,
    otherService: baseline?.service,
    ofExperiment: true,
    // In a rollout each of several experiment steps has templates of its own.
    place: experiment.binding.place === undefined ? `experiment-${name}` : `${experiment.binding.place}-${name}`,
    duration: analysis.duration ?? experiment.duration,
  });
  const { templateName, clusterScope } = reference;
  const templates = templatesOfRun([reference]);
  const args = argsOfRun(templates);
  const metrics = templates.flatMap((template) => template.metrics);
  const hashes: Hashes = { Latest: measures ?? measured?.name, Stable: comparedWith ?? baseline?.name };
  return {
    rendered: {
      name,
      templateName,
      clusterScope: clusterScope || undefined,
      requiredForCompletion: requiredForCompletion || undefined,
      args: filled(args.map((arg) => withHash(arg, hashes))),
    },
    problems: [
      ...[measures, comparedWith].flatMap((pods) => unknownPodsProblems(where, pods, experiment.pods)),
      ...args.flatMap((arg) => argProblems(where, arg, hashes, experiment.ofRollout)),
      ...(requiredForCompletion ? endlessProblems(metrics, where) : cutOffProblems(where, analysis, experiment)),
      // The rules of an experiment hold for each of its runs (argo-rollouts experiments/experiment.go).
      ...runProblems(templates, rules, what, where),
      // The pods are measured from when all of them are available.
      ...youngProblems({ metrics, dryRun: dryRunOf(templates, rules) }, 0),
    ],
  };
}

/** The template whose pods a `podTemplateHashValue` stands for. */
type Hashes = { readonly [podTemplateHashValue: string]: string | undefined };

const HASH_PROPS: { readonly [podTemplateHashValue: string]: string } = { Latest: 'measures', Stable: 'comparedWith' };

function podsFor(
  name: string | undefined,
  pods: readonly ExperimentPodsFacts[],
  mayBeMeant: (pods: ExperimentPodsFacts) => boolean,
): ExperimentPodsFacts | undefined {
  if (name !== undefined) return pods.find((one) => one.name === name);
  const [only, ...others] = pods.filter(mayBeMeant);
  return others.length === 0 ? only : undefined;
}

function withHash(arg: RolloutSpecStrategyCanaryAnalysisArgs, hashes: Hashes): RolloutSpecStrategyCanaryAnalysisArgs {
  const hash = arg.valueFrom?.podTemplateHashValue;
  return hash === undefined ? arg : { name: arg.name, value: `{{templates.${hashes[hash]}.podTemplateHash}}` };
}

function argProblems(
  where: string,
  { name, valueFrom = {} }: RolloutSpecStrategyCanaryAnalysisArgs,
  hashes: Hashes,
  ofRollout: boolean,
): string[] {
  const { podTemplateHashValue: hash, fieldRef } = valueFrom;
  if (hash !== undefined && hashes[hash] === undefined) {
    return [
      `${where}: it is not clear which pods the argument ${quote(name)} stands for: name their template in ${HASH_PROPS[hash]}`,
    ];
  }
  if (fieldRef !== undefined && !ofRollout) {
    return [
      `${where}: the argument ${quote(name)} is a field of the Rollout, and this experiment has none: use ` +
        'AnalysisArgument.value',
    ];
  }
  return [];
}

function cutOffProblems(where: string, { duration }: ExperimentAnalysis, experiment: ExperimentBinding): string[] {
  if (duration === undefined || experiment.duration === undefined) return [];
  if (duration.toSeconds() <= experiment.duration.toSeconds()) return [];
  return [
    `${where} measures for ${toGoDuration(duration)} and is ended with the experiment, as Successful, after ` +
      `${toGoDuration(experiment.duration)}: set requiredForCompletion, or take the shorter duration`,
  ];
}

function unknownPodsProblems(where: string, name: string | undefined, pods: readonly ExperimentPodsFacts[]): string[] {
  if (name === undefined || pods.some((one) => one.name === name)) return [];
  return [`${where} is about the template ${quote(name)}, there ${listed(pods)}`];
}

function listed(pods: readonly ExperimentPodsFacts[]): string {
  return `${pods.length === 1 ? 'is' : 'are'} ${pods.map(({ name }) => quote(name)).join(', ')}`;
}
