import { type Chart, Duration } from 'cdk8s';
import { Analysis, AnalysisArgument, type AnalysisProps, Prometheus, type RolloutAnalysis } from '../../src';
import type { FieldCharts } from './field-chart';

/**
 * The charts of an analysis at one of the places that a rollout has for it.
 * @param place the construct property of the place
 * @param use makes a rollout with the analysis at that place
 */
export function analysisCharts(place: string, use: (chart: Chart, analysis: RolloutAnalysis) => void): FieldCharts {
  const templates = (chart: Chart, ...args: AnalysisArgument[]) => [errors(chart, ...args)];
  const hash = AnalysisArgument.canaryHash('hash');
  const field = AnalysisArgument.field('team', "metadata.labels['team']");
  return {
    [`${place}.templates`]: (chart) => use(chart, { templates: templates(chart) }),
    [`${place}.templates: AnalysisArgument.canaryHash`]: (chart) => use(chart, { templates: templates(chart, hash) }),
    [`${place}.templates: AnalysisArgument.field`]: (chart) => use(chart, { templates: templates(chart, field) }),
    [`${place}.templates: AnalysisArgument.canaryService`]: (chart) =>
      use(chart, { templates: templates(chart, AnalysisArgument.canaryService('service')) }),
    [`${place}.templates: Analysis.clusterScope`]: (chart) => use(chart, { templates: [clusterErrors(chart)] }),
    [`${place}.dryRun`]: (chart) => use(chart, { templates: templates(chart), dryRun: ['errors'] }),
    [`${place}.measurementRetention`]: (chart) =>
      use(chart, { templates: templates(chart), measurementRetention: [{ metric: 'errors', limit: 5 }] }),
    [`${place}.runMetadata`]: (chart) =>
      use(chart, {
        templates: templates(chart),
        runMetadata: { labels: { team: 'shop' }, annotations: { note: 'demo' } },
      }),
  };
}

/** An analysis with one metric named errors, which refers to the given arguments. */
export function errors(chart: Chart, ...args: AnalysisArgument[]): Analysis {
  return new Analysis(chart, 'errors', errorsProps(args));
}

/** The same as a ClusterAnalysisTemplate. */
export function clusterErrors(chart: Chart, ...args: AnalysisArgument[]): Analysis {
  return new Analysis(chart, 'errors', { ...errorsProps(args), metadata: { name: 'errors' }, clusterScope: true });
}

/** The props of both, with each argument as a label of the metric. */
export function errorsProps(args: AnalysisArgument[] = []): AnalysisProps {
  const selector = args.map(({ name }) => `${name}="{{args.${name}}}"`).join(',');
  return {
    metrics: [
      {
        name: 'errors',
        provider: Prometheus.at('http://prometheus:9090').query(`errors{${selector}}`),
        successCondition: 'len(result) > 0 && result[0] < 5',
        interval: Duration.seconds(10),
        initialDelay: Duration.seconds(10),
        bothVersionsBecause: 'only the fields count here',
      },
    ],
    args,
  };
}
