import { edit, withKey } from '../../manifest/edit';
import type { ManifestObject } from '../../manifest/manifest';
import { at, isThere, listOf, numberOf, type Plain, textOf } from '../../manifest/plain';
import { changeRoute, tryFindRoute } from '../route-objects';
import { withSpec } from '../route-weights';
import { type RoutedRollout, type RouteReference, type RouteWriter, TrafficRoutingError } from '../router-model';

/** The group of App Mesh's kinds. */
export const APP_MESH_GROUP = 'appmesh.k8s.aws';

/** The label by which the VirtualNodes tell the pods of the versions apart. */
export const POD_HASH_LABEL = 'rollouts-pod-template-hash';

/**
 * What the controller writes in the place of a hash while both versions are one, or none is known. They have to differ:
 * App Mesh refuses two VirtualNodes that select the same pods.
 */
export const PLACEHOLDER_HASHES = { stable: 'stable-hash', canary: 'canary-hash' } as const;

/** The types of routes that the controller knows, in the order in which it looks for them. */
export const ROUTE_TYPES = ['httpRoute', 'tcpRoute', 'http2Route', 'grpcRoute'] as const;

/** The VirtualService of a rollout. */
export function virtualServiceOf({ routing }: RoutedRollout): RouteReference {
  return reference('VirtualService', textOf(at(routing, 'appMesh', 'virtualService', 'name')));
}

/** The VirtualNode of one version. */
export function virtualNodeOf({ routing }: RoutedRollout, version: 'stable' | 'canary'): RouteReference {
  return reference(
    'VirtualNode',
    textOf(at(routing, 'appMesh', 'virtualNodeGroup', `${version}VirtualNodeRef`, 'name')),
  );
}

/** The VirtualRouter that a VirtualService names; undefined where it names none. */
export function virtualRouterOf(virtualService: ManifestObject): RouteReference | undefined {
  const ref = at(virtualService.spec, 'provider', 'virtualRouter', 'virtualRouterRef');
  if (!isThere(ref)) return undefined;
  return { ...reference('VirtualRouter', textOf(at(ref, 'name'))), namespace: textOf(at(ref, 'namespace')) };
}

/** What the controller writes (argo-rollouts rollout/trafficrouting/appmesh/appmesh.go). */
export const APP_MESH_WRITER: RouteWriter = {
  setWeight: (objects, rollout, weight) => {
    const virtualService = tryFindRoute(objects, rollout, virtualServiceOf(rollout));
    if (virtualService === undefined) throw new TrafficRoutingError('Virtual-service is missing');
    const router = virtualRouterOf(virtualService);
    if (router === undefined) {
      throw new TrafficRoutingError('Virtual-service is not associated with virtual-router');
    }
    if (tryFindRoute(objects, rollout, router) === undefined) {
      throw new TrafficRoutingError('Virtual-router is missing');
    }
    return changeRoute(objects, rollout, router, (object) => withRouterWeights(object, rollout, weight));
  },
  updateHash: (objects, rollout, hashes) => {
    const stable = hashes.stable === '' ? PLACEHOLDER_HASHES.stable : hashes.stable;
    const isOwn = hashes.canary !== '' && hashes.canary !== stable;
    const canary = isOwn ? hashes.canary : PLACEHOLDER_HASHES.canary;
    return withHash(withHash(objects, rollout, 'stable', stable), rollout, 'canary', canary);
  },
};

function reference(kind: string, name = ''): RouteReference {
  return { groups: [APP_MESH_GROUP], kind, name, madeBy: 'git' };
}

function withRouterWeights(router: ManifestObject, rollout: RoutedRollout, weight: number): ManifestObject {
  const names = listOf(at(rollout.routing, 'appMesh', 'virtualService', 'routes'));
  if (!Array.isArray(at(router.spec, 'routes'))) throw invalid(router, 'spec.routes', 'No routes found');
  const spec = eachEdited(router.spec, ['routes'], (route, index) => {
    const isManaged = names.length === 0 || names.includes(at(route, 'name'));
    return isManaged ? withRouteWeights(router, route, `spec.routes[${index}]`, rollout, weight) : route;
  });
  return withSpec(router, spec);
}

function withRouteWeights(
  router: ManifestObject,
  route: Plain,
  where: string,
  rollout: RoutedRollout,
  weight: number,
): Plain {
  const type = ROUTE_TYPES.find((one) => isThere(at(route, one)));
  if (type === undefined) throw invalid(router, where);
  const path = [type, 'action', 'weightedTargets'];
  const list = [where, ...path].join('.');
  if (!Array.isArray(at(route, ...path))) throw invalid(router, list);
  const weights = new Map([
    [virtualNodeOf(rollout, 'canary').name, weight],
    [virtualNodeOf(rollout, 'stable').name, 100 - weight],
  ]);
  return eachEdited(route, path, (target, index) => {
    const node = at(target, 'virtualNodeRef');
    if (!isThere(node)) throw invalid(router, `${list}[${index}].virtualNodeRef`);
    // A weight that is left out is not taken for 0.
    if (numberOf(at(target, 'weight')) === undefined) throw invalid(router, `${list}[${index}].weight`);
    const own = isInNamespaceOf(rollout, node) ? weights.get(textOf(at(node, 'name')) ?? '') : undefined;
    return own === undefined || own === at(target, 'weight') ? target : withKey(target, 'weight', own);
  });
}

function isInNamespaceOf({ namespace }: RoutedRollout, node: Plain): boolean {
  const named = textOf(at(node, 'namespace'));
  return named === undefined || namespace === undefined || named === namespace;
}

/** A value whose elements at a path are changed; where none changes, the value itself. */
function eachEdited(value: Plain, path: readonly string[], change: (item: Plain, index: number) => Plain): Plain {
  return edit(value, path, (list) => {
    const before = listOf(list);
    const after = before.map(change);
    return after.every((item, index) => item === before[index]) ? list : after;
  });
}

function withHash(
  objects: readonly ManifestObject[],
  rollout: RoutedRollout,
  version: 'stable' | 'canary',
  hash: string,
): readonly ManifestObject[] {
  const node = virtualNodeOf(rollout, version);
  if (tryFindRoute(objects, rollout, node) === undefined) throw new TrafficRoutingError('Virtual-node is missing');
  return changeRoute(objects, rollout, node, (object) => {
    const labels = withKey(at(object.spec, 'podSelector', 'matchLabels'), POD_HASH_LABEL, hash);
    return {
      ...object,
      metadata: {
        ...object.metadata,
        annotations: { ...object.metadata.annotations, 'argo-rollouts.argoproj.io/managed-by-rollouts': rollout.name },
      },
      spec: withKey(object.spec, 'podSelector', withKey(at(object.spec, 'podSelector'), 'matchLabels', labels)),
    };
  });
}

// As k8s.io/apimachinery pkg/util/validation/field tells an invalid field.
function invalid({ metadata }: ManifestObject, where: string, problem = 'not well-formed'): TrafficRoutingError {
  return new TrafficRoutingError(`${where}: Invalid value: "${metadata.name}": ${problem}`);
}
