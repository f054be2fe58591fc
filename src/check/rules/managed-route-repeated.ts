import { at, listOf, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { isRouteSet, ROUTE_STEP_KINDS } from '../../release/release-moment';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** A name that two managed routes have. */
export const MANAGED_ROUTE_REPEATED: Rule = {
  id: 'managed-route-repeated',
  severity: 'warning',
  what: 'A name that managedRoutes lists twice, or that a header route and a mirror route have at the same time.',
  why: 'Routers tell managed routes apart by their names: the later route takes the place of the earlier one, and removing one removes both. Nothing reports it.',
  remedy: 'give each route its own name, and list it once',
  source: 'argo-rollouts rollout/trafficrouting/istio/istio.go; the validation of the controller does not look at it',
  *check(set) {
    for (const release of releasesOf(set)) yield* [...listedTwice(release), ...ofTwoKinds(release)];
  },
};

function listedTwice({ rollout, routing }: Release): Problem[] {
  const known = new Set<string>();
  return listOf(at(routing, 'managedRoutes')).flatMap((route, index) => {
    const name = textOf(at(route, 'name'));
    if (name === undefined) return [];
    const isTwice = known.has(name);
    known.add(name);
    if (!isTwice) return [];
    const path = routingPath('managedRoutes', index);
    return [
      {
        object: rollout,
        path: [...path, 'name'],
        message: `managedRoutes lists ${quote(name)} twice`,
        fix: { description: `take the second ${name} away`, edits: [{ remove: path }] },
      },
    ];
  });
}

function ofTwoKinds({ rollout, moments }: Release): Problem[] {
  return moments.flatMap(({ step: { index, path, value, kinds }, before }) =>
    ROUTE_STEP_KINDS.filter((kind) => kinds.includes(kind) && isRouteSet(value, kind)).flatMap((kind) => {
      const name = textOf(at(value, kind, 'name'));
      const other = before.routes.find((route) => route.name === name && route.kind !== kind);
      if (name === undefined || other === undefined) return [];
      const message = `steps[${index}] (${kind}) has the route ${quote(name)}, which steps[${other.step}] (${other.kind}) has set`;
      return [{ object: rollout, path: [...path, kind, 'name'], message }];
    }),
  );
}
