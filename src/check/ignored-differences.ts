import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import { at, listOf, type Plain, textOf } from '../manifest/plain';
import type { Delivery } from '../release/delivery';
import { managedRoutesIn } from '../traffic/route-objects';
import type { DeliveredRoute } from './delivered-routes';
import { embeddedYaml } from './embedded-yaml';
import { hasPlugin } from './router-keys';

/** An entry of `ignoreDifferences` of an Application. */
export interface IgnoredDifferenceEntry {
  /** The way to it in the object. */
  readonly path: ManifestPath;

  /** Its jq expressions. */
  readonly expressions: readonly string[];

  /** Its JSON pointers. */
  readonly pointers: readonly string[];

  /** The managers of fields whose changes are ignored. */
  readonly managers: readonly string[];
}

/** What an entry of `ignoreDifferences` may be about. */
export interface IgnoredObject {
  /** The API group. */
  readonly group: string;

  /** The kind. */
  readonly kind: string;

  /** The name. */
  readonly name: string;

  /**
   * The namespace.
   * @default - not known: an entry of any namespace may mean it
   */
  readonly namespace?: string;
}

/**
 * The entries of an Application that are about an object; group and kind of an entry may be globs, and name and namespace
 * may be left out (argo-cd util/argo/diff/ignore.go).
 */
export function entriesFor({ spec, path }: Delivery, object: IgnoredObject): IgnoredDifferenceEntry[] {
  return listOf(at(spec, 'ignoreDifferences')).flatMap((entry, index) => {
    if (!matches(at(entry, 'group'), object.group) || !matches(at(entry, 'kind'), object.kind)) return [];
    if (!isOrAny(at(entry, 'name'), object.name) || !isOrAny(at(entry, 'namespace'), object.namespace)) return [];
    const texts = (key: string): string[] =>
      listOf(at(entry, key)).filter((text): text is string => typeof text === 'string');
    return [
      {
        path: [...path, 'ignoreDifferences', index],
        expressions: texts('jqPathExpressions'),
        pointers: texts('jsonPointers'),
        managers: texts('managedFieldsManagers'),
      },
    ];
  });
}

/**
 * What an object says itself that Argo CD is to ignore in it, from Argo CD 3.6 on (argo-cd util/argo/diff/ignore.go); the
 * path is that of the annotation.
 */
export function ownEntries(object: ManifestObject | undefined): IgnoredDifferenceEntry[] {
  const pointers = listOf(at(embeddedYaml(at(object?.metadata.annotations, OWN)), 'jsonPointers')).flatMap(
    (pointer) => textOf(pointer) ?? [],
  );
  return pointers.length === 0
    ? []
    : [{ path: ['metadata', 'annotations', OWN], expressions: [], pointers, managers: [] }];
}

const OWN = 'argocd.argoproj.io/ignore-differences';

/** Whether an entry ignores the weights of a route, and not the list that they stand in. */
export function ignoresWeights({ expressions, pointers }: IgnoredDifferenceEntry): boolean {
  return [...expressions.map(keysOfExpression), ...pointers.map(keysOfPointer)].some(
    (keys) => keys.at(-1) === 'weight',
  );
}

/** The expressions and pointers of an entry that ignore a list in which the weights of a route stand, or all around it. */
export function wholeLists({ expressions, pointers }: IgnoredDifferenceEntry, route: DeliveredRoute): string[] {
  const weights = route.ignored.jqPathExpressions.map(keysOfExpression).filter((keys) => keys.at(-1) === 'weight');
  const isAround = (keys: readonly string[]): boolean =>
    weights.some(
      (weight) =>
        (keys.length < weight.length && keys.every((key, index) => key === weight[index])) ||
        keys.at(-1) === weight.at(-2),
    );
  return [
    ...expressions.filter(
      (text) => !BY_LABEL.test(text) && !isOfManagedRoute(text, route) && isAround(keysOfExpression(text)),
    ),
    ...pointers.filter((text) => isAround(keysOfPointer(text))),
  ];
}

