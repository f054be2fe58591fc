import { Construct } from 'constructs';
import type { TcpRouteSpec } from '../../../imports/gateway.networking.k8s.io';
import { throwProblems } from '../../validation/problems';
import type { RouterFacts } from '../router-facts';
import type { ITrafficRouter, TrafficBinding, TrafficRouting } from '../traffic-router';
import { GATEWAY_API_CONNECTION_FACTS } from './facts';
import { type GatewayApiRouteProps, RouteCore, routeProblems } from './route-core';
import { toParentRefs } from './route-parents';

/** Props of `GatewayTcpRoute`. */
export type GatewayTcpRouteProps = GatewayApiRouteProps;

/**
 * A TCPRoute of the Gateway API whose weights the controller moves. A weight is a share of new connections: those that are
 * open stay with their version.
 *
 * It is of version `v1alpha2`, which the plugin reads and only the experimental channel of the Gateway API serves.
 * Connections have no headers and no status: header routes and request metrics are not for them.
 */
export class GatewayTcpRoute extends Construct implements ITrafficRouter {
  /** What the plugin can do: weights only. */
  public readonly facts: RouterFacts = GATEWAY_API_CONNECTION_FACTS;

  private readonly core: RouteCore;

  /** @throws if there is no parent, or a name or port is not valid. */
  constructor(scope: Construct, id: string, props: GatewayTcpRouteProps) {
    super(scope, id);
    throwProblems(this, routeProblems(this, props));
    this.core = new RouteCore(
      this,
      'TCPRoute',
      props,
      [{}],
      ({ stable, canary }): TcpRouteSpec => ({
        parentRefs: toParentRefs(props),
        rules: [{ backendRefs: [stable, canary] }],
      }),
    );
  }

  /** The name of the TCPRoute. */
  public get name(): string {
    return this.core.route.name;
  }

  /**
   * Ties the route to a rollout and returns the plugin's configuration.
   * @throws if the rollout has other Services, or is the second.
   */
  public bind(rollout: TrafficBinding): TrafficRouting {
    return this.core.bind(rollout);
  }
}
