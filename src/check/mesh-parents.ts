import type { ManifestObject } from '../manifest/manifest';
import { at, listOf } from '../manifest/plain';

/** Whether a route of the Gateway API is for a mesh alone: each of its parents is a Service and none a Gateway. */
export function hasMeshParents({ spec }: ManifestObject): boolean {
  const parents = listOf(at(spec, 'parentRefs'));
  return parents.length > 0 && parents.every((parent) => at(parent, 'kind') === 'Service');
}
