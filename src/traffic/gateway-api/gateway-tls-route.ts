import { Construct } from 'constructs';
import type { TlsRouteSpec } from '../../../imports/gateway.networking.k8s.io';
import { throwProblems } from '../../validation/problems';
import type { RouterFacts } from '../router-facts';
import type { ITrafficRouter, TrafficBinding, TrafficRouting } from '../traffic-router';
import { GATEWAY_API_CONNECTION_FACTS } from './facts';
import { type GatewayApiRouteProps, hostnamesProblems, RouteCore, routeProblems } from './route-core';
import { toParentRefs } from './route-parents';

/** Props of `GatewayTlsRoute`. */
export interface GatewayTlsRouteProps extends GatewayApiRouteProps {
  /**
   * The server names (SNI) that the route answers to, such as `shop.example.com` or `*.example.com`; at least one, as `v1`
   * of the kind has it, in which the API server stores the route.
   */
  readonly hostnames: string[];
}

/**
 * A TLSRoute of the Gateway API, which passes encrypted connections on by the server name that clients ask for, and whose
 * weights the controller moves. A weight is a share of new connections: those that are open stay with their version.
 *
 * It is of version `v1alpha2`, which the plugin reads and only the experimental channel of the Gateway API serves.
 * Connections have no headers and no status: header routes and request metrics are not for them.
 */
export class GatewayTlsRoute extends Construct implements ITrafficRouter {
  /** What the plugin can do: weights only. */
  public readonly facts: RouterFacts = GATEWAY_API_CONNECTION_FACTS;

  private readonly core: RouteCore;

  /** @throws if there is no parent, or a name, server name or port is not valid. */
  constructor(scope: Construct, id: string, props: GatewayTlsRouteProps) {
    super(scope, id);
    const { hostnames } = props;
    throwProblems(this, [
      ...routeProblems(this, props),
      ...(hostnames.length === 0 ? ['hostnames is empty: name at least one, by which the route is found'] : []),
      ...hostnamesProblems(hostnames, MAX_HOSTNAMES),
    ]);
    this.core = new RouteCore(
      this,
      'TLSRoute',
      props,
      [{}],
      ({ stable, canary }): TlsRouteSpec => ({
        parentRefs: toParentRefs(props),
        hostnames,
        rules: [{ backendRefs: [stable, canary] }],
      }),
    );
  }

  /** The name of the TLSRoute. */
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

const MAX_HOSTNAMES = 1024;
