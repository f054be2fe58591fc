import type { CoreKinds } from '../crd/core-kinds';
import type { CrdSchemas } from '../crd/crd-schema';
import { isRecord } from '../crd/json-schema';
import type { Manifest } from './manifests';

/** What the API server would drop or refuse in rendered objects, each with its file, kind and name. */
export function manifestProblems(manifests: readonly Manifest[], crds: CrdSchemas, core: CoreKinds): string[] {
  return manifests.flatMap(({ file, object }) => {
    const { apiVersion, kind, metadata } = isRecord(object) ? object : {};
    const schemas = core.knows(String(apiVersion), String(kind)) ? core : crds;
    const name = isRecord(metadata) ? metadata.name : undefined;
    return schemas.problems(object).map((problem) => `dist/${file} ${kind} ${name}: ${problem}`);
  });
}
