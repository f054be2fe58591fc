import { Construct } from 'constructs';
import type { GrpcRouteSpec } from '../../../imports/gateway.networking.k8s.io';
import type { RequestMetrics } from '../../analysis/requests/request-metrics';
import { throwProblems } from '../../validation/problems';
import type { RouterFacts } from '../router-facts';
import type { ITrafficRouter, TrafficBinding, TrafficRouting } from '../traffic-router';
import { GATEWAY_API_FACTS } from './facts';
import type { GatewayController } from './gateway-controller';
import { canaryMetrics } from './gateway-metrics';
import { type GrpcRouteRule, grpcRuleProblems, toGrpcRule } from './grpc-route-rule';
import { type GatewayApiRouteProps, hostnamesProblems, RouteCore, routeProblems } from './route-core';
import { toParentRefs } from './route-parents';
import { ruleProblems } from './route-rules';

/** Props of `GatewayGrpcRoute`. */
export interface GatewayGrpcRouteProps extends GatewayApiRouteProps {
  /**
   * The host names that the route answers to, such as `shop.example.com` or `*.example.com`.
   * @default - every host name of the Gateways' listeners
   */
  readonly hostnames?: string[];

  /**
   * The rules, of which the most specific one is taken; each splits its calls between both versions.
   * @default - one rule of every call
   */
  readonly rules?: GrpcRouteRule[];
}

/** A GRPCRoute of the Gateway API whose weights the controller moves, as it does those of a `GatewayRoute`. */
export class GatewayGrpcRoute extends Construct implements ITrafficRouter {
  /** What the plugin can do: one header route at a time, no mirror routes. */
  public readonly facts: RouterFacts = GATEWAY_API_FACTS;

  private readonly core: RouteCore;

  /** @throws if there is no parent, or a name, host name, port or rule is not valid. */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GatewayGrpcRouteProps,
  ) {
    super(scope, id);
    const { hostnames, rules = [{}] } = props;
    throwProblems(this, [
      ...routeProblems(this, props),
      ...(hostnames?.length === 0 ? ['hostnames is empty: name at least one, or leave it out for all'] : []),
      ...hostnamesProblems(hostnames),
      ...ruleProblems(rules),
      ...rules.flatMap(grpcRuleProblems),
    ]);
    this.core = new RouteCore(
      this,
      'GRPCRoute',
      props,
      rules,
      (backends): GrpcRouteSpec => ({
        parentRefs: toParentRefs(props),
        hostnames,
        rules: rules.map((rule) => toGrpcRule(rule, backends)),
      }),
    );
  }

  /** The name of the GRPCRoute. */
  public get name(): string {
    return this.core.route.name;
  }

  /**
   * The calls of the canary alone, as the route's implementation counts them in Prometheus. A call has failed whose status
   * says that the server is at fault: UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE or DATA_LOSS. Linkerd
   * counts by classes of its own, in which UNIMPLEMENTED is no failure.
   * @throws if the namespace is not known, or the implementation does not count them by their Service and status.
   */
  public requestMetrics(controller: GatewayController): RequestMetrics {
    return canaryMetrics(this, controller, this.core, this.props);
  }

  /**
   * Ties the route to a rollout and returns the plugin's configuration.
   * @throws if the rollout has other Services or header routes that the route has no room or name for, or is the second.
   */
  public bind(rollout: TrafficBinding): TrafficRouting {
    return this.core.bind(rollout);
  }
}
