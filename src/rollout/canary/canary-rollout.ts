import type { ApiObject, ApiObjectMetadataDefinition } from 'cdk8s';
import { type IScalable, type PodSelectorConfig, type ScalingTarget, Workload } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { RolloutSpecStrategyCanary } from '../../../imports/argoproj.io';
import { throwProblems } from '../../validation/problems';
import { ephemeralProblems } from '../ephemeral-problems';
import { experimentTreeProblems } from '../experiment/experiment-step';
import { annotateReasons, annotateUngated } from '../reasons';
import { DEFAULT_REPLICAS, RolloutCore, toWorkloadProps } from '../rollout-core';
import { canaryRolloutProblems } from './canary-rollout-problems';
import type { CanaryRolloutProps } from './canary-rollout-props';
import { toCanaryStrategy } from './canary-strategy';
import { reachableWeightProblems } from './reachable-weights';

/**
 * An Argo Rollouts Rollout that releases a new version as a canary.
 *
 * It is a cdk8s-plus workload: containers, probes, volumes, scheduling, connections and autoscalers work as on a
 * `Deployment`, with the same defaults (2 replicas; per container 1000m CPU and 512Mi requested, a read-only root file
 * system, not root, a start-up probe on the port). Unlike there, pods are selected by `app.kubernetes.io/name`: the
 * selector cannot be changed later, and cdk8s-plus's own label would change with the place in the construct tree.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/specification/
 */
export class CanaryRollout extends Workload implements IScalable {
  /** The plural name of the resource, for permissions. */
  public readonly resourceType = 'rollouts';

  protected override readonly apiObject: ApiObject;

  private readonly core: RolloutCore;
  private readonly canary: RolloutSpecStrategyCanary;

  /** @throws if a prop is out of range, or the Services, routers and analyses do not fit together. */
  constructor(scope: Construct, id: string, props: CanaryRolloutProps) {
    super(scope, id, toWorkloadProps(props));
    throwProblems(this, canaryRolloutProblems(props));
    this.core = new RolloutCore(this, props, () => ({ canary: this.canary }));
    this.apiObject = this.core.apiObject;
    const { services, pingPong, steps = [] } = props;
    services?.bind(this);
    pingPong?.bind(this);
    this.canary = toCanaryStrategy(
      props,
      {
        rollout: this,
        rolloutName: this.name,
        namespace: this.metadata.namespace,
        canaryService: services?.canary.name,
        otherService: services?.stable.name,
      },
      () => this.matchLabels,
    );
    annotateReasons(this.metadata, steps);
    annotateUngated(this.metadata, props.ungatedBecause);
    if (this.isolate) this.connections.isolate();
    this.core.finish((services ?? pingPong)?.ports ?? [], () => [
      ...(this.hasAutoscaler || props.replicas !== undefined ? [] : reachableWeightProblems(props, DEFAULT_REPLICAS)),
      ...ephemeralProblems(this, { stableMetadata: props.stableMetadata, canaryMetadata: props.canaryMetadata }),
      ...steps.flatMap(({ experimentOptions }, index) =>
        // With a workloadRef the pods are not known here.
        experimentOptions === undefined || props.workloadRef !== undefined
          ? []
          : experimentTreeProblems(experimentOptions, this, `step ${index} (experiment)`),
      ),
    ]);
  }

  /** Whether an autoscaler decides on the number of pods. */
  public get hasAutoscaler(): boolean {
    return this.core.hasAutoscaler;
  }

  /** The metadata of the pods; its labels are what Services, policies and autoscalers find them by. */
  public override get podMetadata(): ApiObjectMetadataDefinition {
    return this.core.podMetadata;
  }

  /** How Services, policies and affinities select the pods, of both versions. */
  public override toPodSelectorConfig(): PodSelectorConfig {
    return this.core.toPodSelectorConfig();
  }

  /**
   * Called by an autoscaler that takes over the number of pods.
   * @throws if `replicas` is given: each sync would set the number back.
   */
  public markHasAutoscaler(): void {
    this.core.markHasAutoscaler();
  }

  /** What an autoscaler has to know of the rollout. */
  public toScalingTarget(): ScalingTarget {
    return this.core.toScalingTarget();
  }
}
