import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { isThere } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { SERVICE_FIELDS } from '../service-names';
import { sendersByService } from '../service-senders';

/** Services of versions where nothing moves weights between them. */
export const SERVICES_WITHOUT_ROUTER: Rule = {
  id: 'services-without-router',
  severity: 'warning',
  what: 'A canary with stableService or canaryService and without trafficRouting.',
  why: 'The controller pins each Service to the pods of its version, and nothing splits requests between them: the stable Service sends everything to a shrinking old version and none to the new one, and near the end of each release it has no pods at all until the new ones are ready.',
  remedy:
    'add trafficRouting, or leave the two Services out and let one plain Service select the pods of both versions',
  source: 'argo-rollouts rollout/service.go and rollout/canary.go, issue #1760; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const { rollout, canary, routing, services } of releasesOf(set)) {
      if (!isThere(canary) || isThere(routing)) continue;
      for (const { role, name, path } of services) {
        if (role !== 'stable' && role !== 'canary') continue;
        const route = routeTo(set, name, rollout);
        yield {
          object: rollout,
          path,
          // Who sends to the canary may mean it: testers see the new version alone.
          severity: route === undefined || role === 'canary' ? 'warning' : 'error',
          message:
            `${SERVICE_FIELDS[role]} is "${name}", and there is no trafficRouting: ${EFFECTS[role]}` +
            (route === undefined ? '' : `, and ${route.kind} "${route.metadata.name}" sends requests to it`),
          ...(route === undefined
            ? {}
            : { related: [{ object: route, path: ['spec'], message: `sends requests to "${name}"` }] }),
        };
      }
    }
  },
};

const EFFECTS = {
  stable: 'it has the old pods alone, fewer with each step and near the end of the release none',
  canary: 'it has the new pods alone, from the first step on',
} as const;

// One without a namespace is in whatever namespace the manifests are applied to.
function routeTo(set: ManifestSet, service: string, { metadata }: ManifestObject): ManifestObject | undefined {
  const routes = set.derive(routesByPlace);
  return routes.get(placeOf(service, metadata.namespace)) ?? routes.get(placeOf(service, undefined));
}

function routesByPlace(set: ManifestSet): ReadonlyMap<string, ManifestObject> {
  const senders = [...sendersByService(set).values()].flat();
  return new Map(senders.map(({ object, service, namespace }) => [placeOf(service, namespace), object]));
}

function placeOf(service: string, namespace: string | undefined): string {
  return `${namespace ?? ''} ${service}`;
}
