import { DEFAULT_ERROR_LIMIT } from '../analysis/assessment';
import { at, isThere, textOf } from '../manifest/plain';
import { type MeasuredMetric, wholeNumberOf } from '../release/measured-metric';

/** The fields of a metric that count measurements. */
export const LIMITS = [
  'count',
  'failureLimit',
  'inconclusiveLimit',
  'consecutiveErrorLimit',
  'consecutiveSuccessLimit',
] as const;

/** A field of a metric that counts measurements. */
export type Limit = (typeof LIMITS)[number];

/** A limit as the controller counts with it; undefined where an argument decides it, or it is no whole number. */
export function limitOf({ value }: MeasuredMetric, limit: Limit): number | undefined {
  const given = at(value, limit);
  if (!isThere(given)) return limit === 'consecutiveErrorLimit' ? DEFAULT_ERROR_LIMIT : 0;
  const number = wholeNumberOf(given);
  return Number.isInteger(number) ? number : undefined;
}

/** Whether a metric has an interval, readable or not: without one it is measured once. */
export function hasInterval({ value }: MeasuredMetric): boolean {
  return textOf(at(value, 'interval')) !== undefined;
}
