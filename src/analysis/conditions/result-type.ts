/**
 * What `result` is in a condition, as a provider hands it over: the types of Go that the expression language tells
 * apart.
 */
export type ResultType =
  /** A float64. */
  | { readonly is: 'number' }
  /** A text. */
  | { readonly is: 'string' }
  /** True or false. */
  | { readonly is: 'boolean' }
  /** A list, which may be empty unless said otherwise. */
  | { readonly is: 'list'; readonly of: ResultType }
  /** An object with fields of which nothing more is known. */
  | { readonly is: 'object' }
  /** Anything that JSON can say; known at run time only. */
  | { readonly is: 'any' }
  /** Nothing where there is no data, and otherwise something. */
  | { readonly is: 'optional'; readonly of: ResultType };

/** A float64. */
export const NUMBER: ResultType = { is: 'number' };

/** A list of float64, empty where there is no data: never nil. */
export const NUMBERS: ResultType = { is: 'list', of: NUMBER };

/** Anything that JSON can say. */
export const ANY: ResultType = { is: 'any' };
