import { at, listOf, textOf } from '../../manifest/plain';
import { TRAEFIK_CONTAINO_US, TRAEFIK_IO } from '../../traffic/traefik/facts';
import type { Rule } from '../rule';

/** An IngressRoute that sends to a TraefikService that is not there. */
export const TRAEFIK_SERVICE_MISSING: Rule = {
  id: 'traefik-service-missing',
  severity: 'warning',
  what: 'An IngressRoute that sends to a TraefikService that is not among these files.',
  why: 'Traefik leaves the whole route out: its requests are answered with 404, and only the log of Traefik says so.',
  remedy: 'add the TraefikService, correct its name or its namespace, or check its file together with this one',
  source: 'traefik pkg/provider/kubernetes/crd/kubernetes_http.go',
  *check(set) {
    const groups = [TRAEFIK_IO, TRAEFIK_CONTAINO_US];
    for (const object of set.ofKind('IngressRoute', ...groups)) {
      for (const [index, route] of listOf(at(object.spec, 'routes')).entries()) {
        for (const [number, service] of listOf(at(route, 'services')).entries()) {
          const name = textOf(at(service, 'name'));
          // One with an @ is of another provider, such as a file.
          if (at(service, 'kind') !== 'TraefikService' || name === undefined || name.includes('@')) continue;
          const namespace = textOf(at(service, 'namespace')) ?? object.metadata.namespace;
          if (set.tryFind({ groups, kind: 'TraefikService', name, namespace }, object) !== undefined) continue;
          yield {
            object,
            path: ['spec', 'routes', index, 'services', number, 'name'],
            severity: set.isComplete ? 'error' : 'warning',
            message:
              `the IngressRoute "${object.metadata.name}" sends to the TraefikService "${name}", which ` +
              `${set.isComplete ? 'does not exist' : 'is not among these files'}${namespace === undefined ? '' : ` in the namespace "${namespace}"`}`,
          };
        }
      }
    }
  },
};
