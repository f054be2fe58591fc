import { at, listOf, textOf } from '../../manifest/plain';
import { managedRoutesIn } from '../../traffic/route-objects';
import type { Problem } from '../finding';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';
import { type RoutedVirtualService, routedVirtualServices } from '../virtual-services';

/** Routes of a VirtualService that the controller cannot tell apart, and multiplies. */
export const ISTIO_ROUTES_UNNAMED: Rule = {
  id: 'istio-routes-unnamed',
  severity: 'error',
  what: 'A Rollout with managedRoutes, whose VirtualService has several http routes without a name, or of the same name.',
  why: 'Whenever the controller moves a weight or sets a route it puts the managed routes in front of the others, and finds each of these by its name: for each route without a name it takes all of them. Two become four, then sixteen, then 256, until the VirtualService is too large for the API server and the release goes no further.',
  remedy: 'give each http route of the VirtualService a name of its own',
  source:
    'argo-rollouts rollout/trafficrouting/istio/istio.go, getOrderedVirtualServiceRoutes; that of 1.10.2 run with two routes: 4, 16, 256',
  *check(set) {
    for (const routed of routedVirtualServices(set)) {
      const problem = problemOf(routed);
      if (problem !== undefined) yield problem;
    }
  },
};

function problemOf({ rollout, routed, object, reference }: RoutedVirtualService): Problem | undefined {
  const managed = managedRoutesIn(routed.routing);
  // With several routes and none listed the controller goes no further than to refuse them.
  if (managed.length === 0 || reference.listed.http.length === 0) return undefined;
  const names = listOf(at(object.spec, 'http')).map((route) => textOf(at(route, 'name')) ?? '');
  const index = names.findIndex((name, other) => !managed.includes(name) && names.indexOf(name) < other);
  const name = names[index];
  if (name === undefined) return undefined;
  const count = names.filter((other) => other === name).length;
  return {
    object,
    path: ['spec', 'http', index],
    message:
      `${count} http routes of the VirtualService "${object.metadata.name}" have ${name === '' ? 'no name' : `the name "${name}"`}, ` +
      `and the Rollout "${rollout.metadata.name}" has managedRoutes: each time that the controller puts those in front it writes ` +
      `${count} times as many of these (${count ** 2}, then ${count ** 4}), until the API server refuses the VirtualService`,
    related: [{ object: rollout, path: routingPath('managedRoutes'), message: 'the routes that are put in front' }],
  };
}
