import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { HttpRouteSpec, HttpRouteSpecRulesBackendRefs } from '../../../imports/gateway.networking.k8s.io';
import type { RequestMetrics } from '../../analysis/request-metrics';
import type { StableCanaryServices } from '../../services/stable-canary-services';
import { dnsLabelProblems, dnsSubdomainProblems, hostnameProblems } from '../../validation/names';
import { throwProblems } from '../../validation/problems';
import { requireUniqueObjects } from '../../validation/unique-objects';
import { knownNamespace } from '../known-namespace';
import { RouteOwner } from '../route-owner';
import type { RouterFacts } from '../router-facts';
import type { ITrafficRouter, TrafficBinding, TrafficRouting } from '../traffic-router';
import { backendPort, backendPortProblems } from '../version-services';
import { GATEWAY_API_FACTS } from './facts';
import { type GatewayController, requestMetricsOf } from './gateway-controller';
import { GATEWAY_API_GROUP, GATEWAY_API_PLUGIN } from './plugin-config';

/** A Gateway that a route is attached to. */
export interface GatewayReference {
  /** The name of the Gateway. */
  readonly name: string;

  /**
   * The namespace of the Gateway.
   * @default - the namespace of the route
   */
  readonly namespace?: string;

  /**
   * The listener of the Gateway to attach to.
   * @default - every listener that admits the route
   */
  readonly sectionName?: string;
}

/** Props of `GatewayRoute`. */
export interface GatewayRouteProps {
  /** The name of the HTTPRoute. */
  readonly name: string;

  /** The Services that the traffic is split between; the same as those of the rollout. */
  readonly services: StableCanaryServices;

  /** The Gateways that the route is attached to; at least one. */
  readonly gateways: GatewayReference[];

  /**
   * The host names that the route answers to, such as `shop.example.com` or `*.example.com`.
   * @default - every host name of the Gateways' listeners
   */
  readonly hostnames?: string[];

  /**
   * The port of the Services that requests are sent to.
   * @default - the only port of the Services; required if they have several
   */
  readonly port?: number;
}

/**
 * An HTTPRoute of the Gateway API whose weights the controller moves through the plugin `argoproj-labs/gatewayAPI`.
 *
 * The weights are written out, stable 100 and canary 0: where they are left out the Gateway splits half and half until
 * the controller's first write, and again after each sync of Argo CD. One route belongs to one rollout: the controller
 * sets the weights of every rule that names its Services.
 * @see https://rollouts-plugin-trafficrouter-gatewayapi.readthedocs.io
 */
export class GatewayRoute extends Construct implements ITrafficRouter {
  /** What the plugin can do: one header route at a time, no mirror routes. */
  public readonly facts: RouterFacts = GATEWAY_API_FACTS;

  private readonly route: ApiObject;
  private readonly owner: RouteOwner;
  private readonly services: StableCanaryServices;
  private readonly port: number;

  /** @throws if there is no Gateway, or a name, host name or port is not valid. */
  constructor(scope: Construct, id: string, props: GatewayRouteProps) {
    super(scope, id);
    throwProblems(this, problems(props));
    this.services = props.services;
    this.port = backendPort(props.services, props.port);
    this.route = new ApiObject(this, 'Resource', {
      apiVersion: `${GATEWAY_API_GROUP}/v1`,
      kind: 'HTTPRoute',
      metadata: { name: props.name },
      spec: this.toSpec(props),
    });
    this.owner = new RouteOwner(this, {
      what: 'route',
      services: props.services,
      namespace: { name: this.route.metadata.namespace },
    });
    requireUniqueObjects(this);
  }

  /** The name of the HTTPRoute. */
  public get name(): string {
    return this.route.name;
  }

  /**
   * The requests of the canary alone, as the route's implementation counts them in Prometheus.
   * @throws if the namespace is not known: set it on the chart.
   */
  public requestMetrics(controller: GatewayController): RequestMetrics {
    const namespace = knownNamespace(this, this.route.metadata.namespace);
    return requestMetricsOf(controller, { namespace, service: this.services.canary.name, port: this.port });
  }

  /**
   * Ties the route to a rollout and returns the plugin's configuration.
   * @throws if the rollout has other Services, lives in another namespace than the route, or is the second.
   */
  public bind(rollout: TrafficBinding): TrafficRouting {
    this.owner.bind(rollout);
    const route = { name: this.name, useHeaderRoutes: rollout.managedRoutes.length > 0 ? true : undefined };
    return { plugins: { [GATEWAY_API_PLUGIN]: { httpRoutes: [route], namespace: this.route.metadata.namespace } } };
  }

  private toSpec(props: GatewayRouteProps): HttpRouteSpec {
    return {
      // The defaults of the API are written out: under server-side apply Argo CD compares field by field.
      parentRefs: props.gateways.map((gateway) => ({ group: GATEWAY_API_GROUP, kind: 'Gateway', ...gateway })),
      hostnames: props.hostnames,
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [this.backendRef(this.services.stable.name, 100), this.backendRef(this.services.canary.name, 0)],
        },
      ],
    };
  }

  private backendRef(name: string, weight: number): HttpRouteSpecRulesBackendRefs {
    return { group: '', kind: 'Service', name, port: this.port, weight };
  }
}

function problems(props: GatewayRouteProps): string[] {
  return [
    ...dnsSubdomainProblems('name', props.name),
    ...(props.gateways.length === 0
      ? ['gateways is empty: a route that is attached to no Gateway gets no request, name at least one']
      : []),
    ...props.gateways.flatMap(gatewayProblems),
    ...(props.hostnames?.length === 0 ? ['hostnames is empty: name at least one, or leave it out for all'] : []),
    ...(props.hostnames ?? []).flatMap((hostname, index) => hostnameProblems(`hostnames[${index}]`, hostname)),
    ...backendPortProblems(props.services, props.port),
  ];
}

function gatewayProblems(gateway: GatewayReference, index: number): string[] {
  const what = `gateways[${index}]`;
  return [
    ...dnsSubdomainProblems(`${what}.name`, gateway.name),
    ...(gateway.namespace === undefined ? [] : dnsLabelProblems(`${what}.namespace`, gateway.namespace)),
    ...(gateway.sectionName === undefined ? [] : dnsSubdomainProblems(`${what}.sectionName`, gateway.sectionName)),
  ];
}
