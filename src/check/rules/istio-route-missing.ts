import { at, isThere, listOf, type Plain, textOf, wordOf } from '../../manifest/plain';
import { ROUTE_STEP_KINDS } from '../../release/release-moment';
import { meantRoutes, ROUTE_LISTS, type RouteList } from '../../traffic/istio/weighted-routes';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { ROUTE_FIELDS, type RoutedVirtualService, routedVirtualServices } from '../virtual-services';

/** A route of a VirtualService that a Rollout names and that is not in it. */
export const ISTIO_ROUTE_MISSING: Rule = {
  id: 'istio-route-missing',
  severity: 'error',
  what: 'A Rollout that names a route which its VirtualService does not have, or sets a header or mirror route in one without http routes.',
  why: 'The controller reports InvalidSpec: on the first deployment no pod is started, and a live rollout is frozen. Where a list of tls or tcp routes is empty it panics. A header or mirror route it can put beside http routes only: else the release stays at that step. Of the last two its log alone speaks.',
  remedy:
    'name a route that is there: an http route by its name, a tls route by its port and all its SNI hosts, a tcp route by its port',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation_references.go and rollout/trafficrouting/istio/istio.go',
  *check(set) {
    for (const routed of routedVirtualServices(set)) {
      const { rollout, object, reference, path } = routed;
      if (!ROUTE_LISTS.some((list) => isThere(at(object.spec, list)))) {
        yield {
          object,
          path: ['spec'],
          message: `the VirtualService "${object.metadata.name}" has neither http nor tls nor tcp routes: the controller reports InvalidSpec and starts no pod`,
        };
        continue;
      }
      yield* emptyLists(routed);
      yield* stepsWithoutHttp(routed);
      for (const list of ROUTE_LISTS.filter((one) => reference.listed[one].length > 0)) {
        const routes = listOf(at(object.spec, list));
        for (const [index, meant] of meantRoutes(list, reference.listed[list], routes).entries()) {
          const asked = meant.length > 0 ? undefined : describe(list, reference.listed[list][index]);
          if (asked === undefined) continue;
          yield {
            object: rollout,
            path: [...path, ROUTE_FIELDS[list], index],
            message: `the VirtualService "${object.metadata.name}" has no ${list} route ${asked}${others(list, routes)}: the controller reports InvalidSpec and starts no pod`,
            related: [{ object, path: ['spec', list], message: `the ${list} routes of the VirtualService` }],
          };
        }
      }
    }
  },
};

// Where the Rollout lists none it takes the first one.
function* emptyLists({ object, reference }: RoutedVirtualService): Iterable<Problem> {
  for (const list of ['tls', 'tcp'] as const) {
    const routes = at(object.spec, list);
    if (!Array.isArray(routes) || routes.length > 0 || reference.listed[list].length > 0) continue;
    yield {
      object,
      path: ['spec', list],
      message: `the VirtualService "${object.metadata.name}" has an empty list of ${list} routes: the controller asks for the first of them, panics and starts no pod, and only its log says why`,
      remedy: `take ${list} away`,
    };
  }
}

function* stepsWithoutHttp({ rollout, release, object }: RoutedVirtualService): Iterable<Problem> {
  if (isThere(at(object.spec, 'http'))) return;
  for (const { index, path, kinds } of release.steps) {
    const kind = ROUTE_STEP_KINDS.find((one) => kinds.includes(one));
    if (kind === undefined) continue;
    yield {
      object: rollout,
      path: [...path, kind],
      message: `steps[${index}] has ${kind}, and the VirtualService "${object.metadata.name}" has no http routes ("spec.http not found"): the release stays at this step, and only the log of the controller says why`,
      remedy: 'give the VirtualService http routes, or take the step away',
      related: [{ object, path: ['spec'], message: 'has no http routes' }],
    };
  }
}

/** What is asked for, in words; undefined where that is not well-formed. */
function describe(list: RouteList, listed: Plain): string | undefined {
  if (list === 'http') return textOf(listed) && `"${wordOf(listed)}"`;
  const port = at(listed, 'port') ?? 0;
  const hosts = listOf(at(listed, 'sniHosts')).flatMap((host) => textOf(host) ?? []);
  if (typeof port !== 'number') return undefined;
  return `at the port ${port}${list === 'tls' ? ` for ${hosts.join(', ') || 'no SNI host'}` : ''}`;
}

function others(list: RouteList, routes: readonly Plain[]): string {
  if (list !== 'http') return '';
  const names = routes.flatMap((route) => textOf(at(route, 'name')) ?? []).map((name) => `"${name}"`);
  return ` (it has ${names.length === 0 ? 'none with a name' : names.join(', ')})`;
}
