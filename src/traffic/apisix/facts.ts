import { EACH } from '../../manifest/edit';
import type { ManifestObject } from '../../manifest/manifest';
import { at, isThere, listOf } from '../../manifest/plain';
import { backendsAt, managedRoutesIn, tryFindRoute } from '../route-objects';
import { missingIn, splitBetween } from '../route-weights';
import type { RouterFacts } from '../router-facts';
import type { RoutedRollout, RouterModel } from '../router-model';
import { APISIX_GROUP, APISIX_WRITER, apisixRouteOf, headerRouteOf, ruleNamesOf } from './writer';

/** What the routes of Apache APISIX can do. */
export const APISIX_FACTS: RouterFacts = {
  name: 'Apache APISIX',
  setHeaderRoute: true,
  headerMatches: 'all',
  // SetMirrorRoute returns success and does nothing (argo-rollouts rollout/trafficrouting/apisix/apisix.go).
  setMirrorRoute: false,
  experimentWeight: false,
  // The stable version gets 100 minus the weight, whatever the sum is meant to be.
  maxTrafficWeight: false,
  pingPong: false,
};

/** All that is known of Apache APISIX. */
export const APISIX: RouterModel = {
  folder: 'apisix',
  facts: APISIX_FACTS,
  requires: {
    argoRollouts: '1.4',
    known: ['Argo Rollouts 1.10.2', 'the ApisixRoute of APISIX Ingress Controller 2.2.0 (apisix.apache.org/v2)'],
    flags: [],
    existing: [
      'APISIX 2.15 and APISIX Ingress Controller 1.5, or newer',
      'the IngressClass of the routes (`ingressClassName`): Ingress Controller 2 leaves a route of another class alone',
      'for header routes the permission to create and delete ApisixRoutes, which the ClusterRole of Argo Rollouts up to 1.10.2 lacks: the step fails with "forbidden" (argo-rollouts #4185)',
    ],
    permissions: [{ apiGroups: [APISIX_GROUP], resources: ['apisixroutes'], verbs: ['create', 'delete'] }],
  },
  isWatched: false,
  isIn: (routing) => isThere(at(routing, 'apisix')),
  routes: (rollout) => [apisixRouteOf(rollout), ...managedRoutesIn(rollout.routing).map(headerRouteOf)],
  backends: (objects, rollout) =>
    backendsAt(tryFindRoute(objects, rollout, apisixRouteOf(rollout)), ['spec', 'http', EACH, 'backends', EACH], {
      service: ['serviceName'],
      port: ['servicePort'],
    }),
  splits: (route, rollout) => weighedRules(route, rollout).flatMap(({ split }) => split),
  lacks: (route, rollout) =>
    weighedRules(route, rollout).flatMap(({ path, split }) =>
      missingIn(
        split.flatMap(({ shares }) => shares),
        [...path, 'backends'],
        rollout,
        'unhealthy',
      ),
    ),
  // A header route is an object of its own, which Git does not have.
  ignoreDifferences: () => [
    { group: APISIX_GROUP, kind: 'ApisixRoute', jqPathExpressions: ['.spec.http[]?.backends[]?.weight'] },
  ],
  writer: APISIX_WRITER,
};

// A backend without a weight has 100 (apisix-ingress-controller).
function weighedRules({ spec }: ManifestObject, rollout: RoutedRollout) {
  const names = ruleNamesOf(rollout);
  return listOf(at(spec, 'http')).flatMap((rule, index) => {
    const path = ['spec', 'http', index];
    const options = { path, list: 'backends', nameKey: 'serviceName', omittedWeight: 100 };
    const isNamed = names.some((name) => name === at(rule, 'name'));
    return isNamed ? [{ path, split: splitBetween(rule, rollout, options) }] : [];
  });
}
