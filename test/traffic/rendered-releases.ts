import { groupOf, type ManifestObject } from '../../src/manifest/manifest';
import { at, isThere, textOf } from '../../src/manifest/plain';
import type { RoutedRollout, RouterModel } from '../../src/traffic/router-model';
import { ROUTERS } from '../../src/traffic/routers';
import { readManifests } from '../examples/manifests';

/** A rollout of an example with the objects around it, and one of its routers. */
export interface RenderedRelease {
  /** What it is called in the output of the tests. */
  readonly title: string;

  /** The router. */
  readonly router: RouterModel;

  /** The Rollout as the router sees it. */
  readonly rollout: RoutedRollout;

  /** All objects of the example. */
  readonly objects: readonly ManifestObject[];
}

/** Each rollout in dist/ that has a router, once for each router of it. */
export function renderedReleases(): RenderedRelease[] {
  const files = new Map<string, ManifestObject[]>();
  for (const { file, object } of readManifests()) {
    files.set(file, [...(files.get(file) ?? []), object as ManifestObject]);
  }
  return [...files].flatMap(([file, objects]) =>
    objects.flatMap((object) => {
      const rollout = routedRollout(object);
      if (rollout === undefined) return [];
      const routers = ROUTERS.filter((router) => router.isIn(rollout.routing));
      if (routers.length === 0) throw new Error(`no router knows the trafficRouting of ${rollout.name} in ${file}`);
      return routers.map((router) => ({
        title: `${file.replace('.k8s.yaml', '')} (${router.facts.name})`,
        router,
        rollout,
        objects,
      }));
    }),
  );
}

function routedRollout({ apiVersion, kind, metadata, spec }: ManifestObject): RoutedRollout | undefined {
  const canary = at(spec, 'strategy', 'canary');
  const routing = at(canary, 'trafficRouting');
  if (groupOf(apiVersion) !== 'argoproj.io' || kind !== 'Rollout' || !isThere(routing)) return undefined;
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    stableService: textOf(at(canary, 'stableService')) ?? textOf(at(canary, 'pingPong', 'pingService')),
    canaryService: textOf(at(canary, 'canaryService')) ?? textOf(at(canary, 'pingPong', 'pongService')),
    routing,
  };
}
