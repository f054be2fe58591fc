import type { ManifestObject } from '../../manifest/manifest';
import type { CrdSchema } from './crd-schema';
import { counted } from './given-value';
import type { KnownKind } from './schema-library';
import type { SchemaProblem } from './schema-problem';

/** A version of a kind: its schema, and what is wrong with using it. */
export interface VersionOfKind {
  /** Its schema; undefined where no CRD serves the version. */
  readonly schema?: CrdSchema;

  /** What is to be said of it. */
  readonly problems: readonly SchemaProblem[];
}

/** The version of a kind that an object is written in. */
export function versionOfKind({ apiVersion, kind }: ManifestObject, known: KnownKind): VersionOfKind {
  const { project, version } = known.group;
  const { served, experimental = {} } = known.kind;
  const written = apiVersion.slice(apiVersion.indexOf('/') + 1);
  if (Object.hasOwn(served, written)) return { schema: served[written], problems: [] };
  // Controllers ask for these versions: the Gateway API plugin of Argo Rollouts reads TCPRoutes as v1alpha2.
  if (Object.hasOwn(experimental, written)) return { schema: experimental[written], problems: [] };
  const versions = Object.keys(served);
  return {
    problems: [
      {
        path: ['apiVersion'],
        mayBeNewer: true,
        message: `version ${written} of ${kind} is not served by ${project} ${version}, which has ${counted(versions)}`,
        remedy: `write the object in ${counted(versions, 'or')}`,
      },
    ],
  };
}
