import type { ManifestObject } from '../../src/manifest/manifest';
import { type ManifestPath, pathText } from '../../src/manifest/manifest-path';
import type { Plain } from '../../src/manifest/plain';

/** Objects of which one thing is broken. */
export interface Mutant {
  /** What is broken: the kind of mutation, the object and the place. */
  readonly what: string;

  /** The objects, broken. */
  readonly objects: readonly ManifestObject[];
}

/** Every mutant of a set of objects, each made by one mutation at one place. */
export function mutantsOf(objects: readonly ManifestObject[]): Mutant[] {
  const places = objects.flatMap((object, index) => placesIn(object, index));
  const known = { names: namesIn(places), others: otherVersions(objects) };
  const changes = Object.entries(MUTATIONS).flatMap(([mutation, change]) =>
    places.flatMap((place) => {
      const changed = change(place, known);
      return changed === undefined ? [] : [{ mutation, place, changed }];
    }),
  );
  return [
    ...changes.map(({ mutation, place, changed }) => ({
      what: `${mutation} ${nameOf(objects, place)} ${pathText(place.path)}`,
      objects: objects.map((object, index) =>
        index === place.index ? withValue(object, place.path, changed) : object,
      ),
    })),
    ...objects.flatMap((object) =>
      isReferredTo(object, objects)
        ? [
            {
              what: `take away ${object.kind} ${object.metadata.name}`,
              objects: objects.filter((one) => one !== object),
            },
          ]
        : [],
    ),
  ];
}

/** A value of an object, with the mapping or list that it stands in. */
interface Place {
  readonly index: number;
  readonly kind: string;
  readonly path: ManifestPath;
  readonly key: string;
  readonly value: Plain;
  readonly parent: Plain;
}

/** What a set says that a mutation needs to know. */
interface Known {
  /** Names that are referred to. */
  readonly names: ReadonlySet<string>;

  /** The name of the Service of the new version, and that of the old one. */
  readonly others: ReadonlyMap<string, string>;
}

/** What a place is changed to; undefined where the mutation is none of it. */
type Mutation = (place: Place, known: Known) => Change | undefined;

interface Change {
  /** What stands there instead; undefined where it is taken away. */
  readonly value?: Plain;

  /** The key that it gets. */
  readonly key?: string;

  /** A place in the same mapping or list that gets this value. */
  readonly other?: { readonly path: ManifestPath; readonly value: Plain };
}

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  delete: (place, { names }) => (isReference(place, names) ? {} : undefined),
  rename: (place, { names }) =>
    isReference(place, names) || isArgument(place) ? { value: `${place.value}-x` } : undefined,
  swap: ({ key, path, value, parent }) => {
    const partner = PAIRS.get(key);
    const other = partner === undefined ? undefined : fieldsOf(parent)[partner];
    if (other === undefined || partner === undefined || other === value) return undefined;
    return { value: other, other: { path: [...path.slice(0, -1), partner], value } };
  },
  exchange: ({ path, value, parent }) => exchanged(path, value, parent),
  misspell: ({ key, value }) =>
    ENUMERATED.test(key) && typeof value === 'string' && value !== '' ? { value: `${value}x` } : undefined,
  'misspell key': (place) =>
    isChoice(place) || isLabel(place) ? { value: place.value, key: `${place.key}x` } : undefined,
  // Of other kinds all that is referred to is taken away too.
  'rename object': ({ kind, path, value }) =>
    kind === 'ConfigMap' && path.join('.') === 'metadata.name' ? { value: `${value}-x` } : undefined,
  'move object': ({ path, value }) => (path.join('.') === 'metadata.namespace' ? { value: `${value}-x` } : undefined),
  repeat: ({ path, value, parent }) => {
    if (!Array.isArray(parent) || fieldsOf(value).name === undefined) return undefined;
    return { value, other: { path: [...path.slice(0, -1), parent.length], value } };
  },
  'move port': ({ path, key, value }) =>
    typeof value === 'number' && isPort(path, key) && !path.includes('template') ? { value: value + 1 } : undefined,
  'change group': ({ path, value }) =>
    path[0] === 'apiVersion' && typeof value === 'string' && value.includes('/')
      ? { value: value.replace(/\w\//, '/') }
      : undefined,
  'misspell duration': textMutation((text) => (/^(\d+(ms|s|m|h))+$/.test(text) ? `${text}x` : text)),
  'zero duration': textMutation((text, key, kind) =>
    /^(interval|duration)$/.test(key) && !kind.endsWith('Monitor') ? text.replace(/^(\d+(ms|s|m|h))+$/, '0s') : text,
  ),
  'misspell share': textMutation((text) => (/^\d+%$/.test(text) ? text.replace('%', 'x%') : text)),
  'misspell placeholder': textMutation((text) => text.replace('{{args.', '{{args.x-')),
  'misspell condition': textMutation((text, key) => (CONDITION.test(key) ? text.replace('result', 'resultx') : text)),
  'cut condition': textMutation((text, key) => (CONDITION.test(key) ? text.replace(/\s*\S+$/, '') : text)),
  'cut query': textMutation((text, key) => (key === 'query' ? text.replace(/\)([^)]*)$/, '$1') : text)),
  'cut path': textMutation((text, key) => (key === 'jsonPath' ? text.replace(/.$/, '') : text)),
  'ask the old version': ({ kind, path, value }, { others }) => {
    if (!kind.endsWith('AnalysisTemplate') || typeof value !== 'string' || path[1] !== 'metrics') return undefined;
    const spellings = [...others].flatMap(([canary, stable]) => [
      [canary, stable] as const,
      [canary.replaceAll('-', '_'), stable.replaceAll('-', '_')] as const,
    ]);
    const changed = spellings.reduce((text, [canary, stable]) => text.replaceAll(canary, stable), value);
    return changed === value ? undefined : { value: changed };
  },
  exceed: ({ key, value }) => (key === 'setWeight' ? { value: Number(value) + 101 } : undefined),
  negate: ({ value, path }) =>
    typeof value === 'number' && value > 0 && !path.includes('template') ? { value: -value } : undefined,
};

