import { at, isThere } from '../manifest/plain';
import type { MeasuredMetric } from '../release/measured-metric';

/** The seconds of a time of a metric: 0 where it is left out, undefined where an argument decides it or it is no time. */
export function secondsOf({ value, limits }: MeasuredMetric, time: 'initialDelay' | 'interval'): number | undefined {
  return isThere(at(value, time)) ? limits[`${time}Seconds`] : 0;
}
