import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import type { AnalysisTemplateSpecArgs, RolloutSpecStrategyCanaryAnalysisArgs } from '../../imports/argoproj.io';
import type { RolloutValues } from './analysis-argument';
import type { Metric } from './metric';
import type { MetricRules } from './metric-rules';

/** What an analysis has to know of the rollout that it gates. */
export interface AnalysisBinding extends RolloutValues {
  /** The rollout, for messages. */
  readonly rollout: Construct;

  /** The name of the rollout. */
  readonly rolloutName: string;

  /**
   * The namespace of the rollout, in which the controller looks for the template.
   * @default - the namespace that the manifests are applied to
   */
  readonly namespace?: string;

  /**
   * The name of the Service of the other version. It may begin with that of the canary's, and is not meant by it.
   * @default - the rollout has no Services of its own
   */
  readonly otherService?: string;

  /**
   * Where the rollout uses the analysis, such as `step-2` or `pre-promotion`: each place has a template of its own, named
   * after it.
   * @default - beside the steps, as background analysis
   */
  readonly place?: string;

  /**
   * Whether the pods that are measured are those of an experiment: their ReplicaSet is named after it, without a hash.
   * @default false
   */
  readonly ofExperiment?: boolean;

  /**
   * How long metrics without a count are measured, in whole seconds. Their count is made from it.
   * @default - until the release is over
   */
  readonly duration?: Duration;
}

/** An analysis as a Rollout refers to it. */
export interface AnalysisReference {
  /** The name of the AnalysisTemplate. */
  readonly templateName: string;

  /**
   * Whether the template is a ClusterAnalysisTemplate.
   * @default false
   */
  readonly clusterScope?: boolean;

  /** The arguments that the Rollout has to supply. */
  readonly args: RolloutSpecStrategyCanaryAnalysisArgs[];

  /**
   * The arguments as the template declares them, with the values that it has itself.
   * @default - none
   */
  readonly templateArgs?: AnalysisTemplateSpecArgs[];

  /** What the template itself measures, and when. */
  readonly metrics: Metric[];

  /**
   * The rules that the template itself has for single metrics.
   * @default - none
   */
  readonly rules?: MetricRules;

  /**
   * The templates that it nests, which are measured in the same run.
   * @default - none
   */
  readonly templates?: AnalysisReference[];
}

/** A gate of a rollout: measurements that abort a release when too many of them fail. */
export interface IAnalysis {
  /**
   * Makes the template for the rollout and returns how to refer to it.
   * @throws if the analysis cannot gate this rollout.
   */
  bind(binding: AnalysisBinding): AnalysisReference;
}
