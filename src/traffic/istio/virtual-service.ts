import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { RequestMetrics } from '../../analysis/requests/request-metrics';
import { requireCheckedApp } from '../../check/app-check';
import { quote } from '../../validation/names';
import { throwProblems } from '../../validation/problems';
import { knownNamespace } from '../known-namespace';
import { RouteOwner } from '../route-owner';
import type { RouterFacts } from '../router-facts';
import type { ITrafficRouter, TrafficBinding, TrafficRouting } from '../traffic-router';
import { ISTIO_API_VERSION, ISTIO_FACTS } from './facts';
import { type IstioMetricsOptions, IstioReporter, requestsToPods, requestsToService } from './istio-metrics';
import { trySplit } from './split';
import { virtualServiceProblems } from './virtual-service-problems';
import type { VirtualServiceProps } from './virtual-service-props';
import { httpRoutesOf, listedRoutes, toVirtualServiceSpec } from './virtual-service-spec';

/**
 * A VirtualService of Istio whose weights the controller moves: between two Services, or between the subsets that a
 * `DestinationRule` makes of one.
 *
 * The weights are written out, stable 100 and canary 0, and the Rollout lists every route by its name, port or SNI hosts.
 * A rollout may have several VirtualServices, such as one behind a Gateway and one for callers in the mesh.
 *
 * A header step makes a route of its own in front of the others. Any one of its headers is enough, and match, rewrite,
 * timeout, retries and CORS of the other routes do not count for it.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/
 */
export class VirtualService extends Construct implements ITrafficRouter {
  /** What Istio can do; no managed routes and experiments from another namespace than the rollout's. */
  public readonly facts: RouterFacts;

  private readonly object: ApiObject;
  private readonly owner: RouteOwner;

  /** @throws if a name, host, Gateway, port or route is not valid, or it does not say just one thing to split between. */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: VirtualServiceProps,
  ) {
    super(scope, id);
    const { namespace } = Chart.of(this);
    throwProblems(this, virtualServiceProblems(props, namespace));
    const split = trySplit(props);
    if (split === undefined) throw new Error('a VirtualService was checked that splits between nothing');
    this.facts = factsOf(props, split.stable.service.metadata.namespace !== namespace);
    this.object = new ApiObject(this, 'Resource', {
      apiVersion: ISTIO_API_VERSION,
      kind: 'VirtualService',
      metadata: { name: props.name },
      spec: toVirtualServiceSpec(props, split, namespace),
    });
    // In any namespace: the Rollout names it with its own.
    this.owner = new RouteOwner(this, { what: 'VirtualService', services: props.services ?? props.pingPong });
    requireCheckedApp(this);
  }

  /** The name of the VirtualService. */
  public get name(): string {
    return this.object.name;
  }

  /**
   * The requests of the canary alone, as Istio counts them.
   * @throws if the namespace is not known, the reporter cannot tell the versions apart, or there are no HTTP routes.
   */
  public requestMetrics(options: IstioMetricsOptions = {}): RequestMetrics {
    const { services } = this.props;
    const { grpc = false, reporter = services === undefined ? IstioReporter.DESTINATION : IstioReporter.SOURCE } =
      options;
    const pods = "take the requests that the canary's pods count (PodRequests.ofCanary)";
    throwProblems(this, [
      ...(httpRoutesOf(this.props).length === 0
        ? [`requestMetrics: of TLS and TCP connections Istio counts no requests: ${pods}`]
        : []),
      ...(services === undefined && reporter !== IstioReporter.DESTINATION
        ? [
            `requestMetrics: the reporter "${reporter}" counts by Service, which is not that of one version here: leave it out, ` +
              `or ${pods}`,
          ]
        : []),
    ]);
    const split = trySplit(this.props);
    const namespace = knownNamespace(this, split?.canary.service.metadata.namespace);
    return services === undefined || reporter === IstioReporter.DESTINATION
      ? requestsToPods(namespace, grpc)
      : requestsToService(namespace, services.canary.name, reporter, grpc);
  }

  /**
   * Ties the VirtualService, and its DestinationRule, to a rollout and returns how the Rollout names them.
   * @throws if the rollout has other Services, another router of it splits otherwise, a managed route has the name of one of
   * the routes or there is none beside which it could be, or the rollout is the second.
   */
  public bind(rollout: TrafficBinding): TrafficRouting {
    throwProblems(this, [...this.managedRouteProblems(rollout), ...this.splitProblems(rollout)]);
    this.owner.bind(rollout);
    const { destinationRule } = this.props;
    destinationRule?.bind(rollout);
    const { namespace } = this.object.metadata;
    const name = namespace === rollout.namespace ? this.name : `${this.name}.${namespace}`;
    return {
      istio: {
        virtualServices: [{ name, ...listedRoutes(this.props) }],
        destinationRule: destinationRule && {
          name: destinationRule.name,
          canarySubsetName: destinationRule.canarySubset,
          stableSubsetName: destinationRule.stableSubset,
        },
      },
    };
  }

  private managedRouteProblems({ managedRoutes }: TrafficBinding): string[] {
    const http = httpRoutesOf(this.props);
    const names = [...http, ...(this.props.otherHttp ?? [])].map(({ name }) => name);
    return [
      ...managedRoutes
        .filter((name) => names.includes(name))
        .map(
          (name) =>
            `an HTTP route is named ${quote(name)}, as the managed route of a step: the controller deletes it at the first ` +
            'reconcile, give one of them another name',
        ),
      ...(managedRoutes.length > 0 && http.length === 0
        ? [
            `the steps set the managed routes ${managedRoutes.map(quote).join(', ')}, and the VirtualService has no HTTP routes ` +
              'beside which they could be: the controller fails at each such step, leave the steps out, or give it http',
          ]
        : []),
    ];
  }

  private splitProblems({ routers }: TrafficBinding): string[] {
    const others = routers.filter((router): router is VirtualService => router instanceof VirtualService);
    return others.every(({ props }) => props.destinationRule === this.props.destinationRule)
      ? []
      : [
          'the VirtualServices of the rollout do not all have the same destinationRule: the controller splits between Services ' +
            'or between the subsets of one DestinationRule, give all of them the same',
        ];
  }
}

// Into a managed route and for an experiment the controller writes the bare name of the Service, which Istio looks for in
// the namespace of the VirtualService (argo-rollouts rollout/trafficrouting/istio/istio.go).
function factsOf({ destinationRule }: VirtualServiceProps, isElsewhere: boolean): RouterFacts {
  return {
    ...ISTIO_FACTS,
    ...(destinationRule === undefined ? {} : { needsServices: false }),
    ...(isElsewhere
      ? {
          name: "Istio with a VirtualService in another namespace than the rollout's",
          setHeaderRoute: false,
          setMirrorRoute: false,
          experimentWeight: false,
        }
      : {}),
  };
}
