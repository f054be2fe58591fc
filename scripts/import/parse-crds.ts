import { isMap, parseAllDocuments } from 'yaml';
import type { CrdText } from './crd-texts';
import { ImportError } from './import-error';
import type { Schema } from './simplify-schema';

/** The part of a CustomResourceDefinition that the import reads; the rest is passed on as it is. */
export interface Crd {
  readonly kind: 'CustomResourceDefinition';
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served?: boolean;
      readonly schema?: { openAPIV3Schema?: Schema };
    }[];
  };
}

/**
 * The CRDs of a group among the documents of a YAML text; other documents and CRDs of other groups are left out.
 * @throws when the text is no YAML, or holds no CRD of the group
 */
export function parseCrds({ from, yaml }: CrdText, group: string): readonly Crd[] {
  const crds = documents({ from, yaml }).filter(isCrd);
  if (crds.length === 0) throw new ImportError(`${from}: no CustomResourceDefinition with versions in it`);
  // A project may publish all its groups in one file; cdk8s import would write each to a file of its own.
  const ofGroup = crds.filter(({ spec }) => spec.group === group);
  if (ofGroup.length === 0) {
    const groups = [...new Set(crds.map(({ spec }) => spec.group))];
    throw new ImportError(`${from}: no CRD of the group ${group}, only of ${groups.join(', ')}`);
  }
  return ofGroup;
}

function documents({ from, yaml }: CrdText): readonly unknown[] {
  return [...parseAllDocuments(yaml)].map((document) => {
    const [error] = document.errors;
    if (error) {
      const { line, col } = error.linePos?.[0] ?? { line: 1, col: 1 };
      throw new ImportError(`${from}:${line}:${col}: unparsable YAML: ${error.message}`);
    }
    // Only maps can be objects of Kubernetes: a bare text or an empty document is none.
    return isMap(document.contents) ? document.toJS() : undefined;
  });
}

function isCrd(document: unknown): document is Crd {
  const { kind, spec } = record(document);
  const { group, names, versions } = record(spec);
  return (
    kind === 'CustomResourceDefinition' &&
    typeof group === 'string' &&
    typeof record(names).kind === 'string' &&
    Array.isArray(versions)
  );
}

function record(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
