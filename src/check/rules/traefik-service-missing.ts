import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import { at, listOf, type Plain, textOf } from '../../manifest/plain';
import { TRAEFIK_CONTAINO_US, TRAEFIK_IO } from '../../traffic/traefik/facts';
import type { Rule } from '../rule';

/** An IngressRoute or TraefikService that sends to a TraefikService that is not there. */
export const TRAEFIK_SERVICE_MISSING: Rule = {
  id: 'traefik-service-missing',
  severity: 'warning',
  what: 'An IngressRoute or TraefikService that sends to a TraefikService that is not among these files.',
  why: 'Traefik leaves the whole route out: its requests are answered with 404, and only the log and the dashboard of Traefik say so.',
  remedy: 'add the TraefikService, correct its name or its namespace, or check its file together with this one',
  source:
    'traefik pkg/provider/kubernetes/crd/kubernetes_http.go, nameAndService, and pkg/server/service/service.go, BuildHTTP: the service does not exist; recorded on Traefik 3.6.24: 404 for all requests where a TraefikService is not built',
  *check(set) {
    const objects = ['IngressRoute', 'TraefikService'].flatMap((kind) => set.ofKind(kind, ...GROUPS));
    for (const object of objects) {
      for (const { path, value } of servicesOf(object)) {
        const name = textOf(at(value, 'name'));
        // One with an @ is of another provider, such as a file.
        if (at(value, 'kind') !== 'TraefikService' || name === undefined || name.includes('@')) continue;
        const namespace = textOf(at(value, 'namespace')) ?? object.metadata.namespace;
        const query = { groups: GROUPS, kind: 'TraefikService', name, namespace };
        if (set.tryFind(query, object) !== undefined) continue;
        yield {
          object,
          path: [...path, 'name'],
          severity: set.isComplete ? 'error' : 'warning',
          message:
            `the ${object.kind} "${object.metadata.name}" sends to the TraefikService "${name}", which ` +
            `${set.isComplete ? 'does not exist' : 'is not among these files'}` +
            `${namespace === undefined ? '' : ` in the namespace "${namespace}"`}: without it its requests are answered with 404`,
        };
      }
    }
  },
};

const GROUPS = [TRAEFIK_IO, TRAEFIK_CONTAINO_US];

interface Place {
  readonly path: ManifestPath;
  readonly value: Plain;
}

function servicesOf({ kind, spec }: ManifestObject): Place[] {
  if (kind === 'IngressRoute') {
    return listOf(at(spec, 'routes')).flatMap((route, index) => each(route, ['spec', 'routes', index], 'services'));
  }
  const mirroring = at(spec, 'mirroring');
  return [
    ...['weighted', 'highestRandomWeight'].flatMap((key) => each(at(spec, key), ['spec', key], 'services')),
    ...['service', 'fallback'].map((key) => ({ path: ['spec', 'failover', key], value: at(spec, 'failover', key) })),
    { path: ['spec', 'mirroring'], value: mirroring },
    ...each(mirroring, ['spec', 'mirroring'], 'mirrors'),
  ];
}

function each(value: Plain, path: ManifestPath, key: string): Place[] {
  return listOf(at(value, key)).map((service, index) => ({ path: [...path, key, index], value: service }));
}
