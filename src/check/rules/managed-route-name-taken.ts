import { type ManifestPath, pathText } from '../../manifest/manifest-path';
import { at, listOf, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { isLive } from '../live-object';
import { routedObjects } from '../routed-objects';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** A managed route whose name somebody else has already. */
export const MANAGED_ROUTE_NAME_TAKEN: Rule = {
  id: 'managed-route-name-taken',
  severity: 'error',
  what: "A name in managedRoutes that a rule, a route or a Service of one's own has.",
  why: 'The controller takes whatever has the name of a managed route for its own and deletes it before the first pod runs: the rule is gone from the HTTPRoute or VirtualService, with all its requests, and nothing says so.',
  remedy: 'give the managed route a name that nothing else has',
  source:
    'argo-rollouts rollout/trafficrouting, RemoveManagedRoutes; rollouts-plugin-trafficrouter-gatewayapi pkg/plugin; recorded on Argo Rollouts 1.10.2 with the plugin 0.15.0: an HTTPRoute left without a rule',
  *check(set) {
    for (const { release, router, object, rollout } of routedObjects(set)) {
      if (isLive(object)) continue;
      for (const { name, path } of managedRoutes(release)) {
        for (const { path: place, isDeleted } of router.namesakes?.(object, rollout, name) ?? []) {
          yield {
            object,
            path: place,
            message: `${pathText(place)} has the name of the managed route "${name}": the controller takes it for its own and ${isDeleted ? 'deletes it before the first pod runs' : 'never moves its weights'}`,
            related: [{ object: release.rollout, path, message: 'lists the managed route' }],
          };
        }
      }
    }
    for (const { rollout, routes } of releasesOf(set)) {
      for (const { router, reference, object } of routes) {
        if (router.folder !== 'apisix' || reference.madeBy !== 'controller' || object === undefined || isLive(object))
          continue;
        yield {
          object,
          path: ['metadata', 'name'],
          message: `the ApisixRoute has the name of the managed route "${reference.name}" of the Rollout "${rollout.metadata.name}": the controller cannot make one of its own, and the release stays at the step that sets it`,
        };
      }
    }
  },
};

function managedRoutes({ routing }: Release): { name: string; path: ManifestPath }[] {
  return listOf(at(routing, 'managedRoutes')).flatMap((route, index) => {
    const name = textOf(at(route, 'name'));
    return name === undefined ? [] : [{ name, path: routingPath('managedRoutes', index, 'name') }];
  });
}
