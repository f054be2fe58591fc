import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, isThere, type Plain, textOf } from '../manifest/plain';
import type { RoutedRollout, RouteReference, RouterModel } from '../traffic/router-model';
import { ROUTERS } from '../traffic/routers';

/** An object that a router of a release reads and writes. */
export interface ReleaseRoute {
  /** What is known of the router. */
  readonly router: RouterModel;

  /** What the Rollout calls it. */
  readonly reference: RouteReference;

  /** The way to its name in the Rollout. */
  readonly path: ManifestPath;

  /** The object; undefined where it is not in the set. */
  readonly object?: ManifestObject;
}

/** What is known of the routers that a `trafficRouting` names. */
export function routersIn(routing: Plain): RouterModel[] {
  return isThere(routing) ? ROUTERS.filter((router) => router.isIn(routing)) : [];
}

/** A Rollout as its routers see it. */
export function routedRollout({ metadata }: ManifestObject, canary: Plain, routing: Plain): RoutedRollout {
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    stableService: textOf(at(canary, 'stableService')),
    canaryService: textOf(at(canary, 'canaryService')),
    routing,
  };
}

/** The objects that the routers of a Rollout read and write. */
export function releaseRoutes(
  set: ManifestSet,
  rollout: ManifestObject,
  routers: readonly RouterModel[],
  routed: RoutedRollout,
): ReleaseRoute[] {
  return routers.flatMap((router) =>
    router.routes(routed).map((reference) => ({
      router,
      reference,
      path: [...ROUTING, ...(wayTo(reference, routed.routing) ?? [])],
      object: set.tryFind(reference, rollout),
    })),
  );
}

const ROUTING = ['spec', 'strategy', 'canary', 'trafficRouting'];

// A router's model says names, not where they stand; the keys on the way to one tell of which kind it is.
function wayTo(reference: RouteReference, value: Plain, way: ManifestPath = []): ManifestPath | undefined {
  const { name, namespace } = reference;
  const isName = value === name || (namespace !== undefined && value === `${name}.${namespace}`);
  if (isName && isOfKind(way, reference.kind)) return way;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, content] of Object.entries(value)) {
    const next = [...way, Array.isArray(value) ? Number(key) : key];
    const found = OTHER_NAMES.has(key) ? undefined : wayTo(reference, content, next);
    if (found !== undefined) return found;
  }
  return undefined;
}

const OTHER_NAMES = new Set(['managedRoutes', 'routes', 'rules', 'namespace', 'rootService']);

// The keys say `httpRoute`, `stableIngresses`, `virtualService`, or `route` below `apisix`.
function isOfKind(way: ManifestPath, kind: string): boolean {
  const stem = kind.replace(/y$/, '').toLowerCase();
  return way.join('').toLowerCase().includes(stem);
}
