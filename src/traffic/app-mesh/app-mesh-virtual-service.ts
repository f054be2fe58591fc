import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type {
  VirtualNodeSpec,
  VirtualRouterSpec,
  VirtualRouterSpecRoutes,
  VirtualServiceSpec,
} from '../../../imports/appmesh.k8s.aws';
import { AnalysisArgument } from '../../analysis/analysis-argument';
import type { RequestMetrics } from '../../analysis/requests/request-metrics';
import { requireCheckedApp } from '../../check/app-check';
import type { RootService } from '../../services/root-service';
import { targetPortOf } from '../../services/service-port';
import type { StableCanaryServices } from '../../services/stable-canary-services';
import { throwProblems } from '../../validation/problems';
import { envoyRequests } from '../envoy-requests';
import { knownNamespace } from '../known-namespace';
import { RouteOwner } from '../route-owner';
import type { RouterFacts } from '../router-facts';
import type { ITrafficRouter, TrafficBinding, TrafficRouting } from '../traffic-router';
import { backendPort } from '../version-services';
import {
  AppMeshProtocol,
  type AppMeshVirtualServiceProps,
  virtualServiceProblems,
} from './app-mesh-virtual-service-props';
import { APP_MESH_FACTS } from './facts';
import { APP_MESH_GROUP, PLACEHOLDER_HASHES, POD_HASH_LABEL } from './writer';

/**
 * A VirtualService of AWS App Mesh with its VirtualRouter, whose weights the controller moves, and a VirtualNode for each
 * version.
 *
 * AWS has announced the end of support of App Mesh for 2026-09-30, and takes no new customers since 2024-09-24.
 *
 * Both Services of the versions become headless: an Envoy connects to the port of a VirtualNode, which is that of the
 * pods and none of the Service, and would keep connections to pods that the Service has no more. A Service that has an
 * address already has to be deleted once for that.
 * @see https://argo-rollouts.readthedocs.io/en/stable/getting-started/appmesh/
 */
export class AppMeshVirtualService extends Construct implements ITrafficRouter {
  /** What App Mesh can do: weights, and no steps with routes. */
  public readonly facts: RouterFacts = APP_MESH_FACTS;

  /** The Services that the traffic is split between. */
  public readonly services: StableCanaryServices;

  /** The Service by whose name in DNS the clients call. */
  public readonly rootService: RootService;

  /** What the requests are. */
  public readonly protocol: AppMeshProtocol;

  /** The name of the route whose weights the controller moves. */
  public readonly routeName: string;

  /** The port that the clients call. */
  public readonly port: number;

  private readonly object: ApiObject;
  private readonly owner: RouteOwner;

  /** @throws if a name or the port is not valid, the namespace is not known, or the root Service does not fit. */
  constructor(scope: Construct, id: string, props: AppMeshVirtualServiceProps) {
    super(scope, id);
    throwProblems(this, virtualServiceProblems(props));
    const { name, services, rootService, protocol = AppMeshProtocol.HTTP } = props;
    this.services = services;
    this.rootService = rootService;
    this.protocol = protocol;
    this.routeName = props.routeName ?? `${protocol}-primary`;
    this.port = backendPort(services, props.port);
    this.object = this.make('Resource', 'VirtualService', name, this.toVirtualService(name));
    this.make('router', 'VirtualRouter', name, this.toVirtualRouter());
    this.make('stable', 'VirtualNode', services.stable.name, this.toVirtualNode('stable', props));
    this.make('canary', 'VirtualNode', services.canary.name, this.toVirtualNode('canary', props));
    this.owner = new RouteOwner(this, {
      what: 'VirtualService',
      services,
      namespace: { name: this.object.metadata.namespace },
    });
    requireCheckedApp(this);
  }

  /** The name of the VirtualService, and of its VirtualRouter. */
  public get name(): string {
    return this.object.name;
  }

  /** The name in DNS by which the clients call. */
  public get hostname(): string {
    return this.toHostname(this.rootService.service);
  }

