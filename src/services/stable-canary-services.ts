import { ApiObject, Lazy } from 'cdk8s';
import type { Workload } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { namespaceText, serviceNameProblems } from '../validation/names';
import { throwProblems } from '../validation/problems';
import { requireUniqueObjects } from '../validation/unique-objects';
import { type ServicePort, servicePortProblems, toServicePorts } from './service-port';

/** Props of `StableCanaryServices`. */
export interface StableCanaryServicesProps {
  /** The name that both Services begin with, usually that of the application. */
  readonly name: string;

  /** The ports that both Services offer; at least one. */
  readonly ports: ServicePort[];

  /**
   * The name of the Service in front of the stable version.
   * @default - `<name>-stable`
   */
  readonly stableName?: string;

  /**
   * The name of the Service in front of the new version while it is tried.
   * @default - `<name>-canary`
   */
  readonly canaryName?: string;
}

/**
 * The pair of Services that a canary rollout switches between.
 *
 * Both have the same ports and the same selector, that of the rollout: at run time the controller adds the hash of the
 * stable or the new pods to each selector (argo-rollouts rollout/service.go), so the selector in Git must not have it.
 */
export class StableCanaryServices extends Construct {
  /** The Service in front of the stable version. */
  public readonly stable: ApiObject;

  /** The Service in front of the new version; it selects the stable pods too when no release is under way. */
  public readonly canary: ApiObject;

  private readonly servicePorts: readonly ServicePort[];
  private rollout?: Workload;

  /** @throws if a name is no name of a Service, both names are equal, or a port is missing or out of range. */
  constructor(scope: Construct, id: string, props: StableCanaryServicesProps) {
    super(scope, id);
    const stableName = props.stableName ?? `${props.name}-stable`;
    const canaryName = props.canaryName ?? `${props.name}-canary`;
    throwProblems(this, [
      ...serviceNameProblems('the name of the stable Service', stableName),
      ...serviceNameProblems('the name of the canary Service', canaryName),
      ...(stableName === canaryName
        ? [
            `the stable and the canary Service are both named "${stableName}": the controller needs two Services to ` +
              'keep the versions apart, give them different names',
          ]
        : []),
      ...servicePortProblems(props.ports),
    ]);
    this.servicePorts = [...props.ports];
    this.stable = this.service('stable', stableName);
    this.canary = this.service('canary', canaryName);
    this.node.addValidation({ validate: () => this.problems() });
    requireUniqueObjects(this);
  }

  /** The ports that both Services offer, as a copy. */
  public get ports(): ServicePort[] {
    return [...this.servicePorts];
  }

  /**
   * Gives the Services to the rollout that switches between them; `CanaryRollout` calls it.
   * @throws if another rollout has them already, or lives in another namespace.
   */
  public bind(rollout: Workload): void {
    const names = `"${this.stable.name}" and "${this.canary.name}"`;
    const { namespace } = this.stable.metadata;
    throwProblems(rollout, [
      ...(this.rollout === undefined || this.rollout === rollout
        ? []
        : [
            `services ${names} belong to the rollout at ${this.rollout.node.path} already: a Service can be switched by ` +
              'one Rollout only, make a second pair',
          ]),
      ...(namespace === rollout.metadata.namespace
        ? []
        : [
            `services ${names} are in ${namespaceText(namespace)}, the rollout in ${namespaceText(rollout.metadata.namespace)}: ` +
              "the controller looks for them in the rollout's namespace, put them there",
          ]),
    ]);
    this.rollout = rollout;
  }

  private service(id: string, name: string): ApiObject {
    return new ApiObject(this, id, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: {
        ports: toServicePorts(this.servicePorts),
        selector: Lazy.any({ produce: () => this.rollout?.matchLabels }),
      },
    });
  }

  private problems(): string[] {
    if (this.rollout !== undefined) return [];
    return [
      `no rollout uses the Services "${this.stable.name}" and "${this.canary.name}", so they select no pods: give them ` +
        'to a CanaryRollout as `services`',
    ];
  }
}
