import { type Chart, Duration } from 'cdk8s';
import { AnalysisArgument, CanaryStep } from '../../src';
import type { ExperimentAnalysis } from '../../src/rollout/experiment/experiment-analysis';
import {
  type ExperimentStepOptions,
  type ExperimentTemplate,
  ExperimentVersion,
} from '../../src/rollout/experiment/experiment-step-options';
import { clusterErrors, errors } from './analysis-charts';
import { steppedCanary } from './demo-rollouts';
import type { FieldCharts } from './field-chart';

const STEP = 'CanaryRollout.steps: CanaryStep.experiment';
const DURATION = Duration.minutes(5);
const ADDED = { labels: { role: 'demo' }, annotations: { note: 'demo' } };

function experiment(chart: Chart, options: Partial<ExperimentStepOptions>, pods: Partial<ExperimentTemplate> = {}) {
  const templates = [{ name: 'new', version: ExperimentVersion.CANARY, ...pods }];
  const step = CanaryStep.experiment({ templates, duration: DURATION, ...options });
  steppedCanary(chart, step);
}

function measured(chart: Chart, analysis: Partial<ExperimentAnalysis>, options: Partial<ExperimentStepOptions> = {}) {
  const analyses = [{ name: 'errors', analysis: analysis.analysis ?? errors(chart), ...analysis }];
  experiment(chart, { analyses, ...options });
}

/** The experiments that a canary rollout makes. */
export const EXPERIMENT_STEP_CHARTS: FieldCharts = {
  [`${STEP}.templates and duration`]: (chart) => experiment(chart, {}),
  [`${STEP}.templates.replicas`]: (chart) => experiment(chart, {}, { replicas: 2 }),
  [`${STEP}.templates.metadata`]: (chart) => experiment(chart, {}, { metadata: ADDED }),
  [`${STEP}.templates.selector`]: (chart) => experiment(chart, {}, { metadata: ADDED, selector: { role: 'demo' } }),
  [`${STEP}.templates.weight`]: (chart) => experiment(chart, {}, { weight: 5 }),
  [`${STEP}.templates.service`]: (chart) => experiment(chart, {}, { service: true }),
  [`${STEP}.templates.serviceName`]: (chart) => experiment(chart, {}, { serviceName: 'demo-new' }),
  [`${STEP}.scaleDownDelay`]: (chart) => experiment(chart, { scaleDownDelay: DURATION }),
  [`${STEP}.runMetadata`]: (chart) => experiment(chart, { runMetadata: ADDED }),
  [`${STEP}.analyses`]: (chart) => measured(chart, {}),
  [`${STEP}.analyses.requiredForCompletion`]: (chart) =>
    measured(chart, { requiredForCompletion: true, duration: DURATION }),
  [`${STEP}.analyses.analysis: AnalysisArgument.canaryHash`]: (chart) =>
    measured(chart, { analysis: errors(chart, AnalysisArgument.canaryHash('hash')) }),
  [`${STEP}.analyses.analysis: AnalysisArgument.field`]: (chart) =>
    measured(chart, { analysis: errors(chart, AnalysisArgument.field('team', "metadata.labels['team']")) }),
  [`${STEP}.analyses.analysis: Analysis.clusterScope`]: (chart) => measured(chart, { analysis: clusterErrors(chart) }),
  [`${STEP}.dryRun`]: (chart) => measured(chart, {}, { dryRun: ['errors'] }),
};