  /**
   * The requests that reached the Envoy of a pod of the canary, as that counts them. Prometheus has to scrape the Envoys
   * with the labels of their pods: a PodMonitor with `podTargetLabels: [rollouts-pod-template-hash]`. By the names that
   * AWS documents; not tried.
   *
   * The name of the canary's VirtualNode would not do: an Envoy keeps the one that its pod began with, also when the
   * version is the stable one.
   * @throws if the protocol is TCP or gRPC.
   */
  public requestMetrics(): RequestMetrics {
    if (this.protocol === AppMeshProtocol.TCP || this.protocol === AppMeshProtocol.GRPC) {
      throw new Error(
        `[${this.node.path}] the Envoy of App Mesh counts no failed requests of ${this.protocol} (of TCP it knows ` +
          "connections only, and a failed call of gRPC has HTTP status 200): take the requests that the canary's pods count " +
          '(PodRequests.ofCanary)',
      );
    }
    const namespace = knownNamespace(this, this.object.metadata.namespace);
    // Requests to the pod itself; those that it makes have names that begin with cds_egress.
    const matcher = `namespace="${namespace}",rollouts_pod_template_hash="{{args.canary-hash}}",envoy_cluster_name=~"cds_ingress_.+"`;
    return {
      source: 'requests to the pods of the canary counted by their Envoys',
      ...envoyRequests(matcher),
      args: [AnalysisArgument.canaryHash('canary-hash')],
    };
  }

  /**
   * Ties the VirtualService to a rollout, and returns its name and those of the route and of the VirtualNodes.
   * @throws if the rollout has other Services, lives in another namespace, or is the second.
   */
  public bind(rollout: TrafficBinding): TrafficRouting {
    this.owner.bind(rollout);
    this.rootService.selectPods(rollout.path, () => rollout.podLabels());
    const { stable, canary } = this.services;
    for (const service of [stable, canary]) service.addJsonPatch(JsonPatch.add('/spec/clusterIP', 'None'));
    return {
      appMesh: {
        virtualService: { name: this.name, routes: [this.routeName] },
        virtualNodeGroup: {
          stableVirtualNodeRef: { name: stable.name },
          canaryVirtualNodeRef: { name: canary.name },
        },
      },
    };
  }

  private make(id: string, kind: string, name: string, spec: unknown): ApiObject {
    return new ApiObject(this, id, { apiVersion: `${APP_MESH_GROUP}/v1beta2`, kind, metadata: { name }, spec });
  }

  private toVirtualService(name: string): VirtualServiceSpec {
    return { awsName: this.hostname, provider: { virtualRouter: { virtualRouterRef: { name } } } };
  }

  private toVirtualRouter(): VirtualRouterSpec {
    return {
      listeners: [{ portMapping: { port: this.port, protocol: this.protocol } }],
      routes: [{ name: this.routeName, ...this.toRoute() }],
    };
  }

  private toRoute(): Omit<VirtualRouterSpecRoutes, 'name'> {
    const { stable, canary } = this.services;
    // Exactly two, each with its weight: a route of another number the controller refuses, one without weights too.
    const action = {
      weightedTargets: [
        { virtualNodeRef: { name: canary.name }, weight: 0 },
        { virtualNodeRef: { name: stable.name }, weight: 100 },
      ],
    };
    switch (this.protocol) {
      case AppMeshProtocol.HTTP:
        return { httpRoute: { match: { prefix: '/' }, action } };
      case AppMeshProtocol.HTTP2:
        return { http2Route: { match: { prefix: '/' }, action } };
      case AppMeshProtocol.GRPC:
        return { grpcRoute: { match: {}, action } };
      case AppMeshProtocol.TCP:
        return { tcpRoute: { action } };
    }
  }

  private toVirtualNode(version: 'stable' | 'canary', { backends }: AppMeshVirtualServiceProps): unknown {
    const port = this.services.ports.find((one) => one.port === this.port);
    const spec: VirtualNodeSpec = {
      listeners: [
        { portMapping: { port: port === undefined ? this.port : targetPortOf(port), protocol: this.protocol } },
      ],
      serviceDiscovery: { dns: { hostname: this.toHostname(this.services[version]), responseType: 'ENDPOINTS' } },
      backends: backends?.map(({ name, namespace }) => ({
        virtualService: { virtualServiceRef: { name, namespace } },
      })),
    };
    const matchLabels = Lazy.any({
      produce: () => ({ ...this.owner.podLabels, [POD_HASH_LABEL]: PLACEHOLDER_HASHES[version] }),
    });
    return { ...spec, podSelector: { matchLabels } };
  }

  private toHostname({ name, metadata }: ApiObject): string {
    return `${name}.${metadata.namespace}.svc.cluster.local`;
  }
}
