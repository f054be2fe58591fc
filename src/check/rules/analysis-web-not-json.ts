import { measurementOf } from '../../analysis/conditions/measurement';
import { at, isThere } from '../../manifest/plain';
import { measurementsOf } from '../../release/measurements';
import { isAtLeast } from '../cluster-versions';
import { inOneLine, metricText } from '../metric-text';
import type { Rule } from '../rule';

/** A web metric whose answer may be no JSON. */
export const ANALYSIS_WEB_NOT_JSON: Rule = {
  id: 'analysis-web-not-json',
  severity: 'warning',
  what: 'A web metric with a condition on the whole body as a text, which is looked at only where the body is JSON.',
  why: 'A body that is not JSON, such as the text OK or an error page with status 200, makes the measurement Successful, whatever the conditions say. Nothing tells of it.',
  remedy:
    'let the address answer JSON, and errors with a status other than 2xx, and name the field that counts in jsonPath',
  source:
    'argo-rollouts metricproviders/webmetric/webmetric.go; issue #4535; recorded on Argo Rollouts 1.10.2: a page with status 200 is Successful. Pull request #4770 was merged after 1.10: the text is evaluated then',
  *check(set, versions) {
    // The first version that comes from the main branch after the pull request.
    if (isAtLeast(versions['argo-rollouts'], '1.11')) return;
    for (const { metric } of measurementsOf(set)) {
      const { provider, config, successCondition, failureCondition } = metric;
      if (provider?.key !== 'web' || isThere(at(config, 'jsonPath'))) continue;
      const field = successCondition === undefined ? 'failureCondition' : 'successCondition';
      const condition = successCondition ?? failureCondition;
      if (condition === undefined) continue;
      // Who reads a field or a number of it knows that the body is JSON.
      if (measurementOf(successCondition, failureCondition, 'OK') === 'Error') continue;
      yield {
        object: metric.template,
        path: [...metric.path, 'provider', 'web'],
        message: `${metricText(metric)} has no jsonPath: a body that is no JSON counts as good, and ${field} ${inOneLine(condition)} is not asked`,
        related: [{ object: metric.template, path: [...metric.path, field], message: 'asked of JSON only' }],
      };
    }
  },
};
