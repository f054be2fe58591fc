import { Duration } from 'cdk8s';
import type {
  AnalysisTemplateSpecMetricsProvider,
  AnalysisTemplateSpecMetricsProviderInfluxdb,
} from '../../../../imports/argoproj.io';
import type { ResultType } from '../../conditions/result-type';
import type { IMetricProvider } from '../../metric-provider';
import { INFLUXDB } from './facts';

/**
 * A Flux query to InfluxDB, asked once per measurement; the controller waits 30 seconds for an answer.
 *
 * `result` in a condition is the list of the values of all rows.
 */
export class InfluxDbQuery implements IMetricProvider {
  /** How far back the query looks: the longest of its `range(start: -…)`. */
  public readonly window?: Duration;

  /** What `result` is in the conditions. */
  public readonly resultType: ResultType;

  /** Made by `InfluxDb.query`. */
  constructor(private readonly config: AnalysisTemplateSpecMetricsProviderInfluxdb) {
    const seconds = longestRange(config.query ?? '');
    if (seconds > 0) this.window = Duration.seconds(seconds);
    this.resultType = INFLUXDB.resultOf(config);
  }

  /** The query as the `provider` of a metric. */
  public toProvider(): AnalysisTemplateSpecMetricsProvider {
    return { influxdb: this.config };
  }

  /** What is wrong with the query, as a list of problems. */
  public problems(): string[] {
    return INFLUXDB.problems(this.config);
  }
}

function longestRange(flux: string): number {
  const starts = [...flux.matchAll(/\brange\s*\(\s*start\s*:\s*-((?:\d+[smhdw])+)/g)].map(([, text = '']) => text);
  return Math.max(0, ...starts.map(secondsOf));
}

function secondsOf(duration: string): number {
  return [...duration.matchAll(/(\d+)([smhdw])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (SECONDS[unit ?? ''] ?? 0),
    0,
  );
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
