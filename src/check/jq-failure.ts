import type { ManifestPath } from '../manifest/manifest-path';
import { at, isThere, type Plain } from '../manifest/plain';

/**
 * The path of a value that a jq expression takes for a list and that is none, on which the whole expression fails; what
 * comes after a choice of it is not looked at.
 */
export function failureOf(expression: string, value: Plain): ManifestPath | undefined {
  let places: Place[] = [{ path: [], value }];
  for (const [, key, quoted, index, isOptional] of expression.matchAll(STEPS)) {
    const name = key ?? quoted;
    const next: Place[] = [];
    for (const place of places) {
      const found = name === undefined ? elementsOf(place, index ?? '') : fieldOf(place, name);
      if (found !== undefined) next.push(...found);
      else if (isOptional !== '?') return place.path;
    }
    places = next;
  }
  return undefined;
}

interface Place {
  readonly path: ManifestPath;
  readonly value: Plain;
}

// Keys, lists and elements of lists, one after the other, with or without pipes between them.
const STEPS = /[\s|]*(?:\.\s*(?:([A-Za-z_]\w*)|"([^"\\]*)")|\.?\[\s*(\d*)\s*\])(\??)/gy;

function fieldOf({ path, value }: Place, name: string): Place[] | undefined {
  if (!isThere(value)) return [{ path: [...path, name], value: null }];
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  return [{ path: [...path, name], value: at(value, name) }];
}

function elementsOf({ path, value }: Place, index: string): Place[] | undefined {
  if (index !== '' && !isThere(value)) return [{ path: [...path, Number(index)], value: null }];
  if (Array.isArray(value)) {
    const elements = value.map((element: Plain, place) => ({ path: [...path, place], value: element }));
    return index === '' ? elements : elements.slice(Number(index), Number(index) + 1);
  }
  if (index !== '' || typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).map(([key, content]) => ({ path: [...path, key], value: content as Plain }));
}
