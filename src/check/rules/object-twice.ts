import { groupOf, type ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { isFileSource } from '../../manifest/source';
import type { Rule } from '../rule';

/** Two objects that are the same one for the cluster. */
export const OBJECT_TWICE: Rule = {
  id: 'object-twice',
  severity: 'warning',
  what: 'Two objects of one kind, namespace and name.',
  why: 'The cluster keeps whichever is applied last, and the other one is lost without a word.',
  remedy: 'give one of them another name or namespace, or take it away',
  source: 'Kubernetes: an object is known by its group, kind, namespace and name',
  *check(set) {
    const first = new Map<string, ManifestObject>();
    const patched = new Set(set.ofKind('Kustomization').map((object) => folderOf(set, object)));
    for (const object of set.objects) {
      const key = keyOf(set, object);
      // Beside a kustomization one of the two may be the patch of the other.
      if (object.metadata.name === '' || (!set.isComplete && patched.has(folderOf(set, object)))) continue;
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, object);
        continue;
      }
      const { name, namespace } = object.metadata;
      yield {
        object,
        path: ['metadata', 'name'],
        severity: set.isComplete ? 'error' : 'warning',
        message: `${object.kind} "${name}"${namespace === undefined ? '' : ` in the namespace "${namespace}"`} is there twice, and the cluster keeps only the last`,
        related: [{ object: before, path: ['metadata', 'name'], message: 'the other one' }],
      };
    }
  },
};

// Folders often hold the same objects for several environments; where all of them go to one cluster, it matters.
function keyOf(set: ManifestSet, object: ManifestObject): string {
  const { name, namespace } = object.metadata;
  const home = set.isComplete ? '' : folderOf(set, object);
  return [home, object.kind, groupOf(object.apiVersion), namespace, name].join('|');
}

function folderOf(set: ManifestSet, object: ManifestObject): string {
  const source = set.sourceOf(object);
  return isFileSource(source) ? source.file.replace(/[^/]*$/, '') : '';
}
