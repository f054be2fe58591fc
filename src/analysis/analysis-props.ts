import type { ApiObjectMetadata } from 'cdk8s';
import { repeated } from '../validation/repeated';
import { type AnalysisArgument, argumentProblems } from './analysis-argument';
import type { IAnalysis } from './analysis-binding';
import { credentialProblems } from './credential-problems';
import { type Metric, metricProblems, placesOfArguments } from './metric';
import { type MetricRules, metricRuleProblems } from './metric-rules';

/** Props of `Analysis`. */
export interface AnalysisProps extends MetricRules {
  /**
   * The metadata of the template. Its name is required where it is not made for one rollout (`clusterScope`), or has no
   * metrics of its own.
   * @default - its name is `<rollout>-<name of the first metric>`
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * Whether the template is a ClusterAnalysisTemplate, for rollouts of every namespace. It is measured in the namespace
   * of each rollout, where the Secrets of its arguments have to be; what it nests has to be for the whole cluster too.
   * @default false
   */
  readonly clusterScope?: boolean;

  /**
   * What is measured. If one metric fails, the analysis does.
   * @default - what the nested templates measure
   */
  readonly metrics?: Metric[];

  /**
   * Analyses that are measured together with this one, in the same run. Each declares the arguments of its own metrics.
   * @default - none
   */
  readonly templates?: IAnalysis[];

  /**
   * The arguments that the metrics refer to as `{{args.<name>}}`; the Rollout that uses the analysis supplies them.
   * @default - none
   */
  readonly args?: AnalysisArgument[];
}

/** What is wrong with the props of an analysis on their own, as a list of problems. */
export function analysisProblems(props: AnalysisProps): string[] {
  const { metrics = [], templates = [], args = [] } = props;
  const names = metrics.map(({ name }) => name);
  return [
    ...(metrics.length === 0 && templates.length === 0
      ? ['metrics is empty: an analysis without metrics holds the release for ever']
      : []),
    ...metadataProblems(props),
    ...repeated(names).map(
      (name) => `two metrics are named "${name}": the controller refuses that, give each its own name`,
    ),
    ...(repeated(templates).length === 0
      ? []
      : ['templates names one analysis twice: it is measured once, leave one out']),
    ...metrics.flatMap(metricProblems),
    ...credentialProblems(args, metrics),
    ...argumentProblems(args, metrics.map(placesOfArguments).join('\n')),
    // The metrics of nested templates are known when they are bound.
    ...(templates.length === 0 ? metricRuleProblems(props, names, 'it') : []),
  ];
}

function metadataProblems({ metadata, clusterScope = false, metrics = [] }: AnalysisProps): string[] {
  return [
    ...(clusterScope && metadata?.name === undefined
      ? ['metadata.name is missing: with clusterScope it is one template for all rollouts, and not named after one']
      : []),
    ...(clusterScope && metadata?.namespace !== undefined
      ? [`metadata.namespace is "${metadata.namespace}", and with clusterScope the template has none: leave it out`]
      : []),
    ...(!clusterScope && metadata?.name === undefined && metrics.length === 0
      ? ['metadata.name is missing: there is no metric to name the template after']
      : []),
  ];
}
