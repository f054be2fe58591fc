import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, listOf, type Plain, textOf } from '../manifest/plain';
import { ISTIO_GROUP, ROUTE_LISTS } from '../traffic/istio/weighted-routes';
import { TRAEFIK_CONTAINO_US, TRAEFIK_IO } from '../traffic/traefik/facts';
import type { RouteTarget, SharedRoute } from './shared-routes';

/** The places of the TraefikServices and VirtualServices of a set that share requests, as far as it is between Services. */
export function weightedTargets(set: ManifestSet): readonly SharedRoute[] {
  return set.derive(makeWeightedTargets);
}

function makeWeightedTargets(set: ManifestSet): SharedRoute[] {
  const entries = entryHosts(set);
  return [
    ...set.ofKind('TraefikService', TRAEFIK_IO, TRAEFIK_CONTAINO_US).map(ofTraefik),
    ...set.ofKind('VirtualService', ISTIO_GROUP).flatMap((object) => ofIstio(object, entries)),
  ];
}

function ofTraefik(object: ManifestObject): SharedRoute {
  const path = ['spec', 'weighted'];
  const value = at(object.spec, 'weighted');
  const backends = listOf(at(value, 'services')).flatMap((service, index): RouteTarget[] => {
    const name = textOf(at(service, 'name'));
    const kind = textOf(at(service, 'kind')) ?? 'Service';
    // One with an @ is of another provider, such as a file.
    if (name === undefined || name.includes('@') || kind !== 'Service') return [];
    const namespace = textOf(at(service, 'namespace')) ?? object.metadata.namespace;
    return [target([...path, 'services', index], name, namespace)];
  });
  return { object, path, value, backends };
}

function ofIstio(object: ManifestObject, entries: ReadonlySet<Plain>): SharedRoute[] {
  return ROUTE_LISTS.flatMap((list) =>
    listOf(at(object.spec, list)).map((value, index) => {
      const path = ['spec', list, index];
      const backends = listOf(at(value, 'route')).flatMap((destination, number) => {
        const host = textOf(at(destination, 'destination', 'host'));
        const place = [...path, 'route', number, 'destination', 'host'];
        return host === undefined || entries.has(host) ? [] : serviceAt(host, place, object.metadata.namespace);
      });
      return { object, path, value, backends };
    }),
  );
}

// A host with dots that are no `.svc` is one of the world outside, or a namespace, which is not known.
function serviceAt(host: string, path: ManifestPath, home: string | undefined): RouteTarget[] {
  const [, name, namespace] = /^([^.]+)(?:\.([^.]+)\.svc(?:\..+)?)?$/.exec(host) ?? [];
  return name === undefined ? [] : [target(path, name, namespace ?? home)];
}

function target(path: ManifestPath, name: string, namespace: string | undefined): RouteTarget {
  return { path, name, ...(namespace === undefined ? {} : { namespace }) };
}

function entryHosts(set: ManifestSet): Set<Plain> {
  return new Set(set.ofKind('ServiceEntry', ISTIO_GROUP).flatMap(({ spec }) => listOf(at(spec, 'hosts'))));
}
