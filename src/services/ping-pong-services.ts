import type { ApiObject } from 'cdk8s';
import type { Workload } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { RolloutServices } from './rollout-services';
import type { ServicePort } from './service-port';

/** Props of `PingPongServices`. */
export interface PingPongServicesProps {
  /** The name that both Services begin with, usually that of the application. */
  readonly name: string;

  /** The ports that both Services offer; at least one. */
  readonly ports: ServicePort[];

  /**
   * The name of the Service in front of the stable version.
   * @default - `<name>-ping`
   */
  readonly pingName?: string;

  /**
   * The name of the Service in front of the new version while it is tried.
   * @default - `<name>-pong`
   */
  readonly pongName?: string;
}

/** The pair of Services that a canary rollout switches between, with the same ports and the selector of the rollout. */
export class PingPongServices extends Construct {
  private readonly services: RolloutServices;

  /** @throws if a name is no name of a Service, both names are equal, or a port is missing or out of range. */
  constructor(scope: Construct, id: string, props: PingPongServicesProps) {
    super(scope, id);
    this.services = new RolloutServices(this, props.ports, {
      ping: props.pingName ?? `${props.name}-ping`,
      pong: props.pongName ?? `${props.name}-pong`,
    });
  }

  /** The Service in front of the stable version. */
  public get ping(): ApiObject {
    return this.services.find('ping');
  }

  /** The Service in front of the new version; it selects the stable pods too when no release is under way. */
  public get pong(): ApiObject {
    return this.services.find('pong');
  }

  /** The ports that both Services offer, as a copy. */
  public get ports(): ServicePort[] {
    return this.services.ports;
  }

  /**
   * Gives the Services to the rollout that switches between them; `CanaryRollout` calls it.
   * @throws if another rollout has them already, or lives in another namespace.
   */
  public bind(rollout: Workload): void {
    this.services.bind(rollout);
  }
}
