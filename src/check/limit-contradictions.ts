import type { MeasuredMetric } from '../release/measured-metric';
import { type Limit, limitOf } from './metric-limit';

/** A limit of a metric that the controller does not take. */
export interface LimitContradiction {
  /** The limit. */
  readonly limit: Limit;

  /** What is wrong with it. */
  readonly message: string;

  /** The limits that it has to do with. */
  readonly limits: readonly Limit[];
}

/**
 * What the controller refuses of the limits of a metric, by themselves and together (argo-rollouts
 * utils/analysis/factory.go); what an argument decides that is not known is left out.
 */
export function limitContradictions(metric: MeasuredMetric): LimitContradiction[] {
  const outOfRange = RANGES.flatMap(({ limit, least, takes }) => {
    const given = limitOf(metric, limit);
    if (given === undefined || given >= least) return [];
    return [{ limit, message: `${limit} takes ${takes}, got ${given}`, limits: [limit] }];
  });
  return outOfRange.length > 0 ? outOfRange : togetherProblems(metric);
}

const RANGES: readonly { readonly limit: Limit; readonly least: number; readonly takes: string }[] = [
  { limit: 'failureLimit', least: -1, takes: '0 or more, or -1 for no limit' },
  { limit: 'inconclusiveLimit', least: 0, takes: '0 or more' },
  { limit: 'consecutiveErrorLimit', least: 0, takes: '0 or more' },
  { limit: 'consecutiveSuccessLimit', least: 0, takes: '0 or more' },
];

function togetherProblems(metric: MeasuredMetric): LimitContradiction[] {
  const failures = limitOf(metric, 'failureLimit');
  const successes = limitOf(metric, 'consecutiveSuccessLimit');
  const count = limitOf(metric, 'count');
  const inconclusive = limitOf(metric, 'inconclusiveLimit');
  const found: LimitContradiction[] = [];
  const add = (limit: Limit, message: string, limits: readonly Limit[]) => found.push({ limit, message, limits });
  if (failures === -1 && successes === 0) {
    add('failureLimit', 'failureLimit is -1, no limit, and there is no consecutiveSuccessLimit that could end it', [
      'failureLimit',
      'consecutiveSuccessLimit',
    ]);
  }
  if (count !== undefined && count > 0 && failures !== undefined && successes !== undefined) {
    const least = Math.max(failures, 0) + successes;
    const sum = [
      failures > 0 ? `failureLimit ${failures}` : '',
      successes > 0 ? `consecutiveSuccessLimit ${successes}` : '',
    ];
    const [one = '', other = ''] = sum.filter((text) => text !== '');
    const what = other === '' ? one : `${one} and ${other} together, ${least}`;
    if (count < least) {
      add('count', `count ${count} is less than ${what}`, ['count', 'failureLimit', 'consecutiveSuccessLimit']);
    }
  }
  if (count !== undefined && inconclusive !== undefined && count > 0 && count < inconclusive) {
    const message = `count ${count} is less than inconclusiveLimit ${inconclusive}`;
    add('count', message, ['count', 'inconclusiveLimit']);
  }
  return found;
}
