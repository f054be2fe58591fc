import type { ApiObject } from 'cdk8s';
import type { Workload } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { RolloutServices } from './rollout-services';
import type { ServicePort } from './service-port';

/** Props of `ActivePreviewServices`. */
export interface ActivePreviewServicesProps {
  /** The name that both Services begin with, usually that of the application. */
  readonly name: string;

  /** The ports that both Services offer; at least one. */
  readonly ports: ServicePort[];

  /**
   * The name of the Service that production uses.
   * @default - `<name>-active`
   */
  readonly activeName?: string;

  /**
   * The name of the Service in front of the new version before it is promoted.
   * @default - `<name>-preview`
   */
  readonly previewName?: string;
}

/** The pair of Services of a blue-green rollout, with the same ports and the selector of the rollout. */
export class ActivePreviewServices extends Construct {
  private readonly services: RolloutServices;

  /** @throws if a name is no name of a Service, both names are equal, or a port is missing or out of range. */
  constructor(scope: Construct, id: string, props: ActivePreviewServicesProps) {
    super(scope, id);
    this.services = new RolloutServices(this, props.ports, {
      active: props.activeName ?? `${props.name}-active`,
      preview: props.previewName ?? `${props.name}-preview`,
    });
  }

  /** The Service that production uses. */
  public get active(): ApiObject {
    return this.services.find('active');
  }

  /** The Service in front of the new version before it is promoted, and of the active one when no release is under way. */
  public get preview(): ApiObject {
    return this.services.find('preview');
  }

  /** The ports that both Services offer, as a copy. */
  public get ports(): ServicePort[] {
    return this.services.ports;
  }

  /**
   * Gives the Services to the rollout that switches between them; `BlueGreenRollout` calls it.
   * @throws if another rollout has them already, or lives in another namespace.
   */
  public bind(rollout: Workload): void {
    this.services.bind(rollout);
  }
}
