import { EACH } from '../../manifest/edit';
import type { ManifestObject } from '../../manifest/manifest';
import { at, isThere, numberOf, textOf } from '../../manifest/plain';
import { tryFindRoute, valuesAt } from '../route-objects';
import type { RouterFacts } from '../router-facts';
import type { RouteBackend, RoutedRollout, RouterModel } from '../router-model';
import { canaryIngressOf, NGINX_WRITER, stableIngressesOf } from './writer';

/** What the community's ingress-nginx can do. */
export const NGINX_FACTS: RouterFacts = {
  name: 'NGINX',
  // Its functions for header and mirror routes do nothing (argo-rollouts rollout/trafficrouting/nginx/nginx.go); headers
  // and cookies are annotations that hold for all of the time.
  setHeaderRoute: false,
  setMirrorRoute: false,
  experimentWeight: false,
  maxTrafficWeight: true,
  pingPong: false,
  singular: { stableIngresses: { field: 'stableIngress' } },
};

const BACKENDS = ['spec', 'rules', EACH, 'http', 'paths', EACH, 'backend', 'service'];

/** All that is known of the community's ingress-nginx; F5's controller does not read its annotations. */
export const NGINX: RouterModel = {
  folder: 'nginx',
  facts: NGINX_FACTS,
  requires: {
    // The router is older; with 1.4 came ingressClassName (#2178), which every Ingress of the constructs has.
    argoRollouts: '1.4',
    fields: { 'nginx.stableIngresses': '1.5', 'nginx.canaryIngressAnnotations': '1.8' },
    known: ['Argo Rollouts 1.10.2', 'ingress-nginx 1.1 and newer (its source)'],
    flags: [
      {
        flag: '--nginx-ingress-classes=<class>',
        when: 'an Ingress has another class than nginx: once for each class in use, or the controller does not notice changes of those Ingresses',
      },
    ],
    existing: [
      'ingress-nginx, the controller of the Kubernetes community (retired in March 2026, there are no more fixes), and not that of F5, which does not know canary annotations',
      'Argo Rollouts 1.5 for several Ingresses of one rollout, 1.8 for `canaryIngressAnnotations`',
      'for metrics ingress-nginx with `--enable-metrics=true`',
    ],
    permissions: [],
    countedBy: 'ingress-nginx',
  },
  isWatched: true,
  isIn: (routing) => isThere(at(routing, 'nginx')),
  routes: (rollout) => {
    const stable = stableIngressesOf(rollout);
    return [...stable, ...stable.map((reference) => canaryIngressOf(rollout, reference))];
  },
  backends: backendsOf,
  lacks: (ingress, { stableService }) =>
    stableService === undefined || valuesAt(ingress, [...BACKENDS, 'name']).includes(stableService)
      ? []
      : [{ path: ['spec', 'rules'], role: 'stable', name: stableService, failure: 'invalid' }],
  whenMissing: () => 'invalid',
  // The canary's Ingress belongs to the Rollout: Argo CD neither prunes it nor compares it.
  ignoreDifferences: () => [],
  writer: NGINX_WRITER,
};

// The canary's Ingress has the port of the stable Service, so the Service of the canary has to offer it too.
function backendsOf(objects: readonly ManifestObject[], rollout: RoutedRollout): RouteBackend[] {
  const { stableService, canaryService } = rollout;
  return stableIngressesOf(rollout)
    .flatMap((reference) => valuesAt(tryFindRoute(objects, rollout, reference), BACKENDS))
    .filter((backend) => at(backend, 'name') === stableService)
    .flatMap((backend) => {
      const port = numberOf(at(backend, 'port', 'number')) ?? textOf(at(backend, 'port', 'name'));
      return [stableService, canaryService].flatMap((service) => (service === undefined ? [] : [{ service, port }]));
    });
}
