import { addTo } from '../manifest/grouped';
import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, listOf, textOf } from '../manifest/plain';
import { TRAEFIK_CONTAINO_US, TRAEFIK_IO } from '../traffic/traefik/facts';

/** A place of an IngressRoute that sends to something. */
export interface IngressRouteService {
  /** The IngressRoute. */
  readonly object: ManifestObject;

  /** The way to it. */
  readonly path: ManifestPath;
}

/** What the IngressRoutes of a set send to. */
export class IngressRouteServices {
  private readonly places: ReadonlyMap<string, readonly IngressRouteService[]>;

  constructor(set: ManifestSet) {
    const places = new Map<string, IngressRouteService[]>();
    for (const object of set.ofKind('IngressRoute', TRAEFIK_IO, TRAEFIK_CONTAINO_US)) {
      for (const { key, path } of servicesOf(object)) addTo(places, key, { object, path });
    }
    this.places = places;
  }

  /** The places that send to something in a namespace; without one it is in whatever the manifests are applied to. */
  of(kind: string, name: string, namespace: string | undefined): IngressRouteService[] {
    return [...new Set([namespace, undefined])].flatMap((home) => this.places.get(keyOf(kind, name, home)) ?? []);
  }
}

/** What the IngressRoutes of a set send to, looked up once. */
export function ingressRouteServices(set: ManifestSet): IngressRouteServices {
  return set.derive(make);
}

function make(set: ManifestSet): IngressRouteServices {
  return new IngressRouteServices(set);
}

function servicesOf({ spec, metadata }: ManifestObject): { key: string; path: ManifestPath }[] {
  return listOf(at(spec, 'routes')).flatMap((route, index) =>
    listOf(at(route, 'services')).flatMap((service, number) => {
      const name = textOf(at(service, 'name'));
      if (name === undefined) return [];
      const home = textOf(at(service, 'namespace')) ?? metadata.namespace;
      const key = keyOf(textOf(at(service, 'kind')) ?? 'Service', name, home);
      return [{ key, path: ['spec', 'routes', index, 'services', number] }];
    }),
  );
}

function keyOf(kind: string, name: string, namespace: string | undefined): string {
  return `${kind} ${namespace ?? ''} ${name}`;
}
