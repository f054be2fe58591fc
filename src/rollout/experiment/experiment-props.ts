import type { ApiObjectMetadata, Duration } from 'cdk8s';
import type { MetricRules } from '../../analysis/metric-rules';
import type { AddedMetadata } from '../added-metadata';
import type { ExperimentAnalysis } from './experiment-analysis';
import type { ExperimentPodTemplate } from './experiment-pods';

/** Props of `Experiment`. */
export interface ExperimentProps extends MetricRules {
  /** The metadata of the Experiment; its name is required, a DNS-1123 label. */
  readonly metadata: ApiObjectMetadata;

  /** The pods that run beside one another; at least one kind. */
  readonly templates: ExperimentPodTemplate[];

  /**
   * How long the experiment runs, in whole seconds, from when all its pods are available.
   * @default - until the analyses with requiredForCompletion have succeeded
   */
  readonly duration?: Duration;

  /**
   * What is measured. If one fails, the experiment does. The rules for metrics hold for each of them.
   * @default - nothing
   */
  readonly analyses?: ExperimentAnalysis[];

  /**
   * How long the pods may take to become available, in whole seconds; longer than `minReady`.
   * @default - 600 seconds, the controller's default
   */
  readonly progressDeadline?: Duration;

  /**
   * How long the pods stay after the end, in whole seconds.
   * @default - 30 seconds, the controller's default
   */
  readonly scaleDownDelay?: Duration;

  /**
   * Labels and annotations for the AnalysisRuns.
   * @default - none
   */
  readonly runMetadata?: AddedMetadata;

  /**
   * Whether the experiment ends now.
   * @default false
   */
  readonly terminate?: boolean;
}
