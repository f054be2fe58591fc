import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { MappingSpec, MappingV3Alpha1Spec } from '../../../imports/getambassador.io';
import type { RequestMetrics } from '../../analysis/requests/request-metrics';
import { requireCheckedApp } from '../../check/app-check';
import type { StableCanaryServices } from '../../services/stable-canary-services';
import { constructsInApp, objectsInApp } from '../../validation/app-constructs';
import { throwProblems } from '../../validation/problems';
import { envoyRequests } from '../envoy-requests';
import { knownNamespace } from '../known-namespace';
import { RouteOwner } from '../route-owner';
import type { RouterFacts } from '../router-facts';
import type { ITrafficRouter, TrafficBinding, TrafficRouting } from '../traffic-router';
import { backendPort, backendPortProblems } from '../version-services';
import { AmbassadorApiVersion, type AmbassadorMappingProps, mappingProblems } from './ambassador-mapping-props';
import { AMBASSADOR_FACTS } from './facts';
import { AMBASSADOR_GROUP, canaryMappingName } from './writer';

/**
 * A Mapping of Ambassador or Emissary to the stable version. For a release the controller makes a copy named
 * `<name>-canary` with the weight, and deletes it at the end; a rollout may have several Mappings.
 *
 * The copy has no owner. Who deletes the Rollout in the middle of a release has to delete the copy by hand: it goes on
 * sending its share of the requests to the canary's Service.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/ambassador/
 */
export class AmbassadorMapping extends Construct implements ITrafficRouter {
  /** What Ambassador can do: weights, and no steps with routes. */
  public readonly facts: RouterFacts = AMBASSADOR_FACTS;

  /** The Services that the traffic is split between. */
  public readonly services: StableCanaryServices;

  /** The port of the Services that requests are sent to. */
  public readonly port: number;

  private readonly object: ApiObject;
  private readonly owner: RouteOwner;
  private readonly requests: string;

  /** @throws if the name, a property of the requests or the port is not valid. */
  constructor(scope: Construct, id: string, props: AmbassadorMappingProps) {
    super(scope, id);
    const { services, apiVersion = AmbassadorApiVersion.V2 } = props;
    throwProblems(this, [...mappingProblems(props), ...backendPortProblems(services, props.port)]);
    this.services = services;
    this.port = backendPort(services, props.port);
    // Emissary makes one group of Mappings that say the same here, and shares the requests between them.
    this.requests = [props.host ?? '*', props.prefix, props.ambassadorId ?? 'default'].join(' ');
    this.object = new ApiObject(this, 'Resource', {
      apiVersion,
      kind: 'Mapping',
      metadata: { name: props.name },
      spec: apiVersion === AmbassadorApiVersion.V2 ? this.toV2(props) : this.toV3Alpha1(props),
    });
    this.owner = new RouteOwner(this, {
      what: 'Mapping',
      services,
      namespace: { name: this.object.metadata.namespace },
    });
    this.node.addValidation({ validate: () => [...this.nameProblems(), ...this.groupProblems()] });
    requireCheckedApp(this);
  }

  /** The name of the Mapping. */
  public get name(): string {
    return this.object.name;
  }

  /** The name of the Mapping that the controller makes for the canary. */
  public get canaryName(): string {
    return canaryMappingName(this.name);
  }

  /** The namespace of the Mapping; undefined is the one that the manifests are applied to. */
  public get namespace(): string | undefined {
    return this.object.metadata.namespace;
  }

  /**
   * The requests of the canary alone, as the Envoy of Emissary counts them by what a Mapping sends to: those of all
   * Mappings to the same port of the canary's Service. By the documentation and the source of Emissary; not tried.
   * @throws if the namespace is not known: set it on the chart.
   * @see https://www.getambassador.io/docs/emissary/latest/topics/running/statistics/
   */
  public requestMetrics(): RequestMetrics {
    const toStatsName = (text: string) => text.replace(/[^0-9A-Za-z]/g, '_');
    const service = toStatsName(this.services.canary.name);
    const namespace = toStatsName(knownNamespace(this, this.namespace));
    // Emissary adds the namespace unless it is its own (emissary python/ambassador/ir/irbasemapping.py).
    const matcher = `envoy_cluster_name=~"${service}(_${namespace})?_${this.port}"`;
    return {
      source: `requests to Service ${this.services.canary.name} counted by Emissary`,
      ...envoyRequests(matcher),
    };
  }

  /**
   * Ties the Mapping to a rollout and returns its name.
   * @throws if the rollout has other Services, lives in another namespace, or is the second.
   */
  public bind(rollout: TrafficBinding): TrafficRouting {
    this.owner.bind(rollout);
    return { ambassador: { mappings: [this.name] } };
  }

  private toV2({ prefix, host, rewrite, timeout, ambassadorId }: AmbassadorMappingProps): MappingSpec {
    return {
      prefix,
      host,
      rewrite,
      // The controller replaces the first mention of the stable Service, so the name comes first. A weight it refuses.
      service: `${this.services.stable.name}:${this.port}`,
      // To the pods themselves, past the Service: kube-proxy would keep connections to pods that are no longer in it.
      resolver: 'endpoint',
      timeout_ms: timeout?.toMilliseconds(),
      ambassador_id: ambassadorId === undefined ? undefined : [ambassadorId],
    };
  }

  private toV3Alpha1(props: AmbassadorMappingProps): MappingV3Alpha1Spec {
    const { prefix, rewrite, service, resolver, timeout_ms } = this.toV2(props);
    const ambassador_id = props.ambassadorId === undefined ? undefined : [props.ambassadorId];
    // Here no host name means no Host at all, and no request.
    return { prefix, hostname: props.host ?? '*', rewrite, service, resolver, timeout_ms, ambassador_id };
  }

  private nameProblems(): string[] {
    return objectsInApp(this, 'Mapping')
      .filter(({ apiGroup }) => apiGroup === AMBASSADOR_GROUP)
      .filter(({ name, metadata }) => name === this.canaryName && metadata.namespace === this.namespace)
      .map(
        (other) =>
          `the Mapping at ${other.node.path} is named "${this.canaryName}", as the one that the controller makes for the ` +
          `canary of "${this.name}": it would change and delete it, give one of them another name`,
      );
  }

  private groupProblems(): string[] {
    return constructsInApp(this, AmbassadorMapping)
      .filter((other) => other !== this && other.requests === this.requests)
      .map(
        (other) =>
          `the Mapping at ${other.node.path} is for the same host and prefix: Emissary shares the requests between both, ` +
          'and the canary gets another part of them than its weight; take one away, or give them different ones',
      );
  }
}
