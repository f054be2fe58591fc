import { addTo } from './grouped';
import { groupOf, type ManifestObject } from './manifest';
import { isFileSource, type Source } from './source';

/** An object together with where it comes from. */
export interface SourcedObject {
  /** The object. */
  readonly object: ManifestObject;

  /** Where it comes from. */
  readonly source: Source;
}

/** What is looked for in a set: an object by what Kubernetes calls it. */
export interface ObjectQuery {
  /** The API groups that come into question; the core group is the empty text. */
  readonly groups: readonly string[];

  /** The kind. */
  readonly kind: string;

  /** The name. */
  readonly name: string;

  /**
   * The namespace.
   * @default - that of the object that refers to it
   */
  readonly namespace?: string;
}

/** How a set of manifests was given. */
export interface ManifestSetOptions {
  /**
   * Whether nothing else will be in the cluster: what is not in the set is missing then.
   * @default false
   */
  readonly isComplete?: boolean;
}

/** All the objects that are looked at together. */
export class ManifestSet {
  /** The objects, in the order in which they were given. */
  readonly objects: readonly ManifestObject[];

  /** Whether what is not in the set is missing; else it may be somewhere else. */
  readonly isComplete: boolean;

  private readonly sources: ReadonlyMap<ManifestObject, Source>;
  private readonly byKind = new Map<string, ManifestObject[]>();
  private readonly byName = new Map<string, ManifestObject[]>();
  private readonly byNamespace = new Map<string, ManifestObject[]>();
  private readonly derived = new Map<unknown, unknown>();

  constructor(objects: readonly SourcedObject[], options: ManifestSetOptions = {}) {
    this.objects = objects.map(({ object }) => object);
    this.sources = new Map(objects.map(({ object, source }) => [object, source]));
    this.isComplete = options.isComplete ?? false;
    for (const object of this.objects) {
      addTo(this.byKind, object.kind, object);
      addTo(this.byName, `${object.kind}/${object.metadata.name}`, object);
      addTo(this.byNamespace, `${object.kind}/${object.metadata.name}/${object.metadata.namespace ?? ''}`, object);
    }
  }

  /** The objects of a kind, of one of these groups; of any group where none is given. */
  ofKind(kind: string, ...groups: readonly string[]): ManifestObject[] {
    const found = this.byKind.get(kind) ?? [];
    return groups.length === 0 ? [...found] : found.filter(({ apiVersion }) => groups.includes(groupOf(apiVersion)));
  }

  /**
   * The object that another one refers to; undefined where it is not in the set.
   *
   * An object without a namespace is in whatever namespace the manifests are applied to, so it is found from any. Of
   * several the one nearest to the reference is meant: in the same file, or else in the folder that they share most of.
   */
  tryFind(query: ObjectQuery, from: ManifestObject): ManifestObject | undefined {
    const namespace = query.namespace ?? from.metadata.namespace;
    const candidates = this.comingIntoQuestion(query, namespace).filter(({ apiVersion }) =>
      query.groups.includes(groupOf(apiVersion)),
    );
    if (candidates.length <= 1) return candidates[0];
    const closeness = (object: ManifestObject): number =>
      (object.metadata.namespace === namespace ? 1e6 : 0) + this.sharedFolders(object, from);
    return candidates.reduce((best, candidate) => (closeness(candidate) > closeness(best) ? candidate : best));
  }

  /** The objects of a kind that bear a name, whatever their namespace. */
  named(kind: string, name: string): readonly ManifestObject[] {
    return this.byName.get(`${kind}/${name}`) ?? [];
  }

  /**
   * Where an object comes from.
   * @throws if it is not of this set.
   */
  sourceOf(object: ManifestObject): Source {
    const source = this.sources.get(object);
    if (source === undefined) throw new Error(`${object.kind} ${object.metadata.name} is not of this set`);
    return source;
  }

  /** What a function makes of the set, made once and remembered with it. */
  derive<T>(make: (set: ManifestSet) => T): T {
    if (!this.derived.has(make)) this.derived.set(make, make(this));
    return this.derived.get(make) as T;
  }

  private comingIntoQuestion({ kind, name }: ObjectQuery, namespace: string | undefined): readonly ManifestObject[] {
    const key = `${kind}/${name}`;
    if (namespace === undefined) return this.byName.get(key) ?? [];
    const anywhere = this.byNamespace.get(`${key}/`) ?? [];
    const there = namespace === '' ? [] : (this.byNamespace.get(`${key}/${namespace}`) ?? []);
    return there.length === 0 ? anywhere : anywhere.length === 0 ? there : [...there, ...anywhere];
  }

  private sharedFolders(one: ManifestObject, other: ManifestObject): number {
    const [a, b] = [this.sourceOf(one), this.sourceOf(other)];
    if (!isFileSource(a) || !isFileSource(b)) return 0;
    if (a.file === b.file) return 1e5;
    const [left, right] = [a.file.split('/'), b.file.split('/')];
    const differs = left.findIndex((folder, index) => folder !== right[index]);
    return differs === -1 ? left.length : differs;
  }
}
