import type { Duration } from 'cdk8s';
import type {
  AnalysisTemplateSpecMetricsProvider,
  AnalysisTemplateSpecMetricsProviderDatadog,
} from '../../../../imports/argoproj.io';
import type { ResultType } from '../../conditions/result-type';
import type { IMetricProvider } from '../../metric-provider';
import type { Conditions } from '../../no-traffic';
import { DATADOG } from './facts';

/**
 * A question to Datadog, asked once per measurement.
 *
 * `result` in a condition is a number, and nil where there is no data: say what that means. `default(result, 0) < 0.01`
 * lets it pass, `!isNil(result) && default(result, 0) < 0.01` does not.
 */
export class DatadogQuery implements IMetricProvider {
  /** What `result` is in the conditions. */
  public readonly resultType: ResultType;

  /** Made by the methods of `Datadog`. */
  constructor(
    private readonly config: AnalysisTemplateSpecMetricsProviderDatadog,
    /** How far back the query looks. */
    public readonly window: Duration,
  ) {
    this.resultType = DATADOG.resultOf(config);
  }

  /** The question as the `provider` of a metric. */
  public toProvider(): AnalysisTemplateSpecMetricsProvider {
    return { datadog: this.config };
  }

  /** What is wrong with the question, alone or together with the conditions on its answer, as a list of problems. */
  public problems(conditions: Partial<Conditions>): string[] {
    return [...DATADOG.problems(this.config), ...vainGuardProblems(conditions)];
  }
}

// The types of a whole condition are checked, with nil for result, before any of it runs: neither && nor || keeps a
// comparison with nil from being an error (seen with expr 1.17.7, the one of Argo Rollouts 1.10.2).
function vainGuardProblems({ successCondition = '', failureCondition = '' }: Partial<Conditions>): string[] {
  return [successCondition, failureCondition]
    .filter((condition) => NIL_GUARD.test(condition))
    .filter((condition) => /\bresult\b/.test(condition.replace(GUARDED, '')))
    .map(
      (condition) =>
        `"${condition}" is an error where there is no data, in spite of its question for nil: write default(result, 0) for ` +
        'each result that is compared, as in "!isNil(result) && default(result, 0) < 0.01"',
    );
}

const NIL_GUARD = /\bisNil\(\s*result\s*\)|\bresult\s*[!=]=\s*nil\b/;
const GUARDED = /\b(isNil|default)\(\s*result\b|\bresult\s*[!=]=\s*nil\b/g;
