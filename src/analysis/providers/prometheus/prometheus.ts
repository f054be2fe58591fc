import { Duration } from 'cdk8s';
import type { AnalysisTemplateSpecMetricsProvider } from '../../../../imports/argoproj.io';
import { quote } from '../../../validation/names';
import { durationProblems } from '../../../validation/numbers';
import type { IMetricProvider } from '../../metric-provider';
import type { Conditions } from '../../no-traffic';
import { promqlFacts } from './promql';

/** Options of `Prometheus.at`. */
export interface PrometheusOptions {
  /**
   * How often Prometheus scrapes what the queries ask for, its `scrape_interval`, in whole seconds. Recipes look back
   * over at least four scrapes. The chart of the Prometheus community scrapes every minute unless told otherwise.
   * @default Duration.seconds(15)
   */
  readonly scrapeInterval?: Duration;
}

/** A Prometheus server that the controller asks. */
export class Prometheus {
  /**
   * The server at an address that the controller can reach, such as `http://prometheus.monitoring.svc:9090`.
   * @throws if the address is no http or https URL.
   */
  public static at(address: string, options: PrometheusOptions = {}): Prometheus {
    return new Prometheus(address, options.scrapeInterval ?? Duration.seconds(15));
  }

  private constructor(
    /** The address that the controller asks. */
    public readonly address: string,
    /** How often the server scrapes. */
    public readonly scrapeInterval: Duration,
  ) {
    // argo-rollouts metricproviders/prometheus/prometheus.go: without a URL each measurement is an error.
    const problems = [...addressProblems(address), ...durationProblems('scrapeInterval', scrapeInterval)];
    if (problems.length > 0) throw new Error(problems.join('; '));
  }

  /** A PromQL query; `result[0]` in a condition is the value of the first series, so let the query have one. */
  public query(promql: string): PrometheusQuery {
    return new PrometheusQuery(this, promql);
  }
}

/** A PromQL query to a Prometheus server, asked once per measurement. */
export class PrometheusQuery implements IMetricProvider {
  /** How far back the query looks: its longest range. */
  public readonly window?: Duration;

  /** Made by `Prometheus.query`. */
  constructor(
    private readonly server: Prometheus,
    private readonly promql: string,
  ) {
    const { windowSeconds } = promqlFacts(promql);
    if (windowSeconds !== undefined) this.window = Duration.millis(Math.ceil(windowSeconds * 1000));
  }

  /** The query as the `provider` of a metric. */
  public toProvider(): AnalysisTemplateSpecMetricsProvider {
    return { prometheus: { address: this.server.address, query: this.promql } };
  }

  /** What is wrong with the query, alone or together with the conditions on its answer, as a list of problems. */
  public problems(conditions: Partial<Conditions>): string[] {
    if (this.promql.trim() === '') return ['the query is empty'];
    const { errorAt, fallback } = promqlFacts(this.promql);
    if (errorAt !== undefined) {
      return [
        `the query is no PromQL from character ${errorAt + 1} on: ${quote(this.promql.slice(errorAt, errorAt + 30))}`,
      ];
    }
    if (fallback === undefined || !passes(fallback, conditions)) return [];
    return [
      `the query ends in "or vector(${fallback})", so without any request it answers ${fallback} and the measurement is ` +
        'successful: a version that nobody could call would be promoted. Leave it out, and say in the condition what an ' +
        'empty result means: "len(result) > 0 && …" fails, "len(result) == 0 || …" passes',
    ];
  }
}

function addressProblems(address: string): string[] {
  const { protocol, hostname } = URL.canParse(address) ? new URL(address) : { protocol: '', hostname: '' };
  if (['http:', 'https:'].includes(protocol) && hostname !== '') return [];
  return [
    `the address of Prometheus takes an http or https URL such as "http://prometheus.monitoring.svc:9090", got ${quote(address)}`,
  ];
}

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  '>=': (value, threshold) => value >= threshold,
  '<=': (value, threshold) => value <= threshold,
  '>': (value, threshold) => value > threshold,
  '<': (value, threshold) => value < threshold,
  '==': (value, threshold) => value === threshold,
};

// Only a single comparison is understood; whoever writes more has thought about the empty result, or will be told by
// the measurement itself.
function passes(value: number, { successCondition, failureCondition }: Partial<Conditions>): boolean {
  const holds = (condition: string | undefined): boolean | undefined => {
    const [, operator = '', threshold] = condition?.match(/^\s*result\[0\]\s*(>=|<=|>|<|==)\s*([\d.]+)\s*$/) ?? [];
    return COMPARISONS[operator]?.(value, Number(threshold));
  };
  return successCondition === undefined ? holds(failureCondition) === false : holds(successCondition) === true;
}
