import { at } from '../../manifest/plain';
import { wholeNumberOf } from '../../release/measured-metric';
import { measurementsOf } from '../../release/measurements';
import { LIMITS, type Limit } from '../metric-limit';
import { argumentsOfFields, placeOfField } from '../metric-place';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A limit of a metric that is a text and no number. */
export const ANALYSIS_LIMIT_NOT_A_NUMBER: Rule = {
  id: 'analysis-limit-not-a-number',
  severity: 'error',
  what: 'A count or limit of a metric that is no whole number once the arguments are put in.',
  why: 'The controller counts with 0 instead, and says nothing: a count of 0 means without end, a consecutiveSuccessLimit of 0 none, any other limit that nothing is tolerated.',
  remedy: 'write a whole number',
  source:
    'argo-rollouts utils/analysis/factory.go, k8s.io/apimachinery IntOrString; recorded on Argo Rollouts 1.10.2: a count of "two" never ends',
  *check(set) {
    for (const measurement of measurementsOf(set)) {
      for (const limit of LIMITS) {
        const value = at(measurement.metric.value, limit);
        if (typeof value !== 'string' || value.includes('{{') || wholeNumberOf(value) !== undefined) continue;
        const { object, path, isOwn } = placeOfField(measurement, limit);
        yield {
          object,
          path,
          message: `${metricText(measurement.metric)}: ${limit} is ${JSON.stringify(value)}, which is no whole number: the controller takes it as 0, ${AS_ZERO[limit]}`,
          related: isOwn
            ? argumentsOfFields(measurement, [limit])
            : [
                {
                  object: measurement.metric.template,
                  path: [...measurement.metric.path, limit],
                  message: 'used here',
                },
              ],
        };
      }
    }
  },
};

const AS_ZERO: Readonly<Record<Limit, string>> = {
  count: 'as if it were left out',
  failureLimit: 'so that the first failure aborts',
  inconclusiveLimit: 'so that the first inconclusive measurement pauses the rollout',
  consecutiveErrorLimit: 'so that the first error aborts',
  consecutiveSuccessLimit: 'as if it were left out',
};
