import { ApiObject, Lazy } from 'cdk8s';
import type { Workload } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { requireCheckedApp } from '../check/app-check';
import { namespaceText, serviceNameProblems } from '../validation/names';
import { throwProblems } from '../validation/problems';
import { type ServicePort, servicePortProblems, toServicePorts } from './service-port';

/**
 * The two Services of one rollout: same ports, same selector, and one owner.
 *
 * At run time the controller adds the hash of one version's pods to each selector (argo-rollouts rollout/service.go), so
 * the selector in Git must not have it.
 */
export class RolloutServices {
  private readonly made: ApiObject[] = [];
  private rollout?: Workload;

  /**
   * Checks names and ports, and makes the Services under the given ids.
   * @param names the names of the two Services, by the role that is also the id of the object
   * @throws if a name is no name of a Service, both names are equal, or a port is missing or out of range.
   */
  constructor(
    private readonly scope: Construct,
    private readonly servicePorts: readonly ServicePort[],
    names: Readonly<Record<string, string>>,
  ) {
    const [[oneRole, one] = ['', ''], [otherRole, other] = ['', '']] = Object.entries(names);
    throwProblems(scope, [
      ...Object.entries(names).flatMap(([role, name]) => serviceNameProblems(`the name of the ${role} Service`, name)),
      ...(one === other
        ? [
            `the ${oneRole} and the ${otherRole} Service are both named "${one}": the controller needs two Services to ` +
              'keep the versions apart, give them different names',
          ]
        : []),
      ...servicePortProblems(servicePorts),
    ]);
    for (const [role, name] of Object.entries(names)) this.made.push(this.service(role, name));
    scope.node.addValidation({ validate: () => this.problems() });
    requireCheckedApp(scope);
  }

  /** The ports that both Services offer, as a copy. */
  public get ports(): ServicePort[] {
    return [...this.servicePorts];
  }

  /**
   * The Service of a role.
   * @throws if there is none of that role, which is a fault of the caller.
   */
  public find(role: string): ApiObject {
    const found = this.made.find((service) => service.node.id === role);
    if (found === undefined) throw new Error(`there is no ${role} Service`);
    return found;
  }

  /**
   * Gives the Services to the rollout that switches between them.
   * @throws if another rollout has them already, or lives in another namespace.
   */
  public bind(rollout: Workload): void {
    const namespace = this.made[0]?.metadata.namespace;
    throwProblems(rollout, [
      ...(this.rollout === undefined || this.rollout === rollout
        ? []
        : [
            `services ${this.names()} belong to the rollout at ${this.rollout.node.path} already: a Service can be ` +
              'switched by one Rollout only, make a second pair',
          ]),
      ...(namespace === rollout.metadata.namespace
        ? []
        : [
            `services ${this.names()} are in ${namespaceText(namespace)}, the rollout in ${namespaceText(rollout.metadata.namespace)}: ` +
              "the controller looks for them in the rollout's namespace, put them there",
          ]),
    ]);
    this.rollout = rollout;
  }

  private service(role: string, name: string): ApiObject {
    return new ApiObject(this.scope, role, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: {
        ports: toServicePorts(this.servicePorts),
        selector: Lazy.any({ produce: () => this.rollout?.matchLabels }),
      },
    });
  }

  private names(): string {
    return this.made.map(({ name }) => `"${name}"`).join(' and ');
  }

  private problems(): string[] {
    if (this.rollout !== undefined) return [];
    return [
      `no rollout uses the Services ${this.names()}, so they select no pods: give them to a CanaryRollout or a ` +
        'BlueGreenRollout',
    ];
  }
}
