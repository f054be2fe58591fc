import { LIST_BUILTINS } from './list-builtins';
import { NUMBER_BUILTINS } from './number-builtins';
import { PREDICATES } from './predicate-names';
import type { Builtin } from './signatures';
import { TEXT_BUILTINS } from './text-builtins';

/** The functions of the language that take values only, by their name. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map([...LIST_BUILTINS, ...NUMBER_BUILTINS, ...TEXT_BUILTINS]);

/** Whether a name is a function of the language itself. */
export function isBuiltin(name: string): boolean {
  return PREDICATES.has(name) || BUILTINS.has(name);
}
