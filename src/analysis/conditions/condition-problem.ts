import type { Span } from './condition-node';

/** What is wrong with a condition, and where. */
export interface ConditionProblem extends Span {
  /** What kind of problem it is, such as `unknown-name`. */
  readonly code: ConditionProblemCode;

  /** The problem in words for people: what is wrong, and what to do. */
  readonly message: string;

  /** What the controller says of it, which stands in the measurement; empty where it says nothing. */
  readonly error: string;
}

/** The kinds of problems that a condition can have. */
export type ConditionProblemCode =
  | 'syntax'
  | 'too-long'
  | 'unknown-name'
  | 'arguments'
  | 'mismatched-types'
  | 'list-compared'
  | 'not-boolean'
  | 'constant'
  | 'never-nil'
  | 'ignored-argument';
