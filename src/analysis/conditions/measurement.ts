import { type Evaluation, evaluateText } from './evaluate-condition';
import type { ResultType } from './result-type';

/** What one measurement comes to. */
export type MeasurementPhase = 'Successful' | 'Failed' | 'Inconclusive' | 'Error';

/** One measurement. */
export interface Measurement {
  /** What it comes to. */
  readonly phase: MeasurementPhase;

  /**
   * Why it is an Error, in the controller's words.
   * @default - it is none
   */
  readonly message?: string;
}

/**
 * What a measured result comes to with the conditions of a metric (argo-rollouts utils/evaluate/evaluate.go).
 * @param type what the provider hands over, where the result alone does not tell
 */
export function measure(
  successCondition: string | undefined,
  failureCondition: string | undefined,
  result: unknown,
  type?: ResultType,
): Measurement {
  const success = verdict('successCondition', successCondition, result, type);
  if (success !== undefined && 'error' in success) return { phase: 'Error', message: success.error };
  const failure = verdict('failureCondition', failureCondition, result, type);
  if (failure !== undefined && 'error' in failure) return { phase: 'Error', message: failure.error };
  const hasFailed = failure?.value ?? success?.value === false;
  const hasSucceeded = success?.value ?? !hasFailed;
  return { phase: hasFailed ? 'Failed' : hasSucceeded ? 'Successful' : 'Inconclusive' };
}

/** What a measured result comes to with the conditions of a metric, as a word. */
export function measurementOf(
  successCondition: string | undefined,
  failureCondition: string | undefined,
  result: unknown,
  type?: ResultType,
): MeasurementPhase {
  return measure(successCondition, failureCondition, result, type).phase;
}

function verdict(
  name: string,
  condition: string | undefined,
  result: unknown,
  type: ResultType | undefined,
): Evaluation | undefined {
  if (condition === undefined || condition === '') return undefined;
  const evaluation = evaluateText(condition, result, type);
  if ('value' in evaluation) return evaluation;
  return { error: `could not evaluate ${name} "${condition}": ${evaluation.error}` };
}
