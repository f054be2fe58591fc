import { type Plain, wordOf } from '../manifest/plain';

/** Whether a value is filled in later, by a template or by a substitution of variables, so that anything may be meant. */
export function isOpen(value: Plain): boolean {
  return /\{\{|\$[({]/.test(wordOf(value));
}
