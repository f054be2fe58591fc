import type { Duration } from 'cdk8s';
import type { PercentOrAbsolute } from 'cdk8s-plus-28';
import { quote } from '../validation/names';
import { wholeNumberProblems } from '../validation/numbers';

/**
 * What is wrong with a number or share of pods, as a list of problems. The controller counts a share that is no whole
 * number as nothing, in both fields, and then releases without a canary pod (argo-rollouts utils/replicaset/canary.go).
 */
export function podAmountProblems(what: string, amount: PercentOrAbsolute | undefined): string[] {
  const value: unknown = amount?.value;
  if (value === undefined) return [];
  if (typeof value === 'number') return wholeNumberProblems(what, value, 0, Number.MAX_SAFE_INTEGER);
  const [, percent] = String(value).match(/^(\d+)%$/) ?? [];
  if (percent !== undefined && Number(percent) <= 100) return [];
  return [`${what} takes a whole number of pods or a share of 0 to 100 whole per cents, got ${quote(value)}`];
}

/** Whether a number or share of pods is none. */
export function isNoPod(amount: PercentOrAbsolute | undefined): boolean {
  return amount !== undefined && /^0+%?$/.test(String(amount.value));
}

/** What is wrong with a delay that may be nothing, as a list of problems. */
export function delayProblems(what: string, delay: Duration | undefined): string[] {
  if (delay === undefined || delay.toMilliseconds() % 1000 === 0) return [];
  return [`${what} takes whole seconds, 0 or more, got ${delay.toMilliseconds()}ms`];
}
