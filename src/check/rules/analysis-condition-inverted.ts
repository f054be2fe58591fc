import { evaluateText } from '../../analysis/conditions/evaluate-condition';
import { quote } from '../../validation/names';
import { type MeasuredCondition, measuredConditions } from '../measured-conditions';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A condition that takes the bad values for the good ones, by what the metric is called. */
export const ANALYSIS_CONDITION_INVERTED: Rule = {
  id: 'analysis-condition-inverted',
  severity: 'warning',
  what: 'A condition that takes few successes, or many errors, for good, by what the metric is called.',
  why: 'The gate then aborts every good version and promotes a broken one. It shows with the second release only, as the first one runs no analysis.',
  remedy: 'turn the comparison round, exchange the two conditions, or give the metric the name of what it measures',
  source: 'argo-rollouts utils/evaluate/evaluate.go; the values 0, 1, 100 and 1000000, put into the condition',
  *check(set) {
    // Most Rollouts have the conditions of others.
    const known = new Map<string, Better | undefined>();
    const liked = (condition: MeasuredCondition): Better | undefined => {
      const key = JSON.stringify([condition.field, condition.measurement.metric.result, condition.text]);
      if (!known.has(key)) known.set(key, likes(condition));
      return known.get(key);
    };
    for (const condition of measuredConditions(set)) {
      const { measurement, field, text, path } = condition;
      const better = betterOf(measurement.metric.name);
      if (better === undefined || condition.problems.length > 0) continue;
      if (liked(condition) !== (better === 'more' ? 'less' : 'more')) continue;
      const isHigh = better === 'more';
      yield {
        object: measurement.metric.template,
        path,
        message: `by its name ${metricText(measurement.metric)} is the better the ${isHigh ? 'higher' : 'lower'} it is, and its ${field} ${quote(text)} says the opposite: ${isHigh ? '0 is good, 1000000 is bad' : '1000000 is good, 0 is bad'}`,
      };
    }
  },
};

type Better = 'more' | 'less';

const MORE = /^(success|successes|successful|availability|available|uptime)$/;
const LESS =
  /^(errors?|failures?|failed|latency|latencies|duration|durations|slowness|saturation|restarts|p50|p9\d+|5xx|unavailable|unavailability|timeouts)$/;
const EITHER = /^(no|non|not|without|free|budget|remaining|left|ok|below|under|within)$/;

/** Whether more or less of a metric is better, by the words of its name; undefined where those do not tell. */
function betterOf(name: string): Better | undefined {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  if (words.some((word) => EITHER.test(word))) return undefined;
  const [isMore, isLess] = [MORE, LESS].map((known) => words.some((word) => known.test(word)));
  return isMore === isLess ? undefined : isMore ? 'more' : 'less';
}

/** Of which values a condition says that they are good; undefined where it says it of both ends, of none, or of neither. */
function likes({ measurement, field, text }: MeasuredCondition): Better | undefined {
  const { result } = measurement.metric;
  const isGood = (value: number): boolean | undefined => {
    const shapes = result.is === 'list' ? [[value]] : result.is === 'any' ? [value, [value]] : [value];
    const evaluations = shapes.flatMap((shape) => {
      const evaluation = evaluateText(text, shape, result);
      return 'value' in evaluation ? [evaluation.value] : [];
    });
    const [is] = evaluations;
    return is === undefined ? undefined : is === (field === 'successCondition');
  };
  const [least, most] = [isGood(0), isGood(1_000_000)];
  // A share has its best at 1 or at 100.
  if (least === true && most === false && isGood(100) === false) return 'less';
  return least === false && most === true ? 'more' : undefined;
}
