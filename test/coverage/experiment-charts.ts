import { type Chart, Duration } from 'cdk8s';
import { LabelExpression, LabelSelector } from 'cdk8s-plus-28';
import { AnalysisArgument } from '../../src';
import { Experiment } from '../../src/rollout/experiment/experiment';
import type { ExperimentAnalysis } from '../../src/rollout/experiment/experiment-analysis';
import type { ExperimentPodTemplate } from '../../src/rollout/experiment/experiment-pods';
import type { ExperimentProps } from '../../src/rollout/experiment/experiment-props';
import { clusterErrors, errors } from './analysis-charts';
import type { FieldCharts } from './field-chart';

const DURATION = Duration.minutes(5);
const ADDED = { labels: { role: 'demo' }, annotations: { note: 'demo' } };

function experiment(chart: Chart, props: Partial<ExperimentProps>, pods: Partial<ExperimentPodTemplate> = {}) {
  return new Experiment(chart, 'experiment', {
    metadata: { name: 'trial' },
    templates: [{ name: 'new', containers: [{ image: 'example/app:1', portNumber: 8080 }], ...pods }],
    ...props,
  });
}

function measured(chart: Chart, analysis: Partial<ExperimentAnalysis>, props: Partial<ExperimentProps> = {}) {
  const analyses = [{ name: 'errors', analysis: analysis.analysis ?? errors(chart), ...analysis }];
  experiment(chart, { duration: DURATION, analyses, ...props });
}

/** The properties of an experiment on its own. */
export const EXPERIMENT_CHARTS: FieldCharts = {
  'Experiment.templates and duration': (chart) => {
    experiment(chart, { duration: DURATION });
  },
  'Experiment.templates.replicas': (chart) => {
    experiment(chart, { duration: DURATION }, { replicas: 2 });
  },
  'Experiment.templates.podMetadata': (chart) => {
    experiment(chart, { duration: DURATION }, { podMetadata: ADDED });
  },
  'Experiment.templates.minReady': (chart) => {
    experiment(chart, { duration: DURATION }, { minReady: Duration.seconds(10) });
  },
  'Experiment.templates.service': (chart) => {
    experiment(chart, { duration: DURATION }, { service: true });
  },
  'Experiment.templates.serviceName': (chart) => {
    experiment(chart, { duration: DURATION }, { serviceName: 'trial' });
  },
  'Experiment.pods: ExperimentPods.select': (chart) => {
    const [pods] = experiment(chart, { duration: DURATION }, { podMetadata: { labels: { tier: 'web' } } }).pods;
    pods?.select(LabelSelector.of({ expressions: [LabelExpression.in('tier', ['web'])] }));
  },
  'Experiment.progressDeadline': (chart) => {
    experiment(chart, { duration: DURATION, progressDeadline: DURATION });
  },
  'Experiment.scaleDownDelay': (chart) => {
    experiment(chart, { duration: DURATION, scaleDownDelay: DURATION });
  },
  'Experiment.terminate': (chart) => {
    experiment(chart, { duration: DURATION, terminate: true });
  },
  'Experiment.runMetadata': (chart) => {
    experiment(chart, { duration: DURATION, runMetadata: ADDED });
  },
  'Experiment.analyses': (chart) => measured(chart, {}),
  'Experiment.analyses.requiredForCompletion': (chart) =>
    measured(chart, { requiredForCompletion: true, duration: DURATION }),
  'Experiment.analyses.analysis: AnalysisArgument.canaryHash': (chart) =>
    measured(chart, { analysis: errors(chart, AnalysisArgument.canaryHash('hash')) }),
  'Experiment.analyses.analysis: Analysis.clusterScope': (chart) => measured(chart, { analysis: clusterErrors(chart) }),
  'Experiment.dryRun': (chart) => measured(chart, {}, { dryRun: ['errors'] }),
  'Experiment.measurementRetention': (chart) =>
    measured(chart, {}, { measurementRetention: [{ metric: 'errors', limit: 5 }] }),
};
