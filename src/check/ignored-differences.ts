import type { ManifestPath } from '../manifest/manifest-path';
import { at, listOf, type Plain, textOf } from '../manifest/plain';
import type { Delivery } from '../release/delivery';

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

/** The entries of an Application that are about a kind; group and kind of an entry may be globs. */
export function entriesFor({ spec, path }: Delivery, group: string, kind: string): IgnoredDifferenceEntry[] {
  return listOf(at(spec, 'ignoreDifferences')).flatMap((entry, index) => {
    if (!matches(at(entry, 'group'), group) || !matches(at(entry, 'kind'), kind)) return [];
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

/** Whether an entry ignores the weights of a route, and not the list that they stand in. */
export function ignoresWeights({ expressions, pointers }: IgnoredDifferenceEntry): boolean {
  return [...expressions, ...pointers].some((text) => /weight/i.test(text));
}

/** The expressions and pointers of an entry that ignore the whole list in which the weights stand, or all of the spec. */
export function wholeLists({ expressions, pointers }: IgnoredDifferenceEntry): string[] {
  return [
    ...expressions.filter((text) => WHOLE_EXPRESSION.test(text.trim())),
    ...pointers.filter((text) => WHOLE_POINTER.test(text)),
  ];
}

const WHOLE_EXPRESSION =
  /^\.spec(\.(rules|http|tls|tcp|weighted|weighted\.services|routes))?(\[\])?\??$|\|\s*\.spec\.rules\??$/;
const WHOLE_POINTER = /^\/spec(\/(rules|http|tls|tcp|weighted|weighted\/services|routes))?$/;

function matches(pattern: Plain, text: string): boolean {
  const glob = textOf(pattern) ?? '';
  if (!/[*?]/.test(glob)) return glob === text;
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`).test(text);
}
