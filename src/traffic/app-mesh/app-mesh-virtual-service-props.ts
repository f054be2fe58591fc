import type { RootService } from '../../services/root-service';
import type { StableCanaryServices } from '../../services/stable-canary-services';
import { dnsLabelProblems, dnsSubdomainProblems, namespaceText } from '../../validation/names';
import { backendPort, backendPortProblems } from '../version-services';

/** What the requests of a mesh are. */
export enum AppMeshProtocol {
  /** HTTP/1.1. */
  HTTP = 'http',

  /** HTTP/2. */
  HTTP2 = 'http2',

  /** GRPC. */
  GRPC = 'grpc',

  /** TCP, where connections are split and not requests. */
  TCP = 'tcp',
}

/** A VirtualService that the pods of a VirtualNode call. */
export interface AppMeshBackend {
  /** The name of the VirtualService. */
  readonly name: string;

  /**
   * Its namespace.
   * @default - that of the VirtualNode
   */
  readonly namespace?: string;
}

/** Props of `AppMeshVirtualService`. */
export interface AppMeshVirtualServiceProps {
  /** The name of the VirtualService and of its VirtualRouter. The VirtualNodes are named after the Services. */
  readonly name: string;

  /** The Services that the traffic is split between; the same as those of the rollout. They are made headless. */
  readonly services: StableCanaryServices;

  /** The Service by whose name in DNS the clients call, in front of both versions. */
  readonly rootService: RootService;

  /**
   * What the requests are.
   * @default AppMeshProtocol.HTTP
   */
  readonly protocol?: AppMeshProtocol;

  /**
   * The name of the route whose weights the controller moves; it takes every request.
   * @default - `<protocol>-primary`, such as `http-primary`
   */
  readonly routeName?: string;

  /**
   * The port that the clients call, of the Services and of the root Service.
   * @default - the only port of the Services; required if they have several
   */
  readonly port?: number;

  /**
   * The VirtualServices that the pods call. Whatever is not listed their Envoy turns down, unless the Mesh lets all out.
   * @default - none
   */
  readonly backends?: AppMeshBackend[];
}

/** What is wrong with a VirtualService and with what stands around it, as a list of problems. */
export function virtualServiceProblems(props: AppMeshVirtualServiceProps): string[] {
  const { name, services, rootService, routeName, backends } = props;
  return [
    ...dnsSubdomainProblems('name', name),
    ...(routeName === undefined ? [] : dnsLabelProblems('routeName', routeName)),
    ...namespaceProblems(services, rootService),
    ...portProblems(props),
    ...(backends?.length === 0 ? ['backends is empty: name at least one, or leave it out'] : []),
    ...(backends ?? []).flatMap((backend, index) => [
      ...dnsSubdomainProblems(`backends[${index}].name`, backend.name),
      ...(backend.namespace === undefined ? [] : dnsLabelProblems(`backends[${index}].namespace`, backend.namespace)),
    ]),
  ];
}

function namespaceProblems({ stable }: StableCanaryServices, rootService: RootService): string[] {
  const { namespace } = stable.metadata;
  const root = rootService.service.metadata.namespace;
  return [
    ...(namespace === undefined
      ? [
          `the namespace is not known, and the mesh finds pods by names such as ${stable.name}.demo.svc.cluster.local: set it ` +
            "on the chart, super(scope, id, { namespace: 'demo' })",
        ]
      : []),
    ...(root === namespace
      ? []
      : [
          `rootService "${rootService.name}" is in ${namespaceText(root)}, the Services are in ${namespaceText(namespace)}: it ` +
            'selects the same pods, put them into one',
        ]),
  ];
}

function portProblems({ services, rootService, port }: AppMeshVirtualServiceProps): string[] {
  const problems = backendPortProblems(services, port);
  if (problems.length > 0) return problems;
  const called = backendPort(services, port);
  const offered = rootService.ports.map((one) => one.port);
  if (offered.includes(called)) return [];
  return [
    `rootService "${rootService.name}" offers ${offered.join(', ')}, and the clients call ${called}: let it offer that`,
  ];
}
