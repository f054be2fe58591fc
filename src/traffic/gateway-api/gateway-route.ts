import { Construct } from 'constructs';
import type { HttpRouteSpec } from '../../../imports/gateway.networking.k8s.io';
import type { RequestMetrics } from '../../analysis/requests/request-metrics';
import { throwProblems } from '../../validation/problems';
import type { RouterFacts } from '../router-facts';
import type { ITrafficRouter, TrafficBinding, TrafficRouting } from '../traffic-router';
import { GATEWAY_API_FACTS } from './facts';
import type { GatewayController } from './gateway-controller';
import { canaryMetrics } from './gateway-metrics';
import { type HttpRouteRule, httpRuleProblems, toHttpRule } from './http-route-rule';
import { type GatewayApiRouteProps, hostnamesProblems, RouteCore, routeProblems } from './route-core';
import { toParentRefs } from './route-parents';
import { ruleProblems } from './route-rules';

/** Props of `GatewayRoute`. */
export interface GatewayRouteProps extends GatewayApiRouteProps {
  /**
   * The host names that the route answers to, such as `shop.example.com` or `*.example.com`.
   * @default - every host name of the Gateways' listeners
   */
  readonly hostnames?: string[];

  /**
   * The rules, of which the most specific one is taken; each splits its requests between both versions.
   * @default - one rule of every request
   */
  readonly rules?: HttpRouteRule[];
}

/**
 * An HTTPRoute of the Gateway API whose weights the controller moves through the plugin `argoproj-labs/gatewayAPI`.
 *
 * The weights are written out, stable 100 and canary 0: where they are left out the Gateway splits half and half until
 * the controller's first write, and again after each sync of Argo CD. One route belongs to one rollout: the controller
 * sets the weights of every rule that names its Services. It may be in another namespace than they are; then the
 * ReferenceGrant that it needs is made with it.
 * @see https://rollouts-plugin-trafficrouter-gatewayapi.readthedocs.io
 */
export class GatewayRoute extends Construct implements ITrafficRouter {
  /** What the plugin can do: one header route at a time, no mirror routes. */
  public readonly facts: RouterFacts = GATEWAY_API_FACTS;

  private readonly core: RouteCore;

  /** @throws if there is no parent, or a name, host name, port or rule is not valid. */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GatewayRouteProps,
  ) {
    super(scope, id);
    const { hostnames, rules = [{}] } = props;
    throwProblems(this, [
      ...routeProblems(this, props),
      ...(hostnames?.length === 0 ? ['hostnames is empty: name at least one, or leave it out for all'] : []),
      ...hostnamesProblems(hostnames),
      ...ruleProblems(rules),
      ...rules.flatMap(httpRuleProblems),
    ]);
    this.core = new RouteCore(
      this,
      'HTTPRoute',
      props,
      rules,
      (backends): HttpRouteSpec => ({
        parentRefs: toParentRefs(props),
        hostnames,
        rules: rules.map((rule) => toHttpRule(rule, backends)),
      }),
    );
  }

  /** The name of the HTTPRoute. */
  public get name(): string {
    return this.core.route.name;
  }

  /**
   * The requests of the canary alone, as the route's implementation counts them in Prometheus.
   * @throws if the namespace is not known, or the implementation does not count them by their Service.
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
