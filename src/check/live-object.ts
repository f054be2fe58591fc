import type { ManifestObject } from '../manifest/manifest';
import { at, isThere } from '../manifest/plain';

/** Whether an object was taken out of a cluster, with what its controllers have written in it. */
export function isLive({ metadata }: ManifestObject): boolean {
  return isThere(at(metadata, 'uid')) || isThere(at(metadata, 'resourceVersion'));
}
