import { at, isThere, textOf } from '../../manifest/plain';
import { tryFindRoute } from '../route-objects';
import type { RouterFacts } from '../router-facts';
import type { RouteBackend, RouterModel } from '../router-model';
import { AMBASSADOR_WRITER, canaryServiceOf, mappingsOf } from './writer';

/** What Mappings of Ambassador and Emissary can do. */
export const AMBASSADOR_FACTS: RouterFacts = {
  name: 'Ambassador',
  // Its functions for header and mirror routes do nothing (argo-rollouts rollout/trafficrouting/ambassador/ambassador.go).
  setHeaderRoute: false,
  setMirrorRoute: false,
  experimentWeight: false,
  // Emissary gives the stable version what is missing to 100.
  maxTrafficWeight: false,
  pingPong: false,
  // `mappings` is a list of names in any case.
  singular: {},
};

/** All that is known of Ambassador and Emissary as a router. */
export const AMBASSADOR: RouterModel = {
  folder: 'ambassador',
  facts: AMBASSADOR_FACTS,
  requires: {
    argoRollouts: '1.0',
    known: ['Argo Rollouts 1.10.2', 'the source of Emissary 3.9.1', 'the CRDs of Emissary 4.1.0'],
    flags: [
      {
        flag: '--ambassador-api-version=getambassador.io/v3alpha1',
        when: 'Mappings are written as getambassador.io/v3alpha1 (Argo Rollouts 1.1 or newer; not tried)',
      },
    ],
    existing: [
      'Emissary with a Listener, and a Host that takes the Mappings',
      'a KubernetesEndpointResolver named `endpoint`; Emissary 3.9.1 has one built in',
    ],
    permissions: [],
    countedBy: 'Emissary',
  },
  isWatched: false,
  isIn: (routing) => isThere(at(routing, 'ambassador')),
  routes: (rollout) => mappingsOf(rollout).flatMap(({ base, canary }) => [base, canary]),
  backends: (objects, rollout) =>
    mappingsOf(rollout).flatMap(({ base }) => {
      const service = textOf(at(tryFindRoute(objects, rollout, base)?.spec, 'service'));
      return service === undefined ? [] : [backendOf(service), backendOf(canaryServiceOf(service, rollout))];
    }),
  // The canary's Mapping is a copy in which the name of the stable Service is replaced, where it is found.
  lacks: ({ spec }, { stableService }) => {
    const service = textOf(at(spec, 'service'));
    if (stableService === undefined || service === undefined || service.includes(stableService)) return [];
    return [{ path: ['spec', 'service'], role: 'stable', name: stableService, failure: 'unnoticed' }];
  },
  whenMissing: () => 'invalid',
  // What is written is an object of the controller's own, without labels: it is neither pruned nor OutOfSync.
  ignoreDifferences: () => [],
  writer: AMBASSADOR_WRITER,
};

/** What a Mapping says it sends to, such as `https://shop.default:8443`: scheme, namespace and port may be missing. */
function backendOf(text: string): RouteBackend {
  const [, scheme, host = '', port] = /^(?:([a-z]+):\/\/)?([^:/]*)(?::(\d+))?/i.exec(text) ?? [];
  const [service = ''] = host.split('.');
  // Where there is none Emissary takes that of the scheme (emissary python/ambassador/ir/ircluster.py).
  return { service, port: Number(port ?? (scheme?.toLowerCase() === 'https' ? 443 : 80)) };
}
