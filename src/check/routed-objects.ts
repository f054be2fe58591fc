import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, textOf } from '../manifest/plain';
import { type Release, releasesOf } from '../release/release';
import type { RoutedRollout, RouterModel } from '../traffic/router-model';

/** A route that a release has in the set, made by Git, with the release as the router of it sees it. */
export interface RoutedObject {
  /** The release. */
  readonly release: Release;

  /** What is known of the router. */
  readonly router: RouterModel;

  /** The route. */
  readonly object: ManifestObject;

  /** The way to its name in the Rollout. */
  readonly path: ManifestPath;

  /** The Rollout as the router sees it, with the Services that it splits between. */
  readonly rollout: RoutedRollout;
}

/** The routes of all releases, as far as they are in the set and Git makes them. */
export function routedObjects(set: ManifestSet): readonly RoutedObject[] {
  return set.derive(makeRoutedObjects);
}

/** The routes of all releases that one router has. */
export function routedBy(set: ManifestSet, folder: string): readonly RoutedObject[] {
  return routedObjects(set).filter(({ router }) => router.folder === folder);
}

function makeRoutedObjects(set: ManifestSet): RoutedObject[] {
  return releasesOf(set).flatMap((release) =>
    release.routes.flatMap(({ router, object, path, reference }) =>
      object === undefined || reference.madeBy === 'controller'
        ? []
        : [{ release, router, object, path, rollout: rolloutFor(release, router) }],
    ),
  );
}

// Other routers than the ALB prefer the stable and the canary Service where both pairs are named (argo-rollouts
// service_helper.go). Which of ping and pong is the stable one changes with each release.
function rolloutFor({ canary, routed }: Release, { folder, facts }: RouterModel): RoutedRollout {
  const ping = textOf(at(canary, 'pingPong', 'pingService'));
  const pong = textOf(at(canary, 'pingPong', 'pongService'));
  if (!facts.pingPong || ping === undefined || pong === undefined) return routed;
  const hasOthers = routed.stableService !== undefined && routed.canaryService !== undefined;
  return hasOthers && folder !== 'alb' ? routed : { ...routed, stableService: ping, canaryService: pong };
}
