import { describe, expect, test } from '@jest/globals';
import { evaluateCondition } from '../../../src/analysis/conditions/evaluate-condition';
import { type MeasurementPhase, measure, measurementOf } from '../../../src/analysis/conditions/measurement';
import { parseCondition } from '../../../src/analysis/conditions/parse-condition';
import { NUMBERS } from '../../../src/analysis/conditions/result-type';
import { recordedMeasurements } from '../../recorded-conditions';
import { testWithShared } from '../../shared-folder';
import { NO_DATA } from './evaluated';

describe('a measurement', () => {
  const [holds, fails] = ['result == 1', 'result == 2'];

  test.each<[string | undefined, string | undefined, MeasurementPhase]>([
    [undefined, undefined, 'Successful'],
    [holds, undefined, 'Successful'],
    [fails, undefined, 'Failed'],
    [undefined, holds, 'Failed'],
    [undefined, fails, 'Successful'],
    [holds, holds, 'Failed'],
    [holds, fails, 'Successful'],
    [fails, holds, 'Failed'],
    [fails, fails, 'Inconclusive'],
    ['', '', 'Successful'],
  ])('with success %s and failure %s is %s', (success, failure, phase) => {
    expect(measurementOf(success, failure, 1)).toBe(phase);
  });

  test.each<[string, string | undefined, string | undefined, unknown, MeasurementPhase]>([
    ['NaN is not good', 'result[0] >= 1', undefined, [Number.NaN], 'Failed'],
    ['NaN is not bad', undefined, 'result[0] < 1', [Number.NaN], 'Successful'],
    ['NaN is neither', 'result[0] >= 1', 'result[0] < 1', [Number.NaN], 'Inconclusive'],
    ['NaN without conditions', undefined, undefined, [Number.NaN], 'Successful'],
    ['NaN is recognised', 'isNaN(result[0])', undefined, [Number.NaN], 'Successful'],
    ['an empty vector has no first value', 'result[0] >= 0.95', undefined, [], 'Error'],
    ['an empty vector is asked for', 'len(result) == 0 || result[0] >= 0.95', undefined, [], 'Successful'],
    ['an empty vector is not nil', 'isNil(result) || result[0] > 1', undefined, [], 'Error'],
    ['an empty vector is there, so it has no default', 'default(result, 0) == 0', undefined, [], 'Failed'],
    ['an empty vector without conditions', undefined, undefined, [], 'Successful'],
    ['no number is nil', 'isNil(result)', undefined, null, 'Successful'],
    ['no number has a default', 'default(result, 0) < 0.05', undefined, null, 'Successful'],
    ['no number has a bad default', 'default(result, 1) < 0.05', undefined, null, 'Failed'],
    ['null is not compared', 'result >= 0.95', undefined, null, 'Error'],
    ['a vector is not compared', 'result >= 0.95', undefined, [1], 'Error'],
    ['a word is forgotten', 'result[0] >=', undefined, [1], 'Error'],
    ['a name is misspelt', 'resutl[0] >= 1', undefined, [1], 'Error'],
    ['a number is no verdict', 'result[0]', undefined, [1], 'Error'],
    ['the other condition is broken', 'result[0] >= 1', 'resutl[0] < 1', [1], 'Error'],
  ])('%s: success %s and failure %s of %j is %s', (_, success, failure, result, phase) => {
    expect(measurementOf(success, failure, result, NUMBERS)).toBe(phase);
  });

  test('that is an Error says which condition could not be evaluated, and why', () => {
    expect(measure('result[0] >= 1', 'result > 1', [1])).toEqual({
      phase: 'Error',
      message:
        'could not evaluate failureCondition "result > 1": invalid operation: > (mismatched types []float64 and int)',
    });
    expect(measure('result[0] >= 1', undefined, [])).toEqual({
      phase: 'Error',
      message: `could not evaluate successCondition "result[0] >= 1": ${NO_DATA}`,
    });
  });

  test('is not evaluated while an argument stands in its condition', () => {
    const { ast } = parseCondition('result[0] >= {{args.least}}');
    expect(ast && evaluateCondition(ast, [1])).toEqual({
      error: '{{args.least}} stands in the condition: it has a value only when the analysis starts',
    });
    expect(measurementOf('result == "{{args.text}}"', undefined, 'x')).toBe('Error');
  });
});

testWithShared('corpus')('each published condition measures what the controller measured', () => {
  // What has no such path in its body fails before there is a result.
  const measured = recordedMeasurements().filter(({ message }) => !message.startsWith('Could not find JSONPath'));
  expect(measured.length).toBeGreaterThan(40);
  for (const { successCondition, failureCondition, stub, result, phase, message } of measured) {
    const measurement = measure(successCondition, failureCondition, result);
    expect([successCondition, stub, measurement.phase]).toEqual([successCondition, stub, phase]);
    if (phase === 'Error') expect(measurement.message).toBe(message);
  }
});
