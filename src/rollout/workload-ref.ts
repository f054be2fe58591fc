import type { Container, Deployment } from 'cdk8s-plus-28';
import type { RolloutSpecWorkloadRef } from '../../imports/argoproj.io';
import { dnsSubdomainProblems } from '../validation/names';
import { refuse } from '../validation/refuse';

/** What becomes of the pods of a workload that a rollout takes over. */
export enum WorkloadScaleDown {
  /** They stay: every pod runs twice until somebody scales the workload down. */
  NEVER = 'never',

  /** They go when the first release of the rollout is healthy. */
  ON_SUCCESS = 'onsuccess',

  /** They go one by one while those of the rollout come. */
  PROGRESSIVELY = 'progressively',
}

/** The kinds of workloads that a rollout can take its pods' template from. */
export enum WorkloadKind {
  /** A Deployment, apps/v1. */
  DEPLOYMENT = 'Deployment',

  /** A ReplicaSet, apps/v1. */
  REPLICA_SET = 'ReplicaSet',

  /** A PodTemplate, v1. It has no selector, so the rollout is given one. */
  POD_TEMPLATE = 'PodTemplate',
}

/** Options of `WorkloadRef`. */
export interface WorkloadRefOptions {
  /**
   * What becomes of the workload's own pods. The controller looks at it during the first release only.
   * @default WorkloadScaleDown.ON_SUCCESS
   */
  readonly scaleDown?: WorkloadScaleDown;
}

/** A workload that has the pods' template of a rollout. Leave `replicas` of a scaled-down workload out of Git. */
export class WorkloadRef {
  /** A Deployment of cdk8s-plus, in the namespace of the rollout. */
  public static fromDeployment(deployment: Deployment, options: WorkloadRefOptions = {}): WorkloadRef {
    return new WorkloadRef(
      WorkloadKind.DEPLOYMENT,
      deployment.name,
      deployment.matchLabels,
      options.scaleDown,
      deployment.metadata.namespace,
      () => deployment.containers,
    );
  }

  /**
   * A workload that is made elsewhere, in the namespace of the rollout.
   * @param podLabels the labels that its pods are selected by, which Services need
   * @throws if the name is no DNS-1123 subdomain, or there are no labels.
   */
  public static fromName(
    kind: WorkloadKind,
    name: string,
    podLabels: Readonly<Record<string, string>>,
    options: WorkloadRefOptions = {},
  ): WorkloadRef {
    refuse([
      ...dnsSubdomainProblems('the name of the workload', name),
      ...(Object.keys(podLabels).length === 0
        ? ['podLabels is empty: name the labels that the pods of the workload are selected by']
        : []),
    ]);
    return new WorkloadRef(kind, name, podLabels, options.scaleDown);
  }

  private constructor(
    private readonly kind: WorkloadKind,
    private readonly name: string,
    /** The labels that the pods are selected by. */
    public readonly podLabels: Readonly<Record<string, string>>,
    private readonly scaleDown: WorkloadScaleDown = WorkloadScaleDown.ON_SUCCESS,
    /** The namespace of the workload, as far as it is known. */
    public readonly namespace?: string,
    private readonly podContainers?: () => Container[],
  ) {}

  /** The containers of the pods; undefined where they are not known. */
  public get containers(): Container[] | undefined {
    return this.podContainers?.();
  }

  /** Whether the rollout has to say itself which pods are its own, as the workload does not (argo-rollouts controller/templateref.go). */
  public get needsSelector(): boolean {
    return this.kind === WorkloadKind.POD_TEMPLATE;
  }

  /** The reference as a Rollout takes it. A PodTemplate has no pods to scale down. */
  public toRef(): RolloutSpecWorkloadRef {
    return {
      apiVersion: this.kind === WorkloadKind.POD_TEMPLATE ? 'v1' : 'apps/v1',
      kind: this.kind,
      name: this.name,
      scaleDown: this.kind === WorkloadKind.POD_TEMPLATE ? undefined : this.scaleDown,
    };
  }
}
