import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { HttpProxySpec } from '../../../imports/projectcontour.io';
import type { RequestMetrics } from '../../analysis/requests/request-metrics';
import { requireCheckedApp } from '../../check/app-check';
import type { StableCanaryServices } from '../../services/stable-canary-services';
import { dnsLabelProblems, dnsSubdomainProblems, hostnameProblems, quote } from '../../validation/names';
import { throwProblems } from '../../validation/problems';
import { envoyRequests } from '../envoy-requests';
import { knownNamespace } from '../known-namespace';
import { CONTOUR_PLUGIN } from '../known-plugins';
import { RouteOwner } from '../route-owner';
import type { RouterFacts } from '../router-facts';
import type { PermissionRule } from '../router-model';
import type { ITrafficRouter, TrafficBinding, TrafficRouting } from '../traffic-router';
import { backendPort, backendPortProblems } from '../version-services';
import { type ContourRoute, routesProblems, toRoute } from './contour-route';
import { CONTOUR, CONTOUR_FACTS } from './facts';
import { CONTOUR_GROUP } from './plugin-config';

/** How a host name is served by https. */
export interface ContourTls {
  /** The Secret with the certificate, in the same namespace, or `<namespace>/<name>` where it is delegated. */
  readonly secretName: string;

  /**
   * The oldest version of TLS that is taken, such as `1.3`.
   * @default - that of Contour's configuration
   */
  readonly minimumProtocolVersion?: string;
}

/** Props of `ContourHttpProxy`. */
export interface ContourHttpProxyProps {
  /** The name of the HTTPProxy. */
  readonly name: string;

  /** The host name that it answers to, such as `shop.example.com`; a cluster has one HTTPProxy for each. */
  readonly fqdn: string;

  /** The Services that the traffic is split between; the same as those of the rollout. */
  readonly services: StableCanaryServices;

  /**
   * The port of the Services that requests are sent to.
   * @default - the only port of the Services; required if they have several
   */
  readonly port?: number;

  /**
   * The routes to the Services, each with the same weights.
   * @default - one, of every path
   */
  readonly routes?: ContourRoute[];

  /**
   * How it is served by https.
   * @default - by http only
   */
  readonly tls?: ContourTls;

  /**
   * The ingress class, where a cluster has several Contours.
   * @default - none: a Contour that has no class of its own takes it
   */
  readonly ingressClassName?: string;
}

/**
 * An HTTPProxy of Contour whose weights the controller moves through the plugin `argoproj-labs/contour`.
 *
 * The weights are written out, stable 100 and canary 0: the plugin moves nothing where those of a route are not 100
 * together. A rollout can have several HTTPProxies, one for each host name. With each weight the plugin writes all routes
 * anew, with the fields that its version of Contour has: a newer field, as a JSON patch may add it, is gone then.
 * @see https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-contour
 */
export class ContourHttpProxy extends Construct implements ITrafficRouter {
  /** What the controller has to be allowed for the plugin beyond its own ClusterRole, for `ControllerPermissions`. */
  public static get permissions(): PermissionRule[] {
    return [...CONTOUR.requires.permissions];
  }

  /** What the plugin can do: weights, and no steps with routes. */
  public readonly facts: RouterFacts = CONTOUR_FACTS;

  /** The host name that it answers to. */
  public readonly fqdn: string;

  private readonly proxy: ApiObject;
  private readonly owner: RouteOwner;
  private readonly services: StableCanaryServices;

  /** @throws if a name, the host name, the port or a route is not valid. */
  constructor(scope: Construct, id: string, props: ContourHttpProxyProps) {
    super(scope, id);
    throwProblems(this, problems(props));
    this.fqdn = props.fqdn;
    this.services = props.services;
    this.proxy = new ApiObject(this, 'Resource', {
      apiVersion: `${CONTOUR_GROUP}/v1`,
      kind: 'HTTPProxy',
      metadata: { name: props.name },
      spec: toSpec(props),
    });
    this.owner = new RouteOwner(this, {
      what: 'HTTPProxy',
      services: props.services,
      namespace: { name: this.proxy.metadata.namespace },
    });
    requireCheckedApp(this);
  }

  /** The name of the HTTPProxy. */
  public get name(): string {
    return this.proxy.name;
  }

  /**
   * The requests of the canary alone, as Envoy counts them. Those of all HTTPProxies of a rollout are counted together.
   * @throws if the namespace is not known: set it on the chart.
   */
  public requestMetrics(): RequestMetrics {
    // Envoy's name of a backend is namespace, Service and port (contour internal/envoy/cluster.go), and no name of
    // Kubernetes has an underscore: "demo" does not match "demo-canary".
    const name = `${knownNamespace(this, this.proxy.metadata.namespace)}_${this.services.canary.name}`;
    const matcher = `envoy_cluster_name=~"${name}_[0-9a-zA-Z-]+"`;
    return {
      source: `requests to Service ${this.services.canary.name} counted by Contour's Envoy`,
      ...envoyRequests(matcher),
    };
  }

  /**
   * Ties the HTTPProxy to a rollout and returns the plugin's configuration.
   * @throws if the rollout has other Services, lives in another namespace, is the second, or has the host name twice.
   */
  public bind(rollout: TrafficBinding): TrafficRouting {
    this.owner.bind(rollout);
    throwProblems(
      this,
      rollout.routers
        .filter((other) => other instanceof ContourHttpProxy && other !== this && other.fqdn === this.fqdn)
        .map(
          () =>
            `two HTTPProxies of the rollout at ${rollout.path} have the fqdn ${quote(this.fqdn)}, and Contour then takes ` +
            'neither: make one with the routes of both',
        ),
    );
    return { plugins: { [CONTOUR_PLUGIN]: { httpProxies: [this.name] } } };
  }
}

function toSpec({ fqdn, services, port, routes = [{}], tls, ingressClassName }: ContourHttpProxyProps): HttpProxySpec {
  const shared = { port: backendPort(services, port) };
  return {
    ingressClassName,
    virtualhost: { fqdn, tls: tls && { ...tls } },
    routes: routes.map((route) =>
      toRoute(route, [
        { name: services.stable.name, ...shared, weight: 100 },
        { name: services.canary.name, ...shared, weight: 0 },
      ]),
    ),
  };
}

function problems({ name, fqdn, services, port, routes, tls, ingressClassName }: ContourHttpProxyProps): string[] {
  return [
    ...dnsSubdomainProblems('name', name),
    ...hostnameProblems('fqdn', fqdn),
    ...backendPortProblems(services, port),
    ...(routes === undefined ? [] : routesProblems(routes)),
    ...(tls === undefined ? [] : tlsProblems(tls)),
    ...(ingressClassName === undefined ? [] : dnsSubdomainProblems('ingressClassName', ingressClassName)),
  ];
}

function tlsProblems({ secretName, minimumProtocolVersion: version }: ContourTls): string[] {
  const [name = '', namespace] = secretName.split('/').reverse();
  return [
    ...(secretName.split('/').length > 2
      ? [`tls.secretName takes the name of a Secret, or <namespace>/<name>, got ${quote(secretName)}`]
      : dnsSubdomainProblems('tls.secretName', name)),
    ...(namespace === undefined ? [] : dnsLabelProblems('the namespace in tls.secretName', namespace)),
    ...(version === undefined || ['1.2', '1.3'].includes(version)
      ? []
      : [`tls.minimumProtocolVersion takes "1.2" or "1.3", got ${quote(version)}`]),
  ];
}