const CONDITION = /^(success|failure)Condition$/;

function textMutation(change: (text: string, key: string, kind: string) => string): Mutation {
  return ({ value, key, kind, path }) => {
    if (typeof value !== 'string' || path[0] !== 'spec') return undefined;
    const changed = change(value, key, kind);
    return changed === value ? undefined : { value: changed };
  };
}

function isPort(path: ManifestPath, key: string): boolean {
  return /port$/i.test(key) || (key === 'number' && path.at(-2) === 'port');
}

// Arguments stand in texts, and so at one place by themselves.
function isArgument({ path, value }: Place): boolean {
  return path.at(-1) === 'name' && path.at(-3) === 'args' && typeof value === 'string';
}

function otherVersions(objects: readonly ManifestObject[]): Map<string, string> {
  const strategies = objects
    .filter(({ kind }) => kind === 'Rollout')
    .flatMap(({ spec }) => Object.values(fieldsOf(fieldsOf(spec).strategy)).map(fieldsOf));
  return new Map(
    strategies.flatMap(({ canaryService, stableService, previewService, activeService }) => {
      const [one, other] = [canaryService ?? previewService, stableService ?? activeService];
      return typeof one === 'string' && typeof other === 'string' ? [[one, other] as const] : [];
    }),
  );
}

// Names that are asked for: what another place of the set is called.
function isReference({ path, key, value }: Place, names: ReadonlySet<string>): boolean {
  if (typeof value !== 'string' || path[0] === 'kind' || path[0] === 'apiVersion') return false;
  if (path[0] === 'metadata' && path.length < 3) return false;
  return names.has(value) && key !== 'image';
}

const PAIRS = new Map([
  ['stableService', 'canaryService'],
  ['activeService', 'previewService'],
  ['stableSubsetName', 'canarySubsetName'],
  ['stableVirtualNodeRef', 'canaryVirtualNodeRef'],
  ['successCondition', 'failureCondition'],
  ['minReplicas', 'maxReplicas'],
  ['requests', 'limits'],
  ['port', 'targetPort'],
]);
const ENUMERATED =
  /^(apiVersion|kind|operator|type|scaleDown|podTemplateHashValue|group|method|protocol|provider|metadataType|pathType|policy|selectPolicy|restartPolicy|imagePullPolicy|dnsPolicy|fsGroupChangePolicy|responseType|aggregator|strategy)$/;

