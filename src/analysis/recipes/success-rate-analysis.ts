import { Construct } from 'constructs';
import { throwProblems } from '../../validation/problems';
import { Analysis } from '../analysis';
import type { AnalysisBinding, AnalysisReference, IAnalysis } from '../analysis-binding';
import type { RequestMetrics } from '../requests/request-metrics';
import { toRequestGate } from './request-gate';
import { type SuccessRateOptions, successRateProblems, successRateQuestion } from './success-rate';

/** Props of `SuccessRateAnalysis`. */
export interface SuccessRateAnalysisProps extends SuccessRateOptions {
  /** The requests of the canary alone, usually `route.requestMetrics(…)`. */
  readonly requests: RequestMetrics;
}

/**
 * A gate on the share of the canary's requests that succeed.
 *
 * It is measured as one minus errors over all, with the errors taken as none where no error has been counted: the usual
 * good over all has no answer for a version that fails every request, and such a version stays (measured, see README).
 */
export class SuccessRateAnalysis extends Construct implements IAnalysis {
  private readonly analysis: Analysis;

  /** @throws if the threshold, a duration or a limit is out of range, or the requests do not tell which of them failed. */
  constructor(scope: Construct, id: string, props: SuccessRateAnalysisProps) {
    super(scope, id);
    throwProblems(this, successRateProblems(props, props.requests));
    const question = successRateQuestion('success-rate', props, props.requests);
    this.analysis = new Analysis(this, 'Resource', toRequestGate(props, question));
  }

  /**
   * Makes the template for the rollout and returns how to refer to it.
   * @throws if the rollout lives in another namespace, or the requests are not those of its canary.
   */
  public bind(binding: AnalysisBinding): AnalysisReference {
    return this.analysis.bind(binding);
  }
}
