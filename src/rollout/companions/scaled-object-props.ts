import type { ApiObjectMetadata, Duration } from 'cdk8s';
import type { IScalable } from 'cdk8s-plus-28';
import type { ScaleTrigger } from './scale-trigger';

/** How many replicas a workload has while KEDA cannot measure. */
export interface ScaleFallback {
  /** After how many errors of a trigger in a row it counts, at least 0. */
  readonly failureThreshold: number;

  /** How many replicas there are then, at least 0. */
  readonly replicas: number;
}

/** Props of `ScaledObject`. */
export interface ScaledObjectProps {
  /** The metadata of the ScaledObject; its name is required, at most 54 characters, as KEDA puts `keda-hpa-` before it. */
  readonly metadata: ApiObjectMetadata;

  /** The workload that is scaled, such as a `CanaryRollout`, with no `replicas` of its own. */
  readonly target: IScalable;

  /** What the number of replicas is derived from; at least one. */
  readonly triggers: ScaleTrigger[];

  /**
   * The least number of replicas, at least 0. With 0 nobody is served while no trigger is active; 2 or more let a canary
   * of a few per cent be about as large as its weight.
   * @default - 0, KEDA's default; required where every trigger is `cpu` or `memory`, which cannot wake up from 0
   */
  readonly minReplicas?: number;

  /**
   * The highest number of replicas, at least 1 and `minReplicas`.
   * @default - 100, KEDA's default
   */
  readonly maxReplicas?: number;

  /**
   * How often the triggers are asked while there are no replicas, in whole seconds.
   * @default - 30 seconds, KEDA's default
   */
  readonly pollingInterval?: Duration;

  /**
   * How long after the last active trigger the workload is scaled to 0, in whole seconds. Scaling to any other number
   * does not wait for it.
   * @default - 300 seconds, KEDA's default
   */
  readonly cooldownPeriod?: Duration;

  /**
   * How many replicas there are while a trigger fails; needs a trigger other than `cpu` and `memory`.
   * @default - the number stays as it is
   */
  readonly fallback?: ScaleFallback;
}