// Two elements of a list that differ in one of these fields.
function exchanged(path: ManifestPath, value: Plain, parent: Plain): Change | undefined {
  const index = path.at(-1);
  if (!Array.isArray(parent) || typeof index !== 'number') return undefined;
  const [one, other] = [fieldsOf(value), fieldsOf(parent[index + 1])];
  const field = ['weight', 'weightedTarget'].find((name) => one[name] !== other[name] && name in one && name in other);
  if (field === undefined) return undefined;
  return {
    value: { ...one, [field]: other[field] },
    other: { path: [...path.slice(0, -1), index + 1], value: { ...other, [field]: one[field] } },
  };
}

function isLabel({ path, kind }: Place): boolean {
  const way = path.slice(0, -1).map(String);
  return (
    way.at(-1) === 'matchLabels' ||
    way.join('.') === 'spec.template.metadata.labels' ||
    (kind === 'Service' && way.join('.') === 'spec.selector')
  );
}

// Keys that choose what a mapping is: a strategy, a step, a router, a provider, where an argument comes from.
function isChoice({ kind, path }: Place): boolean {
  const choices = CHOICES[kind];
  return choices?.test(path.join('.')) ?? false;
}

const CHOICES: Readonly<Record<string, RegExp>> = {
  Rollout:
    /^spec\.strategy\.\w+(\.\w+)?$|\.steps\.\d+\.\w+(\.\w+)?$|\.trafficRouting\.(\w+|plugins\..+)$|\.valueFrom\.\w+$/,
  AnalysisTemplate: /^spec\.metrics\.\d+\.(\w+|provider\.\w+|provider\.plugin\..+)$|\.valueFrom\.\w+$/,
  ClusterAnalysisTemplate: /^spec\.metrics\.\d+\.(\w+|provider\.\w+|provider\.plugin\..+)$|\.valueFrom\.\w+$/,
};

function isReferredTo({ kind, metadata }: ManifestObject, objects: readonly ManifestObject[]): boolean {
  if (kind === 'Rollout') return false;
  const { name, namespace } = metadata;
  return objects.some(
    (other) =>
      other.metadata !== metadata &&
      placesIn(other, 0).some(
        ({ path, value }) =>
          path[0] !== 'metadata' && [name, `${name}.${namespace}`, `${namespace}/${name}`].includes(String(value)),
      ),
  );
}

// What is called like something is no reference yet: it has to stand at two places at least.
function namesIn(places: readonly Place[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { value } of places) if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1);
  const namespaces = new Map(places.map(({ index, path, value }) => [`${index} ${path.join('.')}`, value]));
  return new Set(
    places.flatMap(({ path, value, index }) => {
      if (path.at(-1) !== 'name' || typeof value !== 'string') return [];
      const namespace = namespaces.get(`${index} metadata.namespace`);
      const far = [`${value}.${namespace}`, `${namespace}/${value}`];
      return [...((counts.get(value) ?? 0) > 1 ? [value] : []), ...far];
    }),
  );
}

function placesIn(object: ManifestObject, index: number): Place[] {
  const { kind } = object;
  const within = (parent: Plain, path: ManifestPath): Place[] => {
    if (typeof parent !== 'object' || parent === null) return [];
    return Object.entries(parent).flatMap(([key, value]) => {
      const way = [...path, Array.isArray(parent) ? Number(key) : key];
      return [{ index, kind, path: way, key, value, parent }, ...within(value, way)];
    });
  };
  return within(object, []);
}

function withValue(object: ManifestObject, path: ManifestPath, { value, key, other }: Change): ManifestObject {
  const copy = structuredClone(object);
  const parent = parentOf(copy, path);
  const last = String(path.at(-1));
  if (value === undefined && Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (value === undefined || key !== undefined) delete parent[last];
  if (value !== undefined) parent[key ?? last] = value;
  if (other !== undefined) parentOf(copy, other.path)[String(other.path.at(-1))] = other.value;
  return copy;
}

function parentOf(object: ManifestObject, path: ManifestPath): Record<string, Plain> {
  return path.slice(0, -1).reduce<Plain>((value, key) => fieldsOf(value)[key], object) as Record<string, Plain>;
}

function fieldsOf(value: Plain): Record<string, Plain> {
  return typeof value === 'object' && value !== null ? (value as Record<string, Plain>) : {};
}

function nameOf(objects: readonly ManifestObject[], { index, kind }: Place): string {
  return `${kind} ${objects[index]?.metadata.name}`;
}
