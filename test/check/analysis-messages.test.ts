import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../src/check/rules';
import { pathText } from '../../src/manifest/manifest-path';
import { type RuleCase, ruleCase } from './rule-case';

describe('what the rules about a metric say', () => {
  test.each<[string, string, string[]]>([
    [
      'analysis-never-fails',
      'failing-one-measurement',
      [
        'error: metric "success-rate" can never fail: it is measured once, and that measurement may fail, as failureLimit is 3',
        'error: metric "once" can never fail: it is measured once, and that measurement may fail, as failureLimit is 1',
      ],
    ],
    [
      'analysis-never-fails',
      'failing-no-limit',
      [
        'error: metric "success-rate" can never fail: with failureLimit -1 no failure counts, and without a count it goes on until 3 measurements in a row (consecutiveSuccessLimit) are good',
      ],
    ],
    [
      'analysis-limits-contradict',
      'failing-each',
      [
        'error: metric "negative-success": consecutiveSuccessLimit takes 0 or more, got -1: the controller aborts the release',
        'error: metric "negative-failures": failureLimit takes 0 or more, or -1 for no limit, got -2: the controller aborts the release',
        'error: metric "no-limits": failureLimit is -1, no limit, and there is no consecutiveSuccessLimit that could end it: the controller aborts the release',
        'error: metric "negative-inconclusive": inconclusiveLimit takes 0 or more, got -1: the controller aborts the release',
        'error: metric "negative-errors": consecutiveErrorLimit takes 0 or more, got -1: the controller aborts the release',
        'error: metric "together": count 4 is less than failureLimit 2 and consecutiveSuccessLimit 3 together, 5: the controller aborts the release',
        'error: metric "success-alone": count 2 is less than consecutiveSuccessLimit 3: the controller aborts the release',
        'error: metric "inconclusive": count 2 is less than inconclusiveLimit 3: the controller aborts the release',
      ],
    ],
    [
      'analysis-dry-run-unmatched',
      'failing',
      [
        'error: dryRun names "*", which is no regular expression of Go and so fits no metric (there: "success-rate")',
        'error: measurementRetention names "latency", and no metric of the analysis has such a name (there: "success-rate")',
      ],
    ],
    [
      'analysis-dry-run-unmatched',
      'failing-template',
      ['warning: dryRun names "latency", and no metric of the analysis has such a name (there: "success-rate")'],
    ],
    ['analysis-dry-run-twice', 'failing-one-template', ['error: measurementRetention names "success-rate" twice']],
    [
      'analysis-dry-run-twice',
      'failing',
      ['error: dryRun names "success-rate", and so does AnalysisTemplate "success-rate"'],
    ],
    [
      'analysis-good-series-missing',
      'failing',
      [
        'error: metric "success-rate" is Inconclusive, not Failed, for a version that fails every request: the query has no series of good ones then, and answers []',
      ],
    ],
    [
      'analysis-good-series-missing',
      'failing-no-traffic-passes',
      [
        'warning: metric "success-rate" is Successful, not Failed, for a version that fails every request: the query has no series of good ones then, and answers []',
        'warning: metric "fallback" is Successful, not Failed, for a version that fails every request: the query has no series of good ones then, and answers [1]',
      ],
    ],
    [
      'analysis-not-canary-scoped',
      'failing',
      [
        'warning: metric "success-rate" measures both versions of Rollout "shop" together: at 20 % a canary that fails half of its requests reads 90 % good',
      ],
    ],
    [
      'analysis-not-canary-scoped',
      'failing-one-switch',
      ['warning: metric "success-rate" measures both versions of Rollout "shop" together'],
    ],
    [
      'analysis-short-outage-aborts',
      'failing',
      [
        'info: metric "success-rate" has consecutiveErrorLimit 1: an outage of Prometheus of 10 s aborts the release, at error number 2 in a row',
        'info: metric "at-once" has consecutiveErrorLimit 0: the first error of Prometheus aborts the release',
      ],
    ],
    [
      'analysis-no-data-passes',
      'failing-each',
      [
        'warning: metric "empty": without data there are no values, and "len(result) == 0 || result[0] >= 0.99" takes that for good: no traffic passes',
        'warning: metric "nan": without requests the query answers NaN, and no failureCondition is true for that ("result[0] < 0.99"): no traffic passes',
        'warning: metric "clamped": without requests the query answers 1, and "len(result) > 0 && result[0] >= 0.99" takes that for good: no traffic passes',
        'warning: metric "all": without data there are no values, and "all(result, # < 1000)" takes that for good: no traffic passes',
        'warning: metric "nil": without data result is nil, and "default(result, 0) < 0.01" takes that for good: no traffic passes',
      ],
    ],
    [
      'analysis-without-condition',
      'failing-web',
      [
        'info: metric "health" has no condition: any answer with a status of 2xx is good, and only another status counts',
      ],
    ],
    [
      'analysis-provider-invalid',
      'failing',
      ['error: metric "success-rate" (Prometheus): the query is no PromQL from character 57 on: ""'],
    ],
  ])('%s of %s.yaml', (id, file, messages) => {
    const { findings } = caseOf(id, file);
    expect(findings.map(({ severity, message }) => `${severity}: ${message}`)).toEqual(messages);
  });

  test('where an argument decides it, it is the argument that has to be changed, and the template is told of', () => {
    const [finding] = caseOf('analysis-limit-not-a-number', 'failing-by-argument').findings;
    expect([finding?.object?.kind, pathText(finding?.path ?? [])]).toEqual([
      'Rollout',
      'spec.strategy.canary.analysis.args[0].value',
    ]);
    expect(finding?.related?.map(({ object, path }) => [object.kind, pathText(path)])).toEqual([
      ['AnalysisTemplate', 'spec.metrics[0].failureLimit'],
    ]);
  });

  test('arguments that a limit is made from are named with their values', () => {
    const [finding] = caseOf('analysis-limits-contradict', 'failing-by-argument').findings;
    expect(finding?.related?.map(({ message, path }) => [message, pathText(path)])).toEqual([
      ['args.times is "2" here', 'spec.strategy.canary.steps[1].analysis.args[0]'],
    ]);
  });

  test.each<[string, string, unknown[]]>([
    [
      'analysis-duration-invalid',
      'failing',
      [[{ set: ['spec', 'metrics', 0, 'initialDelay'], value: '24h' }], undefined],
    ],
    ['analysis-duration-invalid', 'failing-units', [mendedTo('5m'), mendedTo('30s'), mendedTo('2h'), undefined]],
    ['analysis-dry-run-matches-more', 'failing', [[{ set: ['spec', 'dryRun', 0, 'metricName'], value: '^latency$' }]]],
    ['analysis-conditions-on-job', 'failing', [[{ remove: ['spec', 'metrics', 0, 'successCondition'] }]]],
  ])('%s of %s.yaml is mended where there is one way only', (id, file, edits) => {
    expect(caseOf(id, file).findings.map(({ fix }) => fix?.edits)).toEqual(edits);
  });
});

function mendedTo(value: string) {
  return [{ set: ['spec', 'metrics', expect.any(Number), 'interval'], value }];
}

function caseOf(id: string, file: string): RuleCase {
  const rule = RULES.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  return ruleCase(rule, join(__dirname, 'rules', id, `${file}.yaml`));
}
