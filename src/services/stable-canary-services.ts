import type { ApiObject } from 'cdk8s';
import type { Workload } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { RolloutServices } from './rollout-services';
import type { ServicePort } from './service-port';

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

/** The pair of Services that a canary rollout switches between, with the same ports and the selector of the rollout. */
export class StableCanaryServices extends Construct {
  private readonly services: RolloutServices;

  /** @throws if a name is no name of a Service, both names are equal, or a port is missing or out of range. */
  constructor(scope: Construct, id: string, props: StableCanaryServicesProps) {
    super(scope, id);
    this.services = new RolloutServices(this, props.ports, {
      stable: props.stableName ?? `${props.name}-stable`,
      canary: props.canaryName ?? `${props.name}-canary`,
    });
  }

  /** The Service in front of the stable version. */
  public get stable(): ApiObject {
    return this.services.find('stable');
  }

  /** The Service in front of the new version; it selects the stable pods too when no release is under way. */
  public get canary(): ApiObject {
    return this.services.find('canary');
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
