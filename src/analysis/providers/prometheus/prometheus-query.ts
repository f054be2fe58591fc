import { Duration } from 'cdk8s';
import type {
  AnalysisTemplateSpecMetricsProvider,
  AnalysisTemplateSpecMetricsProviderPrometheus,
} from '../../../../imports/argoproj.io';
import { measurementOf } from '../../conditions/measurement';
import { NUMBERS, type ResultType } from '../../conditions/result-type';
import type { IMetricProvider } from '../../metric-provider';
import type { Conditions } from '../../no-traffic';
import { PROMETHEUS } from './facts';
import { type PrometheusRange, toRangeQuery } from './prometheus-range';
import { promqlFacts } from './promql';

/** A PromQL query to a Prometheus server, asked once per measurement. */
export class PrometheusQuery implements IMetricProvider {
  /** How far back the query looks: its longest range, before the begin of that of a range query. */
  public readonly window?: Duration;

  /** What `result` is in the conditions. */
  public readonly resultType: ResultType;

  private readonly config: AnalysisTemplateSpecMetricsProviderPrometheus;

  /** Made by `Prometheus.query` and `Prometheus.rangeQuery`. */
  constructor(
    server: AnalysisTemplateSpecMetricsProviderPrometheus,
    /** How often the server scrapes what the query asks for. */
    public readonly scrapeInterval: Duration,
    private readonly promql: string,
    private readonly range?: PrometheusRange,
  ) {
    this.config = { ...server, query: promql, rangeQuery: range && toRangeQuery(range) };
    this.resultType = PROMETHEUS.resultOf(this.config);
    const { windowSeconds } = promqlFacts(promql);
    const seconds = (windowSeconds ?? 0) + (range?.start.toSeconds() ?? 0);
    if (seconds > 0) this.window = Duration.millis(Math.ceil(seconds * 1000));
  }

  /** The query as the `provider` of a metric. */
  public toProvider(): AnalysisTemplateSpecMetricsProvider {
    return { prometheus: this.config };
  }

  /** What is wrong with the query, alone or together with the conditions on its answer, as a list of problems. */
  public problems(conditions: Partial<Conditions>): string[] {
    const problems = PROMETHEUS.problems(this.config);
    if (problems.length > 0) return problems;
    return [
      ...fallbackProblems(this.promql, conditions),
      ...(this.range === undefined ? [] : oldestOnlyProblems(conditions)),
    ];
  }
}

function fallbackProblems(promql: string, conditions: Partial<Conditions>): string[] {
  const { fallback } = promqlFacts(promql);
  if (fallback === undefined || !passes(fallback, conditions)) return [];
  return [
    `the query ends in "or vector(${fallback})", so without any request it answers ${fallback} and the measurement is ` +
      'successful: a version that nobody could call would be promoted. Leave it out, and say in the condition what an ' +
      'empty result means: "len(result) > 0 && …" fails, "len(result) == 0 || …" passes',
  ];
}

// The values of a range come oldest first.
function oldestOnlyProblems(conditions: Partial<Conditions>): string[] {
  const { successCondition = '', failureCondition = '' } = conditions;
  return [successCondition, failureCondition]
    .filter((condition) => /\bresult\[0\]/.test(condition))
    .filter((condition) => !/\bresult\b/.test(condition.replace(/\bresult\[0\]|\blen\(result\)/g, '')))
    .map(
      (condition) =>
        `"${condition}" looks at result[0] alone, the oldest value of the range: ask for each of them, as in ` +
        '"all(result, # < 0.5)", or for the last, "result[-1]"',
    );
}

function passes(value: number, { successCondition, failureCondition }: Partial<Conditions>): boolean {
  const hasConditions = successCondition !== undefined || failureCondition !== undefined;
  return hasConditions && measurementOf(successCondition, failureCondition, [value], NUMBERS) === 'Successful';
}
