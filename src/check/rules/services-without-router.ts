import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { isThere, type Plain } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';
import { SERVICE_FIELDS } from '../service-names';

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
        const route =
          set.derive(routedServices).get(keyOf(rollout, name)) ?? set.derive(routedServices).get(`/${name}`);
        yield {
          object: rollout,
          path,
          severity: route === undefined ? 'warning' : 'error',
          message:
            `${SERVICE_FIELDS[role]} is "${name}", and there is no trafficRouting: the controller pins it to one version` +
            (route === undefined ? '' : `, and ${route.kind} "${route.metadata.name}" sends requests to it`),
          ...(route === undefined
            ? {}
            : { related: [{ object: route, path: ['spec'], message: `sends requests to "${name}"` }] }),
        };
      }
    }
  },
};

const ROUTE_KINDS = [
  'Ingress',
  'HTTPRoute',
  'GRPCRoute',
  'TCPRoute',
  'TLSRoute',
  'IngressRoute',
  'TraefikService',
  'VirtualService',
  'ApisixRoute',
  'HTTPProxy',
  'Mapping',
];

// Whatever stands in a route as a text: the name of a Service stands there as a word of its own.
function routedServices(set: ManifestSet): Map<string, ManifestObject> {
  const found = new Map<string, ManifestObject>();
  for (const route of ROUTE_KINDS.flatMap((kind) => set.ofKind(kind))) {
    for (const text of textsIn(route.spec)) found.set(keyOf(route, text), route);
  }
  return found;
}

function keyOf({ metadata }: ManifestObject, name: string): string {
  return `${metadata.namespace ?? ''}/${name}`;
}

function textsIn(value: Plain): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
