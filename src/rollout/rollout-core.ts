import { ApiObject, ApiObjectMetadataDefinition, type JsonPatch, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { RolloutSpec, RolloutSpecStrategy } from '../../imports/argoproj.io';
import { toPodSpec } from '../analysis/pod-spec';
import { requireCheckedApp } from '../check/app-check';
import { otherServiceProblems } from '../check/other-services';
import type { ServicePort } from '../services/service-port';
import { throwProblems } from '../validation/problems';
import { notificationAnnotations } from './companions/notification';
import { rolloutTreeProblems } from './rollout-problems';
import type { RolloutProps } from './rollout-props';

/** The label that the pods of a rollout are selected by, with the name of the rollout as its value. */
export const NAME_LABEL = 'app.kubernetes.io/name';

/** How many pods a rollout has where nothing is said and nothing else decides, as a workload of cdk8s-plus. */
export const DEFAULT_REPLICAS = 2;

/**
 * What a rollout of either strategy consists of: its object, its pods, its selector and its autoscaler.
 *
 * The rollouts hold one each and hand on to it; the base that they extend is cdk8s-plus's workload alone.
 */
export class RolloutCore {
  /** The Rollout. */
  public readonly apiObject: PatchableObject;

  /** Whether an autoscaler decides on the number of pods. */
  public hasAutoscaler = false;

  private podLabels?: ApiObjectMetadataDefinition;
  private isSpread = false;

  /**
   * Makes the Rollout and selects its pods.
   * @param workload the rollout as a construct
   * @param props checked props
   * @param strategy renders the strategy, when the tree is finished
   */
  constructor(
    private readonly workload: kplus.Workload,
    private readonly props: RolloutProps,
    private readonly strategy: () => RolloutSpecStrategy,
  ) {
    this.apiObject = new PatchableObject(workload, 'Resource', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: {
        ...props.metadata,
        annotations: { ...props.metadata?.annotations, ...notificationAnnotations(props.notifications ?? []) },
      },
      spec: Lazy.any({ produce: () => this.toSpec(strategy()) }),
    });
    const labels = props.workloadRef?.podLabels ?? { [NAME_LABEL]: this.apiObject.name };
    if (props.select ?? true) workload.select(kplus.LabelSelector.of({ labels: { ...labels } }));
  }

  /** What is left to do when the rollout has its object: the checks of the finished tree. */
  public finish(ports: readonly ServicePort[], moreProblems: () => string[] = () => []): void {
    this.workload.node.addValidation({
      validate: () => [
        ...rolloutTreeProblems(this.workload, this.props, ports),
        ...moreProblems(),
        ...this.patchProblems(),
      ],
    });
    requireCheckedApp(this.workload);
  }

  /** The metadata of the pods. */
  public get podMetadata(): ApiObjectMetadataDefinition {
    if (this.podLabels === undefined) {
      this.podLabels = new ApiObjectMetadataDefinition({ ...this.props.podMetadata, apiObject: this.apiObject });
      if (this.props.select ?? true) this.podLabels.addLabel(NAME_LABEL, this.apiObject.name);
    }
    return this.podLabels;
  }

  /** How Services, policies and affinities select the pods, of both versions. */
  public toPodSelectorConfig(): kplus.PodSelectorConfig {
    const { namespace } = this.apiObject.metadata;
    return {
      labelSelector: kplus.LabelSelector.of({ labels: this.workload.matchLabels }),
      namespaces: namespace === undefined ? undefined : { names: [namespace] },
    };
  }

  /**
   * Lets an autoscaler decide on the number of pods.
   * @throws if `replicas` is given: each sync would set the number back.
   */
  public markHasAutoscaler(): void {
    if (this.props.replicas !== undefined) {
      throwProblems(this.workload, [
        `replicas is ${this.props.replicas}, and an autoscaler decides on it too: each sync would take the number back to ` +
          'that of Git, leave replicas out',
      ]);
    }
    this.hasAutoscaler = true;
  }

  /** What an autoscaler has to know of the rollout. */
  public toScalingTarget(): kplus.ScalingTarget {
    const { apiVersion, kind, name } = this.apiObject;
    const containers = this.props.workloadRef?.containers ?? this.workload.containers;
    return { apiVersion, kind, name, containers, replicas: this.props.replicas };
  }

  // The routes and gates are made for the Services that were given; the check of the app finds whatever else is broken.
  private patchProblems(): string[] {
    const hasPods = this.props.workloadRef !== undefined || this.workload.containers.length > 0;
    if (!this.apiObject.isPatched || !hasPods) return [];
    const rollout = this.apiObject.toJson();
    return otherServiceProblems(rollout, this.strategy()).map((problem) => `patched by addJsonPatch: ${problem}`);
  }

  // The controller drops false, 0 and empty lists again, and Argo CD would be OutOfSync for ever.
  private toSpec(strategy: RolloutSpecStrategy): RolloutSpec {
    const { replicas = DEFAULT_REPLICAS, minReady, progressDeadline, restartAt, workloadRef } = this.props;
    const { successfulRunHistoryLimit, unsuccessfulRunHistoryLimit, rollbackWindowRevisions } = this.props;
    const hasLimits = successfulRunHistoryLimit !== undefined || unsuccessfulRunHistoryLimit !== undefined;
    return {
      replicas: this.hasAutoscaler ? undefined : replicas,
      minReadySeconds: minReady?.toSeconds() || undefined,
      progressDeadlineSeconds: progressDeadline?.toSeconds(),
      progressDeadlineAbort: this.props.progressDeadlineAbort || undefined,
      revisionHistoryLimit: this.props.revisionHistoryLimit,
      rollbackWindow: rollbackWindowRevisions === undefined ? undefined : { revisions: rollbackWindowRevisions },
      analysis: hasLimits ? { successfulRunHistoryLimit, unsuccessfulRunHistoryLimit } : undefined,
      paused: this.props.paused || undefined,
      restartAt: restartAt?.toISOString().replace(/\.\d+Z$/, 'Z'),
      workloadRef: workloadRef?.toRef(),
      ...(workloadRef === undefined ? this.toPods() : {}),
      ...(workloadRef?.needsSelector ? { selector: this.workload._toLabelSelector() } : {}),
      strategy,
    };
  }

  private toPods(): Pick<RolloutSpec, 'selector' | 'template'> {
    this.spreadOnce();
    return {
      selector: this.workload._toLabelSelector(),
      template: { metadata: this.podMetadata.toJson(), spec: toPodSpec(this.workload._toPodSpec()) },
    };
  }

  private spreadOnce(): void {
    if (this.isSpread || !this.props.spread) return;
    this.isSpread = true;
    this.workload.scheduling.spread({ topology: kplus.Topology.HOSTNAME });
    this.workload.scheduling.spread({ topology: kplus.Topology.ZONE });
  }
}

/** An object that knows whether it was patched. */
class PatchableObject extends ApiObject {
  /** Whether `addJsonPatch` was called. */
  public isPatched = false;

  public override addJsonPatch(...ops: JsonPatch[]): void {
    this.isPatched = true;
    super.addJsonPatch(...ops);
  }
}

/** The props as cdk8s-plus's workload takes them: selection and spreading are done here. */
export function toWorkloadProps(props: RolloutProps): kplus.WorkloadProps {
  // cdk8s-plus selects by a label made from the construct tree, and spreads once more each time it renders.
  return { ...props, select: false, spread: false };
}
