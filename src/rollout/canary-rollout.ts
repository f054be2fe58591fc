import { ApiObject, ApiObjectMetadataDefinition, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { RolloutSpec, RolloutSpecStrategyCanary } from '../../imports/argoproj.io';
import { throwProblems } from '../validation/problems';
import { requireUniqueObjects } from '../validation/unique-objects';
import { bindBackgroundAnalysis } from './background-analysis';
import { propsProblems, treeProblems } from './canary-rollout-problems';
import type { CanaryRolloutProps } from './canary-rollout-props';
import { toPodSpec } from './pod-spec';
import { mergeTrafficRouting } from './traffic-routing';

/** The label that the pods of a rollout are selected by, with the name of the rollout as its value. */
export const NAME_LABEL = 'app.kubernetes.io/name';

/**
 * An Argo Rollouts Rollout that releases a new version as a canary.
 *
 * It is a cdk8s-plus workload: containers, probes, volumes, scheduling, connections and autoscalers work as on a
 * `Deployment`, with the same defaults (2 replicas; per container 1000m CPU and 512Mi requested, a read-only root file
 * system, not root, a start-up probe on the port). Unlike there, pods are selected by `app.kubernetes.io/name`: the
 * selector cannot be changed later, and cdk8s-plus's own label would change with the place in the construct tree.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/specification/
 */
export class CanaryRollout extends kplus.Workload implements kplus.IScalable {
  /** The plural name of the resource, for permissions. */
  public readonly resourceType = 'rollouts';

  /** Whether an autoscaler decides on the number of pods. */
  public hasAutoscaler = false;

  protected override readonly apiObject: ApiObject;

  private readonly props: CanaryRolloutProps;
  private readonly canary: RolloutSpecStrategyCanary;
  private podLabels?: ApiObjectMetadataDefinition;
  private isSpread = false;

  /** @throws if a prop is out of range, or the Services, routers and analyses do not fit together. */
  constructor(scope: Construct, id: string, props: CanaryRolloutProps) {
    // Spreading is left to toSpec: cdk8s-plus adds its rules once more each time the object is rendered.
    super(scope, id, { ...props, select: false, spread: false });
    throwProblems(this, propsProblems(props));
    this.props = props;
    this.apiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: props.metadata,
      spec: Lazy.any({ produce: () => this.toSpec() }),
    });
    if (props.select ?? true) this.select(kplus.LabelSelector.of({ labels: { [NAME_LABEL]: this.name } }));
    this.canary = this.toCanary();
    this.node.addValidation({ validate: () => treeProblems(this, props.services) });
    requireUniqueObjects(this);
    if (this.isolate) this.connections.isolate();
  }

  /** The metadata of the pods; its labels are what Services, policies and autoscalers find them by. */
  public override get podMetadata(): ApiObjectMetadataDefinition {
    if (this.podLabels === undefined) {
      this.podLabels = new ApiObjectMetadataDefinition({ ...this.props.podMetadata, apiObject: this.apiObject });
      if (this.props.select ?? true) this.podLabels.addLabel(NAME_LABEL, this.name);
    }
    return this.podLabels;
  }

  /** How Services, policies and affinities select the pods, of both versions. */
  public override toPodSelectorConfig(): kplus.PodSelectorConfig {
    const { namespace } = this.metadata;
    return {
      labelSelector: kplus.LabelSelector.of({ labels: this.matchLabels }),
      namespaces: namespace === undefined ? undefined : { names: [namespace] },
    };
  }

  /**
   * Called by an autoscaler that takes over the number of pods.
   * @throws if `replicas` is given: each sync would set the number back.
   */
  public markHasAutoscaler(): void {
    if (this.props.replicas !== undefined) {
      throwProblems(this, [
        `replicas is ${this.props.replicas}, and an autoscaler decides on it too: each sync would take the number back to ` +
          'that of Git, leave replicas out',
      ]);
    }
    this.hasAutoscaler = true;
  }

  /** What an autoscaler has to know of the rollout. */
  public toScalingTarget(): kplus.ScalingTarget {
    return {
      apiVersion: this.apiVersion,
      kind: this.kind,
      name: this.name,
      containers: this.containers,
      replicas: this.props.replicas,
    };
  }

  private toSpec(): RolloutSpec {
    const { replicas = 2, minReady, progressDeadline } = this.props;
    this.spreadOnce();
    return {
      replicas: this.hasAutoscaler ? undefined : replicas,
      // The controller drops a zero again, and Argo CD would be OutOfSync for ever.
      minReadySeconds: minReady?.toSeconds() || undefined,
      progressDeadlineSeconds: progressDeadline?.toSeconds(),
      selector: this._toLabelSelector(),
      template: { metadata: this.podMetadata.toJson(), spec: toPodSpec(this._toPodSpec()) },
      strategy: { canary: this.canary },
    };
  }

  private spreadOnce(): void {
    if (this.isSpread || !this.props.spread) return;
    this.isSpread = true;
    this.scheduling.spread({ topology: kplus.Topology.HOSTNAME });
    this.scheduling.spread({ topology: kplus.Topology.ZONE });
  }

  private toCanary(): RolloutSpecStrategyCanary {
    const { services, trafficRouting = [], steps = [], analysis } = this.props;
    const { namespace } = this.metadata;
    services?.bind(this);
    return {
      stableService: services?.stable.name,
      canaryService: services?.canary.name,
      trafficRouting:
        services === undefined
          ? undefined
          : mergeTrafficRouting(
              this,
              trafficRouting.map((router) => router.bind({ path: this.node.path, namespace, services })),
            ),
      analysis:
        analysis &&
        bindBackgroundAnalysis(analysis, steps, {
          rollout: this,
          rolloutName: this.name,
          namespace,
          canaryService: services?.canary.name,
        }),
      steps: steps.length === 0 ? undefined : steps.map((step) => step.toStep()),
    };
  }
}
