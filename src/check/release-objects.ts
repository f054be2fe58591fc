import type { ManifestObject } from '../manifest/manifest';
import type { ManifestSet } from '../manifest/manifest-set';
import { releasesOf } from '../release/release';

/** The objects that describe the pods of releases, and the Services that Rollouts name. */
export function releaseObjects(set: ManifestSet): ReadonlySet<ManifestObject> {
  return set.derive(makeObjects);
}

function makeObjects(set: ManifestSet): Set<ManifestObject> {
  return new Set(
    releasesOf(set).flatMap(({ pods, services }) =>
      [pods?.object, ...services.map(({ object }) => object)].flatMap((object) => object ?? []),
    ),
  );
}
