import { ImportError } from './import-error';
import type { Crd } from './parse-crds';
import type { PinnedCrds } from './pinned-crds';

/**
 * The CRDs of a group that become its module: those of the listed kinds, each with the listed versions in the order of
 * the list. What an entry does not list is taken whole.
 * @throws when a listed kind is not there, or not served in a listed version
 */
export function selectCrds(crds: readonly Crd[], pinned: PinnedCrds): readonly Crd[] {
  const { kinds, versions } = pinned;
  const present = crds.map(({ spec }) => spec.names.kind);
  const missing = kinds?.find((kind) => !present.includes(kind));
  if (missing !== undefined) {
    throw new ImportError(`${nameOf(pinned)} has no ${missing}, which crds.yaml lists, only ${present.join(', ')}`);
  }
  const listed = crds.filter(({ spec }) => kinds?.includes(spec.names.kind) ?? true);
  return versions ? listed.map((crd) => withVersions(crd, versions, pinned)) : listed;
}

function withVersions(crd: Crd, names: readonly string[], pinned: PinnedCrds): Crd {
  const { spec } = crd;
  const versions = names.map((name) => {
    const found = spec.versions.find((version) => version.name === name);
    if (found) return found;
    const served = spec.versions.map((version) => version.name).join(', ');
    throw new ImportError(
      `${nameOf(pinned)} serves no ${name} of ${spec.names.kind}, which crds.yaml lists, only ${served}`,
    );
  });
  return { ...crd, spec: { ...spec, versions } };
}

function nameOf({ group, project, version }: PinnedCrds): string {
  return `${group} of ${project} ${version}`;
}
