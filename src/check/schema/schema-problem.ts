import type { Problem } from '../finding';

/** What is wrong with a value by its schema. */
export interface SchemaProblem extends Omit<Problem, 'object'> {
  /**
   * Whether a later version of the CRD may know what this one does not.
   * @default false
   */
  readonly mayBeNewer?: boolean;

  /**
   * The field that is meant with an unknown one.
   * @default - none is like it
   */
  readonly meant?: string;
}
