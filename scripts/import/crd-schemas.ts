import type { CrdGroup, CrdKind, CrdSchemas } from '../../src/check/schema/crd-schema';
import { compactKind } from './compact-schema';
import type { Crd } from './parse-crds';
import type { PinnedCrds } from './pinned-crds';
import { selectCrds } from './select-crds';
import { shareSchemas } from './share-schemas';
import { withExperimental } from './with-experimental';

/** The CRDs of an entry of `crds.yaml`: those of the group, and those of its experimental channel. */
export interface CrdsOfGroup {
  readonly pinned: PinnedCrds;
  readonly crds: readonly Crd[];
  readonly experimental: readonly Crd[];
}

/** The schemas of all imported kinds as a file, one line for each kind and for each shared schema. */
export function crdSchemasText(groups: readonly CrdsOfGroup[]): string {
  const all = groups.map((group): [string, CrdGroup] => [group.pinned.group, crdGroup(group)]);
  return textOf(shareSchemas(Object.fromEntries(all)));
}

function crdGroup({ pinned, crds, experimental }: CrdsOfGroup): CrdGroup {
  const { project, version, kinds } = pinned;
  // All versions that are served, also those that have no types: people write them, and equal schemas cost nothing.
  const standard = selectCrds(crds, { ...pinned, versions: undefined });
  const more = experimental.filter(({ spec }) => kinds?.includes(spec.names.kind) ?? true);
  return { project, version, kinds: withExperimental(crdKinds(standard), crdKinds(more)) };
}

function crdKinds(crds: readonly Crd[]): Record<string, CrdKind> {
  return Object.fromEntries(crds.map((crd) => [crd.spec.names.kind, crdKind(crd)]));
}

function crdKind({ spec }: Crd): CrdKind {
  const versions = spec.versions.filter(({ served }) => served !== false);
  const schemas = versions.map(({ name, schema }) => [name, compactKind(schema?.openAPIV3Schema ?? {})]);
  return { served: Object.fromEntries(schemas) };
}

function textOf({ groups, shared }: CrdSchemas): string {
  const lines = Object.entries(groups).map(([name, { kinds, ...about }]) => {
    const ofKinds = Object.entries(kinds).map(
      ([kind, schemas]) => `${JSON.stringify(kind)}:${JSON.stringify(schemas)}`,
    );
    return `${JSON.stringify(name)}:${JSON.stringify(about).slice(0, -1)},"kinds":{\n${ofKinds.join(',\n')}\n}}`;
  });
  const ofShared = shared.map((schema) => JSON.stringify(schema));
  return `{"groups":{\n${lines.join(',\n')}\n},"shared":[\n${ofShared.join(',\n')}\n]}\n`;
}
