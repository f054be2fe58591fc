import type { ApiObject, ApiObjectMetadataDefinition } from 'cdk8s';
import { type IScalable, type PodSelectorConfig, type ScalingTarget, Workload } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { RolloutSpecStrategyBlueGreen } from '../../../imports/argoproj.io';
import { throwProblems } from '../../validation/problems';
import { ephemeralProblems } from '../ephemeral-problems';
import { annotatePromotion } from '../reasons';
import { RolloutCore, toWorkloadProps } from '../rollout-core';
import { blueGreenRolloutProblems, previewProblems } from './blue-green-rollout-problems';
import type { BlueGreenRolloutProps } from './blue-green-rollout-props';
import { toBlueGreenStrategy } from './blue-green-strategy';

/**
 * An Argo Rollouts Rollout that starts all of a new version beside the old one, and then switches.
 *
 * It is a cdk8s-plus workload in the same way as `CanaryRollout`. Let the gate be the pre-promotion analysis: an abort
 * after the switch goes back only when all new pods are ready (argo-rollouts rollout/service.go), so after the switch
 * revert in Git instead of aborting.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/
 */
export class BlueGreenRollout extends Workload implements IScalable {
  /** The plural name of the resource, for permissions. */
  public readonly resourceType = 'rollouts';

  protected override readonly apiObject: ApiObject;

  private readonly core: RolloutCore;
  private readonly blueGreen: RolloutSpecStrategyBlueGreen;

  /** @throws if a prop is out of range, or the Services and analyses do not fit together. */
  constructor(scope: Construct, id: string, props: BlueGreenRolloutProps) {
    super(scope, id, toWorkloadProps(props));
    throwProblems(this, blueGreenRolloutProblems(props));
    this.core = new RolloutCore(this, props, () => ({ blueGreen: this.blueGreen }));
    this.apiObject = this.core.apiObject;
    const { services, activeMetadata, previewMetadata } = props;
    services.bind(this);
    this.blueGreen = toBlueGreenStrategy(props, {
      rollout: this,
      rolloutName: this.name,
      namespace: this.metadata.namespace,
      canaryService: services.preview.name,
      otherService: services.active.name,
    });
    annotatePromotion(this.metadata, props.promotion?.reason);
    if (this.isolate) this.connections.isolate();
    this.core.finish(services.ports, () => [
      ...ephemeralProblems(this, { activeMetadata, previewMetadata }),
      ...previewProblems(props, this.hasAutoscaler),
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
