import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, textOf } from '../../manifest/plain';
import { hostOf, ROUTE_LISTS } from '../../traffic/istio/weighted-routes';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { type RoutedVirtualService, routedVirtualServices } from '../virtual-services';

/** A destination that bears the name of a Service of the Rollout, and is none. */
export const ISTIO_DESTINATION_ELSEWHERE: Rule = {
  id: 'istio-destination-elsewhere',
  severity: 'warning',
  what: 'A destination of a VirtualService whose host begins with the name of a Service of the Rollout, and is of another namespace or domain.',
  why: 'The controller compares the first part of a host alone: it takes the destination for that version and moves its weight, and the requests go somewhere else. Nothing reports it.',
  remedy: 'write the namespace of the Rollout, or leave it out; give what is somewhere else a route of its own',
  source: 'argo-rollouts rollout/trafficrouting/istio/istio.go getHost',
  *check(set: ManifestSet) {
    for (const routed of routedVirtualServices(set)) yield* problemsOf(routed);
  },
};

function* problemsOf({ rollout, routed, object }: RoutedVirtualService): Iterable<Problem> {
  const home = rollout.metadata.namespace;
  if (home === undefined) return;
  const versions = new Map([
    [routed.stableService, 'the stable version'],
    [routed.canaryService, 'the canary'],
  ]);
  for (const list of ROUTE_LISTS) {
    for (const [index, route] of listOf(at(object.spec, list)).entries()) {
      for (const [number, destination] of listOf(at(route, 'route')).entries()) {
        const version = versions.get(hostOf(destination));
        const host = textOf(at(destination, 'destination', 'host')) ?? '';
        const [, namespace] = host.split('.');
        if (version === undefined || namespace === undefined || namespace === home) continue;
        yield {
          object,
          path: ['spec', list, index, 'route', number, 'destination', 'host'],
          message: `the destination "${host}" is not in the namespace "${home}" of the Rollout "${rollout.metadata.name}", and the controller moves its weight as that of ${version}`,
        };
      }
    }
  }
}
