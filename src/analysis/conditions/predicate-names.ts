/** The functions that ask something of each element of a list; an argument is a value or what is asked. */
export const PREDICATES: ReadonlyMap<string, readonly PredicateArgument[]> = new Map<string, PredicateArgument[]>([
  ['all', ['value', 'predicate']],
  ['none', ['value', 'predicate']],
  ['any', ['value', 'predicate']],
  ['one', ['value', 'predicate']],
  ['filter', ['value', 'predicate']],
  ['map', ['value', 'predicate']],
  ['count', ['value', 'optional predicate']],
  ['sum', ['value', 'optional predicate']],
  ['find', ['value', 'predicate']],
  ['findIndex', ['value', 'predicate']],
  ['findLast', ['value', 'predicate']],
  ['findLastIndex', ['value', 'predicate']],
  ['groupBy', ['value', 'predicate']],
  ['sortBy', ['value', 'predicate', 'optional value']],
  ['reduce', ['value', 'predicate', 'optional value']],
]);

/** What an argument of such a function is. */
export type PredicateArgument = 'value' | 'predicate' | 'optional predicate' | 'optional value';
