import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isRecord, type JsonSchema } from './json-schema';

/** A kind of a CRD in one of the versions that an API server takes. */
export interface CrdVersion {
  /** `group/version`, as objects say it. */
  readonly apiVersion: string;
  /** The kind, as objects say it. */
  readonly kind: string;
  /** The CRD's own schema of the whole object. */
  readonly schema: JsonSchema;
}

/** The CRDs of one YAML file; each is parsed when one of its kinds is first asked for. */
export class CrdFile {
  private readonly documents: readonly { readonly text: string; parsed?: readonly CrdVersion[] }[];

  constructor(file: string) {
    this.documents = readFileSync(file, 'utf8')
      .split(/^---.*$/m)
      .map((text) => ({ text }));
  }

  /** The CRD of an object, or undefined when this file has none. */
  tryFind(apiVersion: string, kind: string): CrdVersion | undefined {
    for (const document of this.documents) {
      if (!document.text.includes(`kind: ${kind}\n`)) continue;
      document.parsed ??= versionsOf(parse(document.text));
      const found = document.parsed.find((version) => version.apiVersion === apiVersion && version.kind === kind);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function versionsOf(crd: unknown): CrdVersion[] {
  if (!isRecord(crd) || crd.kind !== 'CustomResourceDefinition' || !isRecord(crd.spec)) return [];
  const { group, names, versions } = crd.spec;
  if (!isRecord(names) || !Array.isArray(versions)) return [];
  return versions
    .filter(({ served }) => served !== false)
    .map(({ name, schema }) => ({
      apiVersion: `${group}/${name}`,
      kind: String(names.kind),
      schema: schema?.openAPIV3Schema ?? {},
    }));
}
