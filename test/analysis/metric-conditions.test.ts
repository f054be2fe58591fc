import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { Analysis, AnalysisArgument, type IMetricProvider, type Metric, Prometheus } from '../../src';
import { ANY, NUMBER, type ResultType } from '../../src/analysis/conditions/result-type';
import { demoChart } from '../demo-chart';

const prometheus = Prometheus.at('http://prometheus:9090');
const QUERY = 'sum(increase(errors_total{service="demo-canary"}[1m]))';

/** A provider that hands over results of a type. */
function providerOf(resultType?: ResultType, hasConditions?: boolean): IMetricProvider {
  return { resultType, hasConditions, toProvider: () => ({ web: { url: 'http://demo-canary' } }), problems: () => [] };
}

function analysis(metric: Partial<Metric>, args: AnalysisArgument[] = []): Analysis {
  const errors = { name: 'errors', provider: prometheus.query(QUERY), interval: Duration.seconds(20) };
  return new Analysis(demoChart(), 'analysis', { metrics: [{ ...errors, ...metric }], args });
}

describe('the conditions of a metric', () => {
  test.each<[string, Partial<Metric>, string]>([
    [
      'a vector compared with a number',
      { successCondition: 'result < 5' },
      '[demo/analysis] metric "errors": successCondition "result < 5" compares a list with a number in "result < 5": take one ' +
        'element, such as result[0], and say what an empty list means (len(result) > 0 && …)',
    ],
    [
      'a name that there is not, in the other condition',
      { failureCondition: 'reslt[0] > 5' },
      'metric "errors": failureCondition "reslt[0] > 5" names "reslt", which there is not: did you mean "result"?',
    ],
    [
      'nil where there is a list',
      { successCondition: 'isNil(result) || result[0] < 5' },
      'calls isNil(result), but the result is never nil here and is an empty list without data: ask len(result) == 0 instead',
    ],
    ['what is neither true nor false', { successCondition: 'result[0]' }, 'successCondition "result[0]" is a number'],
    ['what is always true', { successCondition: '1 == 1' }, 'successCondition "1 == 1" is always true'],
    [
      'what is no expression',
      { successCondition: 'result[0] <' },
      'successCondition "result[0] <" is no expression at its end',
    ],
    [
      'a field of a number',
      { provider: providerOf(NUMBER), successCondition: 'result.value < 5' },
      'successCondition "result.value < 5" cannot be evaluated: type float64 has no field value',
    ],
  ])('are refused with %s', (_, metric, message) => {
    expect(() => analysis(metric)).toThrow(message);
  });

  test('are refused for all that is wrong with them at once', () => {
    const wrong = () => analysis({ successCondition: 'result < 5', failureCondition: 'len(result)' });
    expect(wrong).toThrow('successCondition "result < 5" compares a list');
    expect(wrong).toThrow('failureCondition "len(result)" is a number');
  });

  test.each<[string, Partial<Metric>, AnalysisArgument[]]>([
    [
      'a scalar compared with a number',
      { provider: prometheus.query('scalar(x)'), successCondition: 'result < 5' },
      [],
    ],
    ['a field of what is not known', { provider: providerOf(ANY), successCondition: 'result.value < 5' }, []],
    ['a provider that does not say what it hands over', { provider: providerOf(), successCondition: 'result < 5' }, []],
    ['an argument', { successCondition: 'result[0] < {{args.most}}' }, [AnalysisArgument.value('most', '5')]],
  ])('are taken with %s', (_, metric, args) => {
    expect(() => analysis(metric, args)).not.toThrow();
  });

  test('are not read where the controller does not read them', () => {
    const metric = { provider: providerOf(NUMBER, false), successCondition: 'result.value < 5' };
    expect(() => analysis(metric)).toThrow('has a successCondition, which the controller ignores');
    expect(() => analysis(metric)).not.toThrow('has no field');
  });
});

describe('a query that answers without any request', () => {
  test.each<[string, Partial<Metric>, boolean]>([
    ['x or vector(1)', { successCondition: 'len(result) > 0 && result[0] >= 0.99' }, true],
    ['x or vector(1)', { successCondition: 'all(result, # >= 0.99)' }, true],
    ['x or vector(1)', { successCondition: 'result[0] >= 0.99 && result[0] < 1' }, false],
    ['x or vector(0)', { successCondition: 'result[0] > 0 && result[0] < 0.01' }, false],
    ['x or vector(0)', { successCondition: 'result[0] < 0.01', failureCondition: 'result[0] > 0.05' }, true],
    ['x or vector(0.02)', { successCondition: 'result[0] < 0.01', failureCondition: 'result[0] > 0.05' }, false],
  ])('%s with %j lets a release without requests pass: %s', (query, metric, lets) => {
    const make = () => analysis({ ...metric, provider: prometheus.query(query) });
    if (lets) expect(make).toThrow('a version that nobody could call would be promoted');
    else expect(make).not.toThrow();
  });
});
