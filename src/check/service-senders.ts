import { grouped } from '../manifest/grouped';
import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, isThere, listOf, type Plain, textOf } from '../manifest/plain';
import { AMBASSADOR_GROUP } from '../traffic/ambassador/writer';
import { TRAEFIK_CONTAINO_US, TRAEFIK_IO } from '../traffic/traefik/facts';
import { ingressPaths } from './ingress-paths';
import { sharedRoutes } from './shared-routes';

/** A place of a route that sends requests to a Service. */
export interface ServiceSender {
  /** The route. */
  readonly object: ManifestObject;

  /** The way to the place. */
  readonly path: ManifestPath;

  /** The name of the Service. */
  readonly service: string;

  /** The namespace of the Service; undefined is the one that the manifests are applied to. */
  readonly namespace?: string;

  /** All the Services that requests are shared out to at that place, this one too. */
  readonly beside: readonly string[];
}

/** The places of the routes of a set that send requests to Services, by the names of the Services. */
export function sendersByService(set: ManifestSet): ReadonlyMap<string, readonly ServiceSender[]> {
  return set.derive(makeSenders);
}

const ISTIO_GROUP = 'networking.istio.io';

function makeSenders(set: ManifestSet): Map<string, ServiceSender[]> {
  const senders: ServiceSender[] = [
    ...set.ofKind('Ingress', 'networking.k8s.io', 'extensions').flatMap(ofIngress),
    ...sharedRoutes(set).flatMap(({ object, backends }) => {
      const beside = backends.map(({ name }) => name);
      return backends
        .filter(({ path }) => isSent(at(object, ...path.map(String))))
        .map(({ path, name, namespace }) => ({ object, path, service: name, namespace, beside }));
    }),
    ...set.ofKind('IngressRoute', TRAEFIK_IO, TRAEFIK_CONTAINO_US).flatMap((object) => ofLists(object, 'routes')),
    ...set.ofKind('TraefikService', TRAEFIK_IO, TRAEFIK_CONTAINO_US).flatMap(ofTraefikService),
    ...set.ofKind('VirtualService', ISTIO_GROUP).flatMap(ofVirtualService),
    ...set.ofKind('Mapping', AMBASSADOR_GROUP).flatMap(ofMapping),
  ];
  return grouped(senders, ({ service }) => service);
}

function ofIngress(object: ManifestObject): ServiceSender[] {
  const { namespace } = object.metadata;
  const standard = textOf(at(object.spec, 'defaultBackend', 'service', 'name'));
  return [
    ...(standard === undefined
      ? []
      : [{ object, path: ['spec', 'defaultBackend'], service: standard, namespace, beside: [standard] }]),
    ...ingressPaths(object).flatMap(({ path, service, value }) =>
      // An action of the AWS load balancer has the name of a Service, and sends to those that it lists.
      service === undefined || at(value, 'backend', 'service', 'port', 'name') === 'use-annotation'
        ? []
        : [{ object, path: [...path, 'backend'], service, namespace, beside: [service] }],
    ),
  ];
}

function ofTraefikService(object: ManifestObject): ServiceSender[] {
  const weighted = at(object.spec, 'weighted');
  const mirroring = at(object.spec, 'mirroring');
  return [
    ...(isThere(weighted) ? ofServices(object, ['spec', 'weighted', 'services'], at(weighted, 'services')) : []),
    ...(isThere(mirroring) ? ofServices(object, ['spec'], { mirroring }) : []),
  ];
}

function ofLists(object: ManifestObject, list: string): ServiceSender[] {
  return listOf(at(object.spec, list)).flatMap((rule, index) =>
    ofServices(object, ['spec', list, index, 'services'], at(rule, 'services')),
  );
}

// What names no kind is a Service.
function ofServices(object: ManifestObject, path: ManifestPath, services: Plain): ServiceSender[] {
  const entries: [string | number, Plain][] = Array.isArray(services)
    ? [...listOf(services).entries()]
    : Object.entries(services ?? {});
  const named = entries.flatMap(([key, value]) => {
    const service = textOf(at(value, 'name'));
    if (service === undefined || (textOf(at(value, 'kind')) ?? 'Service') !== 'Service' || !isSent(value)) return [];
    const namespace = textOf(at(value, 'namespace')) ?? object.metadata.namespace;
    return [{ object, path: [...path, key], service, namespace }];
  });
  const beside = named.map(({ service }) => service);
  return named.map((sender) => ({ ...sender, beside }));
}

function ofVirtualService(object: ManifestObject): ServiceSender[] {
  return ['http', 'tls', 'tcp'].flatMap((list) =>
    listOf(at(object.spec, list)).flatMap((rule, index) => {
      const named = listOf(at(rule, 'route')).flatMap((destination, number) => {
        const host = textOf(at(destination, 'destination', 'host'));
        if (host === undefined || !isSent(destination)) return [];
        const { service, namespace } = serviceOfHost(host, object);
        return [{ object, path: ['spec', list, index, 'route', number], service, namespace }];
      });
      const beside = named.map(({ service }) => service);
      return named.map((sender) => ({ ...sender, beside }));
    }),
  );
}

function ofMapping(object: ManifestObject): ServiceSender[] {
  const [, host] = /^(?:[a-z]+:\/\/)?([^:/]+)/i.exec(textOf(at(object.spec, 'service')) ?? '') ?? [];
  if (host === undefined) return [];
  const { service, namespace } = serviceOfHost(host, object);
  return [{ object, path: ['spec', 'service'], service, namespace, beside: [service] }];
}

function serviceOfHost(host: string, { metadata }: ManifestObject): { service: string; namespace?: string } {
  const [service = '', namespace = metadata.namespace] = host.split('.');
  return { service, namespace };
}

function isSent(backend: Plain): boolean {
  return at(backend, 'weight') !== 0;
}
