import { groupOf, type ManifestObject } from '../../manifest/manifest';
import { type ClusterVersions, isAtLeast } from '../cluster-versions';
import { versionOfKind } from './api-version';
import type { SchemaNode } from './crd-schema';
import { metadataProblems } from './object-meta';
import { nameProblems } from './object-name';
import type { KnownKind, SchemaLibrary } from './schema-library';
import type { SchemaProblem } from './schema-problem';
import { schemaProblems } from './schema-walk';

/** What the API server refuses in an object, as far as its schema says it. */
export function objectProblems(
  object: ManifestObject,
  library: SchemaLibrary,
  versions: ClusterVersions,
): SchemaProblem[] {
  if (isForTools(object)) return [];
  const known = library.tryFind(object.apiVersion, object.kind);
  const isClosed = known !== undefined || !groupOf(object.apiVersion).includes('.');
  return [
    ...nameProblems(object, known !== undefined),
    ...metadataProblems(object, library, isClosed),
    ...(known === undefined ? [] : crdProblems(object, known, library, versions)),
  ];
}

// Files in the form of objects that a tool reads, and no cluster gets: kustomizations, the configuration of components.
function isForTools({ apiVersion, kind }: ManifestObject): boolean {
  const group = groupOf(apiVersion);
  return (
    /(^|\.)config\.(k8s|kubernetes)\.io$/.test(group) ||
    ['kubeadm.k8s.io', 'kind.x-k8s.io', 'audit.k8s.io', 'skaffold'].includes(group) ||
    (apiVersion === 'v1' && kind === 'Config')
  );
}

function crdProblems(
  object: ManifestObject,
  { group, kind }: KnownKind,
  library: SchemaLibrary,
  versions: ClusterVersions,
): SchemaProblem[] {
  const { schema, problems } = versionOfKind(object, { group, kind });
  const node = schema === undefined ? undefined : withEveryField(library.resolve(schema));
  const all = node === undefined ? problems : [...problems, ...schemaProblems(object, node, { library, group })];
  const key = VERSIONS[groupOf(object.apiVersion)];
  if (key === undefined || !isLater(versions[key], group.version)) return [...all];
  return all.map((problem) =>
    problem.mayBeNewer !== true || problem.severity !== undefined
      ? problem
      : { ...problem, severity: 'warning', message: `${problem.message} (as of ${group.project} ${group.version})` },
  );
}

/** Which version of a cluster says which fields its kinds have, by group. */
const VERSIONS: Readonly<Record<string, keyof ClusterVersions>> = {
  'argoproj.io': 'argo-rollouts',
  'gateway.networking.k8s.io': 'gateway-api',
  'traefik.io': 'traefik',
};

// Patch releases bring no fields.
function isLater(version: string, known: string): boolean {
  const [there, here] = [version, known].map((text) => text.split('.').slice(0, 2).join('.'));
  return there !== undefined && here !== undefined && !isAtLeast(here, there);
}

/** A schema together with the fields that every object has, which are looked at elsewhere, and the status, which nobody writes. */
function withEveryField(node: SchemaNode): SchemaNode {
  return { ...node, properties: { apiVersion: {}, kind: {}, metadata: {}, ...node.properties, status: {} } };
}
