import type { Workload } from 'cdk8s-plus-28';
import type {
  RolloutSpecStrategyCanaryStepsExperiment,
  RolloutSpecStrategyCanaryStepsExperimentTemplates,
} from '../../../imports/argoproj.io';
import type { AnalysisBinding } from '../../analysis/analysis-binding';
import { toMetricRules } from '../../analysis/metric-rules';
import { quote, serviceNameProblems } from '../../validation/names';
import { toGoDuration, wholeNumberProblems } from '../../validation/numbers';
import { repeated } from '../../validation/repeated';
import { toAddedMetadata } from '../added-metadata';
import { bindExperimentAnalyses } from './experiment-analysis';
import { experimentProblems, serviceOfPodsProblems } from './experiment-problems';
import type { ExperimentStepOptions, ExperimentTemplate } from './experiment-step-options';

/** An experiment step as a Rollout takes it, with what is wrong with it. */
export interface RenderedExperimentStep {
  /** The content of the step. */
  readonly rendered: RolloutSpecStrategyCanaryStepsExperiment;

  /** What is wrong with it, as a list. */
  readonly problems: string[];
}

/**
 * Binds the analyses of an experiment step and renders it.
 * @param what how the step is called in messages
 * @throws if one of the analyses cannot measure the experiment.
 */
export function renderExperimentStep(
  options: ExperimentStepOptions,
  binding: AnalysisBinding,
  what = 'experiment',
): RenderedExperimentStep {
  const { templates, duration, analyses = [], scaleDownDelay } = options;
  const early = [
    ...experimentProblems(options, what),
    ...templates.flatMap((template) => templateProblems(template, binding, what)),
    ...weightProblems(experimentWeight(options), what),
    ...repeated(templates.flatMap(({ serviceName }) => serviceName ?? [])).map(
      (name) => `two templates of ${what} have the Service ${quote(name)}: the second would end with an error`,
    ),
  ];
  if (early.length > 0) return { rendered: { templates: [] }, problems: early };
  const pods = templates.map(({ name, version, serviceName }) => ({ name, specRef: version, service: serviceName }));
  const bound = bindExperimentAnalyses(analyses, options, { binding, pods, duration, ofRollout: true }, what);
  return {
    rendered: {
      templates: templates.map(toTemplate),
      duration: duration && toGoDuration(duration),
      scaleDownDelaySeconds: scaleDownDelay?.toSeconds(),
      analyses: bound.rendered,
      dryRun: toMetricRules(options).dryRun,
      analysisRunMetadata: toAddedMetadata(options.runMetadata),
    },
    problems: bound.problems,
  };
}

/** The share of the requests that the pods of an experiment get together, in per cent. */
export function experimentWeight({ templates }: ExperimentStepOptions): number {
  return templates.reduce((sum, { weight = 0 }) => sum + weight, 0);
}

/** What is wrong with an experiment step that only the finished tree tells, as a list of problems. */
export function experimentTreeProblems(
  { templates }: ExperimentStepOptions,
  rollout: Workload,
  what = 'experiment',
): string[] {
  return templates.flatMap((template) => {
    const where = `template ${quote(template.name)} of ${what}`;
    return [
      ...(wantsService(template) ? serviceOfPodsProblems(rollout.containers, where) : []),
      ...Object.entries(template.selector ?? {})
        .filter(([key, value]) => (template.metadata?.labels?.[key] ?? rollout.podMetadata.getLabel(key)) !== value)
        .map(
          ([key, value]) =>
            `${where} selects pods with label ${key}=${quote(value)}, which its pods do not have: add it to metadata.labels`,
        ),
    ];
  });
}

function toTemplate(template: ExperimentTemplate): RolloutSpecStrategyCanaryStepsExperimentTemplates {
  const { name, version, replicas, selector, weight, service, serviceName } = template;
  return {
    name,
    specRef: version,
    replicas,
    metadata: toAddedMetadata(template.metadata),
    selector: selector && { matchLabels: selector },
    weight,
    service: serviceName === undefined ? (service ? {} : undefined) : { name: serviceName },
  };
}

function wantsService({ weight, service, serviceName }: ExperimentTemplate): boolean {
  return service === true || weight !== undefined || serviceName !== undefined;
}

function templateProblems(template: ExperimentTemplate, binding: AnalysisBinding, what: string): string[] {
  const { name, selector, weight, serviceName } = template;
  const where = `template ${quote(name)} of ${what}`;
  return [
    ...(weight === undefined ? [] : wholeNumberProblems(`the weight of ${where}`, weight, 1, 99)),
    ...(wantsService(template) && serviceName === undefined ? longNameProblems(where, name, binding.rolloutName) : []),
    ...(serviceName === undefined ? [] : serviceNameProblems(`serviceName of ${where}`, serviceName)),
    ...(serviceName !== undefined && serviceName === binding.canaryService
      ? [`serviceName of ${where} is that of the canary's Service, ${quote(serviceName)}: the experiment needs its own`]
      : []),
    // With labels to add the controller writes into a selector that is not there, and panics (rollout/experiment.go).
    ...(selector !== undefined && Object.keys(selector).length === 0
      ? [`selector of ${where} is empty: name labels, or leave it out for the selector of the rollout`]
      : []),
  ];
}

// The generated Service is named <rollout>-<hash>-<revision>-<step>-<template> (argo-rollouts rollout/experiment.go).
function longNameProblems(where: string, template: string, rollout: string): string[] {
  const longest = `${rollout}-${'h'.repeat(10)}-9999-99-${template}`;
  if (longest.length <= 63) return [];
  return [
    `the Service of ${where} would have a name of up to ${longest.length} characters (<rollout>-<hash>-<revision>-<step>-` +
      `<template>), and 63 are allowed: take shorter names, or give it a serviceName`,
  ];
}

function weightProblems(sum: number, what: string): string[] {
  if (sum <= 99) return [];
  return [`the weights of ${what} add up to ${sum} %: nothing would be left for the stable version, take 99 or less`];
}