/** The expressions of an entry that hold only while the object has a label; they stop nothing, as they come too late. */
export function labelExpressions({ expressions }: IgnoredDifferenceEntry): string[] {
  return expressions.filter((text) => BY_LABEL.test(text));
}

/** The managers of an entry that write the weights of a route; what others write is ignored without any effect on it. */
export function weightManagers({ managers }: IgnoredDifferenceEntry, { router }: DeliveredRoute): string[] {
  if (router.folder === 'gateway-api') return managers.filter((manager) => manager === 'gatewayAPI');
  // A plugin is a process of its own, and its name is not known of every one.
  return hasPlugin(router) ? [...managers] : managers.filter((manager) => manager === 'rollouts-controller');
}

/** Whether an entry ignores the value at a path, or something around it. */
export function ignoresPath({ expressions, pointers }: IgnoredDifferenceEntry, path: ManifestPath): boolean {
  const keys = path.filter((key) => typeof key === 'string');
  return [...expressions.map(keysOfExpression), ...pointers.map(keysOfPointer)].some(
    (ignored) => ignored.length > 0 && ignored.every((key, index) => key === keys[index]),
  );
}

/** The expressions of an entry about lists that are in Git too; those about managed routes find nothing there. */
export function listExpressions({ expressions }: IgnoredDifferenceEntry, route: DeliveredRoute): string[] {
  return expressions.filter(
    (text) => /\[\d*\]/.test(text) && (keysOfExpression(text).at(-1) === 'weight' || !isOfManagedRoute(text, route)),
  );
}

const BY_LABEL = /\bselect\(\s*\.metadata\b/;

function isOfManagedRoute(text: string, { release, ignored }: DeliveredRoute): boolean {
  if (ignored.jqPathExpressions.includes(text)) return true;
  const [, ...parts] = text.split(/\bselect\(/);
  return parts.some(
    (part) =>
      /\btest\(|\bstartswith\(/.test(part) || managedRoutesIn(release.routing).some((route) => part.includes(route)),
  );
}

/** The keys on the way that a jq expression goes, such as `spec`, `http`, `route`; choices and indices are left out. */
function keysOfExpression(text: string): string[] {
  let open = 0;
  let way = '';
  for (const letter of text) {
    if ('(['.includes(letter)) open += 1;
    else if (')]'.includes(letter)) open -= 1;
    else if (open === 0 && !'|? '.includes(letter)) way += letter;
  }
  return way
    .replace(/\bselect\b/g, '')
    .split('.')
    .map((key) => key.replace(/^"(.*)"$/, '$1'))
    .filter((key) => key !== '');
}

function keysOfPointer(text: string): string[] {
  return text
    .split('/')
    .filter((key) => key !== '' && !/^(\d+|-)$/.test(key))
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function isOrAny(wanted: Plain, given: string | undefined): boolean {
  const text = textOf(wanted);
  return text === undefined || given === undefined || text === given;
}

// As gobwas/glob reads it without separators: a star is any text, dots too.
function matches(pattern: Plain, text: string): boolean {
  const glob = textOf(pattern) ?? '';
  if (!/[*?{[\\]/.test(glob)) return glob === text;
  const source = glob.replace(/\\.|\[[^\]]+\]|\*+|[\s\S]/g, (part) => {
    if (part.startsWith('*')) return '.*';
    if (part.length > 1 && part.startsWith('[')) return part.replace(/^\[!/, '[^');
    return IN_GLOBS[part] ?? part.slice(-1).replace(/\W/, '\\$&');
  });
  try {
    return new RegExp(`^(?:${source})$`).test(text);
  } catch {
    // What is no pattern takes nothing.
    return false;
  }
}

// A comma stands between choices alone, as no group or kind has one.
const IN_GLOBS: Readonly<Record<string, string>> = { '?': '.', '{': '(?:', '}': ')', ',': '|' };
