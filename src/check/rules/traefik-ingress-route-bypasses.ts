import { pathText } from '../../manifest/manifest-path';
import { releasesOf } from '../../release/release';
import { ingressRouteServices } from '../ingress-route-services';
import type { Rule } from '../rule';

/** An IngressRoute that sends to the stable Service past the TraefikService. */
export const TRAEFIK_INGRESS_ROUTE_BYPASSES: Rule = {
  id: 'traefik-ingress-route-bypasses',
  severity: 'warning',
  what: 'An IngressRoute that sends to the stable Service itself and not to the TraefikService of the Rollout.',
  why: 'The controller moves the weights of the TraefikService only. Requests that an IngressRoute sends to the Service directly all go to the stable version, or are shared out by weights that never change.',
  remedy: 'write services: [{kind: TraefikService, name: <the one of the Rollout>}], without a port',
  source: 'argo-rollouts rollout/trafficrouting/traefik/traefik.go (issue #2051)',
  *check(set) {
    const services = ingressRouteServices(set);
    for (const { routes, routed, rollout } of releasesOf(set)) {
      const route = routes.find(({ router }) => router.folder === 'traefik');
      const { stableService } = routed;
      if (route === undefined || stableService === undefined) continue;
      const { name } = route.reference;
      const isUsed = services.of('TraefikService', name, rollout.metadata.namespace).length > 0;
      for (const { object, path } of services.of('Service', stableService, rollout.metadata.namespace)) {
        yield {
          object,
          path,
          severity: set.isComplete && !isUsed ? 'error' : 'warning',
          message: `${pathText(path)} sends to the Service "${stableService}" past the TraefikService "${name}" of the Rollout "${rollout.metadata.name}"${isUsed ? '' : ', to which no IngressRoute sends here'}: no weight changes that`,
        };
      }
    }
  },
};
