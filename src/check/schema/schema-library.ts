import { groupOf } from '../../manifest/manifest';
import type { CrdGroup, CrdKind, CrdSchema, CrdSchemas, SchemaNode } from './crd-schema';

/** A kind of the library, together with its group. */
export interface KnownKind {
  /** The group, and where its schemas come from. */
  readonly group: CrdGroup;

  /** The schemas of its versions. */
  readonly kind: CrdKind;
}

/** The schemas of the kinds that are imported, read when they are first asked for. */
export class SchemaLibrary {
  private readonly patterns = new Map<string, RegExp>();
  private loaded: CrdSchemas | undefined;

  /** @param load reads the schemas. */
  constructor(private readonly load: () => CrdSchemas = importedSchemas) {}

  /** The schemas of a kind, in whatever version; undefined where it is not imported. */
  tryFind(apiVersion: string, kind: string): KnownKind | undefined {
    const name = groupOf(apiVersion);
    // The groups without a dot are Kubernetes's own, which have no CRDs.
    if (!name.includes('.')) return undefined;
    const group = own(this.schemas.groups, name);
    const found = group && own(group.kinds, kind);
    return group && found && { group, kind: found };
  }

  /** The schema itself, where only its number is given. */
  resolve(schema: CrdSchema): SchemaNode {
    const found = typeof schema === 'number' ? this.schemas.shared[schema] : schema;
    return typeof found === 'object' ? found : {};
  }

  /** The regular expression of a pattern. */
  regExp(pattern: string): RegExp {
    const known = this.patterns.get(pattern) ?? new RegExp(pattern);
    this.patterns.set(pattern, known);
    return known;
  }

  private get schemas(): CrdSchemas {
    this.loaded ??= this.load();
    return this.loaded;
  }
}

// Not an import: whoever only writes manifests never reads the schemas.
function importedSchemas(): CrdSchemas {
  return require('../../../imports/crd.schemas.json');
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
