import type { SchemaNode } from './crd-schema';
import { counted, shown } from './given-value';

/** An element that a list must not have a second time. */
export interface RepeatedElement {
  /** Its place in the list. */
  readonly index: number;

  /** What it has in common with an element before it. */
  readonly what: string;
}

/** The elements that are equal to an earlier one in what a list tells its elements apart by. */
export function repeatedElements(list: readonly unknown[], node: SchemaNode): RepeatedElement[] {
  const { listKeys, keyDefaults = {}, isSet } = node;
  if (listKeys === undefined && isSet === undefined) return [];
  const seen = new Set<string>();
  return list.flatMap((element, index) => {
    const fields: Readonly<Record<string, unknown>> = Object(element);
    const values = listKeys?.map((key) => fields[key] ?? keyDefaults[key]) ?? [element];
    // An element without its keys is told of as such.
    if (values.includes(undefined)) return [];
    const identity = JSON.stringify(values) ?? '';
    const isRepeated = seen.has(identity);
    seen.add(identity);
    if (!isRepeated) return [];
    const what = listKeys?.map((key, place) => `${key} ${shown(values[place])}`) ?? [shown(element)];
    return [{ index, what: counted(what) }];
  });
}
