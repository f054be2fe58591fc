import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { requireCheckedApp } from '../check/app-check';
import { serviceNameProblems } from '../validation/names';
import { throwProblems } from '../validation/problems';
import { type ServicePort, servicePortProblems, toServicePorts } from './service-port';

/** Props of `RootService`. */
export interface RootServiceProps {
  /** The name of the Service, by which the clients know the application. */
  readonly name: string;

  /** The ports that it offers; at least one. */
  readonly ports: ServicePort[];
}

/**
 * A Service in front of the pods of both versions, whose requests a router splits.
 *
 * The controller leaves it alone. Who calls it without passing the router gets both versions, in the ratio of their pods.
 */
export class RootService extends Construct {
  /** The Service. */
  public readonly service: ApiObject;

  private rollout?: string;
  private labels?: () => Readonly<Record<string, string>>;
  private readonly servicePorts: readonly ServicePort[];

  /** @throws if the name is no name of a Service, or a port is missing or out of range. */
  constructor(scope: Construct, id: string, props: RootServiceProps) {
    super(scope, id);
    throwProblems(this, [...serviceNameProblems('name', props.name), ...servicePortProblems(props.ports)]);
    this.servicePorts = props.ports;
    this.service = new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: props.name },
      spec: { ports: toServicePorts(props.ports), selector: Lazy.any({ produce: () => this.labels?.() }) },
    });
    this.node.addValidation({
      validate: () =>
        this.labels === undefined
          ? [`no router splits the requests to the Service "${props.name}", so it selects no pods: give it to one`]
          : [],
    });
    requireCheckedApp(this);
  }

  /** The name of the Service. */
  public get name(): string {
    return this.service.name;
  }

  /** The ports that it offers, as a copy. */
  public get ports(): ServicePort[] {
    return [...this.servicePorts];
  }

  /**
   * Selects the pods of a rollout; the router that splits its requests calls it.
   * @param rollout the path of the rollout
   * @param labels the labels of its pods
   * @throws if another rollout has the Service already.
   */
  public selectPods(rollout: string, labels: () => Readonly<Record<string, string>>): void {
    throwProblems(
      this,
      this.rollout === undefined || this.rollout === rollout
        ? []
        : [
            `the Service "${this.name}" is in front of the rollout at ${this.rollout} already, and ${rollout} wants it too: its ` +
              'requests would reach both, make one for each',
          ],
    );
    this.rollout = rollout;
    this.labels = labels;
  }
}
