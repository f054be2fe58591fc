import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { TraefikServiceSpec } from '../../../imports/traefik.io';
import { LatencyUnit, type RequestMetrics } from '../../analysis/requests/request-metrics';
import { requireCheckedApp } from '../../check/app-check';
import { WAIVER_PREFIX } from '../../check/waiver-rules';
import type { StableCanaryServices } from '../../services/stable-canary-services';
import { dnsSubdomainProblems } from '../../validation/names';
import { throwProblems } from '../../validation/problems';
import { knownNamespace } from '../known-namespace';
import { RouteOwner } from '../route-owner';
import type { RouterFacts } from '../router-facts';
import type { ITrafficRouter, TrafficBinding, TrafficRouting } from '../traffic-router';
import { backendPort, backendPortProblems } from '../version-services';
import { TRAEFIK_FACTS } from './facts';
import { requireOneApiGroup } from './one-api-group';
import { type StickyCookie, stickyCookieProblems } from './sticky-cookie';
import type { Traefik } from './traefik';

/** Props of `TraefikService`. */
export interface TraefikServiceProps {
  /** The name of the TraefikService. */
  readonly name: string;

  /** How Traefik runs in the cluster; the same for all of an app. */
  readonly traefik: Traefik;

  /** The Services that the traffic is split between; the same as those of the rollout. */
  readonly services: StableCanaryServices;

  /**
   * The port of the Services that requests are sent to.
   * @default - the only port of the Services; required if they have several
   */
  readonly port?: number;

  /**
   * A cookie that keeps a client at the version that it had first.
   * @default - each request is decided on by itself
   */
  readonly stickyCookie?: StickyCookie;
}

/**
 * A weighted TraefikService, whose weights the controller moves. An `IngressRoute` sends the requests to it.
 *
 * The weights are written out, stable 100 and canary 0: where they are left out Traefik splits half and half until the
 * controller's first write, and again after each sync of Argo CD.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/traefik/
 */
export class TraefikService extends Construct implements ITrafficRouter {
  /** What Traefik can do: weights, and no steps with routes. For testers see `IngressRouteProps.canaryHeader`. */
  public readonly facts: RouterFacts = TRAEFIK_FACTS;

  /** How Traefik runs in the cluster. */
  public readonly traefik: Traefik;

  /** The Services that the traffic is split between. */
  public readonly services: StableCanaryServices;

  /** The port of the Services that requests are sent to. */
  public readonly port: number;

  private readonly object: ApiObject;
  private readonly owner: RouteOwner;

  /** @throws if the name, the port or the cookie is not valid, or the app has objects of the other API group. */
  constructor(scope: Construct, id: string, props: TraefikServiceProps) {
    super(scope, id);
    const { services, stickyCookie } = props;
    throwProblems(this, [
      ...dnsSubdomainProblems('name', props.name),
      ...backendPortProblems(services, props.port),
      ...(stickyCookie === undefined ? [] : stickyCookieProblems(stickyCookie)),
    ]);
    requireOneApiGroup(this, props.traefik);
    this.traefik = props.traefik;
    this.services = services;
    this.port = backendPort(services, props.port);
    const spec: TraefikServiceSpec = {
      weighted: {
        services: [
          { name: services.stable.name, port: this.port, weight: 100 },
          { name: services.canary.name, port: this.port, weight: 0 },
        ],
        sticky: stickyCookie && { cookie: { ...stickyCookie } },
      },
    };
    this.object = new ApiObject(this, 'Resource', {
      apiVersion: props.traefik.apiVersion,
      kind: 'TraefikService',
      // Whoever makes a Traefik says that it is so.
      metadata: {
        name: props.name,
        annotations: { [`${WAIVER_PREFIX}traefik-empty-service`]: 'Traefik runs with allowEmptyServices=true' },
      },
      spec,
    });
    this.owner = new RouteOwner(this, {
      what: 'TraefikService',
      services,
      namespace: { name: this.object.metadata.namespace },
    });
    requireCheckedApp(this);
  }

  /** The name of the TraefikService. */
  public get name(): string {
    return this.object.name;
  }

  /** The namespace of the TraefikService; undefined is the one that the manifests are applied to. */
  public get namespace(): string | undefined {
    return this.object.metadata.namespace;
  }

  /**
   * The requests of the canary alone, as Traefik counts them with `--metrics.prometheus=true`.
   * @throws if the namespace is not known: set it on the chart.
   */
  public requestMetrics(): RequestMetrics {
    // Traefik joins namespace, Service and port, and makes one dash of all that is no letter or digit.
    const name = `${knownNamespace(this, this.namespace)}-${this.services.canary.name}-${this.port}`.replace(
      /[^a-z0-9]+/g,
      '-',
    );
    const matcher = `service="${name}@kubernetescrd"`;
    return {
      source: `requests to Service ${this.services.canary.name} counted by Traefik`,
      total: `traefik_service_requests_total{${matcher}}`,
      errors: `traefik_service_requests_total{${matcher},code=~"5.."}`,
      latency: {
        buckets: `traefik_service_request_duration_seconds_bucket{${matcher}}`,
        unit: LatencyUnit.SECONDS,
        bounds: [0.1, 0.3, 1.2, 5],
      },
    };
  }

  /**
   * Ties the TraefikService to a rollout and returns its name.
   * @throws if the rollout has other Services, lives in another namespace, or is the second.
   */
  public bind(rollout: TrafficBinding): TrafficRouting {
    this.owner.bind(rollout);
    return { traefik: { weightedTraefikServiceName: this.name } };
  }
}
