import { at, type Plain, textOf } from '../manifest/plain';

/** How a match of a header, a method or a path compares; exactly one way in a match that works, and an empty text is none. */
export function matchKinds(match: Plain): string[] {
  return ['exact', 'prefix', 'regex'].filter((kind) => textOf(at(match, kind)) !== undefined);
}
