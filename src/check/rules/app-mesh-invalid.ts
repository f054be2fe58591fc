import type { ManifestObject } from '../../manifest/manifest';
import { type ManifestPath, pathText } from '../../manifest/manifest-path';
import { at, isThere, listOf, numberOf, type Plain, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { ROUTE_TYPES, virtualNodeOf, virtualRouterOf } from '../../traffic/app-mesh/writer';
import type { RoutedRollout } from '../../traffic/router-model';
import type { Problem } from '../finding';
import { isLive } from '../live-object';
import { ROUTE_FAILURES } from '../route-failure';
import { routedBy } from '../routed-objects';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** Objects of App Mesh that the controller cannot work with. */
export const APP_MESH_INVALID: Rule = {
  id: 'app-mesh-invalid',
  severity: 'error',
  what: 'A Rollout with App Mesh whose VirtualService has no VirtualRouter, or whose routes do not weigh its two VirtualNodes.',
  why: 'The controller goes from the VirtualService to its VirtualRouter, and there wants exactly two targets with weights in each route. Else it reports InvalidSpec or TrafficRoutingError, or says so in its log alone, and no release begins; targets of other names it leaves alone, and the canary gets no requests.',
  remedy:
    'give each route the two VirtualNodes of the Rollout, the stable one with the weight 100 and the canary with 0',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation_references.go and rollout/trafficrouting/appmesh/appmesh.go',
  *check(set) {
    for (const release of releasesOf(set)) yield* unnamed(release);
    for (const { object, release, rollout } of routedBy(set, 'app-mesh')) {
      if (object.kind !== 'VirtualService') continue;
      const reference = virtualRouterOf(object);
      if (reference === undefined) {
        yield {
          object,
          path: ['spec', 'provider'],
          message: `the VirtualService "${object.metadata.name}" has no VirtualRouter as its provider: ${ROUTE_FAILURES.noPods}`,
        };
        continue;
      }
      const router = set.tryFind(reference, object);
      if (router !== undefined) yield* routerProblems(router, release, rollout);
      else {
        yield {
          object,
          path: ['spec', 'provider', 'virtualRouter', 'virtualRouterRef', 'name'],
          severity: set.isComplete ? 'error' : 'warning',
          message: `the VirtualRouter "${reference.name}" ${set.isComplete ? 'does not exist' : 'is not among these files'}: without it the controller reports InvalidSpec and starts no pod`,
        };
      }
    }
  },
};

// The controller panics where there is none, or asks for an object without a name.
const NO_NODE = 'the rollout never becomes Healthy, and only the log of the controller says why';

const NAMES = [
  { what: 'VirtualService', path: ['virtualService', 'name'], effect: ROUTE_FAILURES.invalid },
  {
    what: 'VirtualNode of the stable version',
    path: ['virtualNodeGroup', 'stableVirtualNodeRef', 'name'],
    effect: NO_NODE,
  },
  {
    what: 'VirtualNode of the canary',
    path: ['virtualNodeGroup', 'canaryVirtualNodeRef', 'name'],
    effect: NO_NODE,
  },
] as const;

function* unnamed({ rollout, routing, routed }: Release): Iterable<Problem> {
  if (!isThere(at(routing, 'appMesh'))) return;
  for (const { what, path, effect } of NAMES) {
    if (textOf(at(routing, 'appMesh', ...path)) !== undefined) continue;
    yield {
      object: rollout,
      path: routingPath('appMesh', ...path),
      message: `appMesh names no ${what}: ${effect}`,
    };
  }
  const [stable, canary] = (['stable', 'canary'] as const).map((version) => virtualNodeOf(routed, version).name);
  if (stable === '' || stable !== canary) return;
  yield {
    object: rollout,
    path: routingPath('appMesh', 'virtualNodeGroup', 'canaryVirtualNodeRef', 'name'),
    message: `"${stable}" is the VirtualNode of both versions: the controller cannot tell them apart`,
  };
}

function* routerProblems(object: ManifestObject, { rollout }: Release, routed: RoutedRollout): Iterable<Problem> {
  const routes = listOf(at(object.spec, 'routes'));
  const names = listOf(at(routed.routing, 'appMesh', 'virtualService', 'routes'));
  if (routes.length === 0) {
    yield {
      object,
      path: ['spec', 'routes'],
      message: `the VirtualRouter "${object.metadata.name}" has no routes: the controller reports InvalidSpec and starts no pod`,
    };
  }
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string' || routes.some((route) => at(route, 'name') === name)) continue;
    yield {
      object: rollout,
      path: routingPath('appMesh', 'virtualService', 'routes', index),
      message: `the VirtualRouter "${object.metadata.name}" has no route "${name}": none of its weights is moved`,
    };
  }
  for (const [index, route] of routes.entries()) {
    const isMoved = names.length === 0 || names.includes(at(route, 'name'));
    yield* routeProblems(object, ['spec', 'routes', index], route, isMoved ? routed : undefined);
  }
}

// The controller looks at the shape of every route, also of those that it does not move.
function* routeProblems(
  object: ManifestObject,
  where: ManifestPath,
  route: Plain,
  routed: RoutedRollout | undefined,
): Iterable<Problem> {
  const type = ROUTE_TYPES.find((one) => isThere(at(route, one)));
  if (type === undefined) {
    const message = `${pathText(where)} has none of ${ROUTE_TYPES.join(', ')}: the controller reports InvalidSpec and starts no pod`;
    yield { object, path: where, message };
    return;
  }
  const path = [...where, type, 'action', 'weightedTargets'];
  const targets = listOf(at(route, type, 'action', 'weightedTargets'));
  if (targets.length !== 2) {
    yield {
      object,
      path,
      message: `${pathText(where)} has ${targets.length} weightedTargets, and the controller takes exactly 2: it reports InvalidSpec and starts no pod`,
    };
    return;
  }
  if (routed === undefined) return;
  const nodes = targets.map((target) => textOf(at(target, 'virtualNodeRef', 'name')));
  for (const version of ['stable', 'canary'] as const) {
    const { name } = virtualNodeOf(routed, version);
    if (name === '' || nodes.includes(name)) continue;
    yield {
      object,
      path,
      message: `${pathText(where)} does not send to "${name}", the VirtualNode of the ${version} version: its weight is never moved, and nothing says so`,
    };
  }
  for (const [index, target] of targets.entries()) {
    const weight = numberOf(at(target, 'weight'));
    if (
      weight !== undefined &&
      weight > 0 &&
      !isLive(object) &&
      nodes[index] === virtualNodeOf(routed, 'canary').name
    ) {
      yield {
        object,
        path: [...path, index, 'weight'],
        severity: 'warning',
        message: `${pathText(where)} has the weight ${weight} for "${nodes[index]}", the VirtualNode of the canary: it gets that share until the controller next writes, and again after each sync`,
      };
    }
    if (weight !== undefined) continue;
    yield {
      object,
      path: [...path, index],
      message: `${pathText(where)} has a target "${nodes[index] ?? ''}" without a weight: the controller reports TrafficRoutingError, and the rollout never becomes Healthy`,
    };
  }
}
