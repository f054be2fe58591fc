import type { Construct } from 'constructs';
import type { RolloutSpecStrategyCanaryAnalysisArgs } from '../../imports/argoproj.io';
import type { Metric } from './metric';

/** What an analysis has to know of the rollout that it gates. */
export interface AnalysisBinding {
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
   * The name of the Service that gets the canary's requests.
   * @default - the rollout has no Services of its own
   */
  readonly canaryService?: string;
}

/** An analysis as a Rollout refers to it. */
export interface AnalysisReference {
  /** The name of the AnalysisTemplate. */
  readonly templateName: string;

  /** The arguments that the Rollout has to supply. */
  readonly args: RolloutSpecStrategyCanaryAnalysisArgs[];

  /** What is measured, and when. */
  readonly metrics: Metric[];
}

/** A gate of a rollout: measurements that abort a release when too many of them fail. */
export interface IAnalysis {
  /**
   * Makes the template for the rollout and returns how to refer to it.
   * @throws if the analysis cannot gate this rollout.
   */
  bind(binding: AnalysisBinding): AnalysisReference;
}
