import { Duration } from 'cdk8s';
import type {
  AnalysisTemplateSpecMetricsProvider,
  AnalysisTemplateSpecMetricsProviderNewRelic,
} from '../../../../imports/argoproj.io';
import type { ResultType } from '../../conditions/result-type';
import type { IMetricProvider } from '../../metric-provider';
import { NEW_RELIC } from './facts';

/**
 * An NRQL query to New Relic, asked once per measurement.
 *
 * `result` in a condition is the only row, by the names of what is selected: `result.errors`, or `result['average.duration']`
 * where it has none of its own. Of several rows it is the list.
 */
export class NewRelicQuery implements IMetricProvider {
  /** How far back the query looks: its `SINCE … ago`, without any the hour that New Relic takes. */
  public readonly window?: Duration;

  /** What `result` is in the conditions. */
  public readonly resultType: ResultType;

  /** Made by `NewRelic.query`. */
  constructor(private readonly config: AnalysisTemplateSpecMetricsProviderNewRelic) {
    this.window = windowOf(config.query);
    this.resultType = NEW_RELIC.resultOf(config);
  }

  /** The query as the `provider` of a metric. */
  public toProvider(): AnalysisTemplateSpecMetricsProvider {
    return { newRelic: this.config };
  }

  /** What is wrong with the query, as a list of problems. */
  public problems(): string[] {
    return NEW_RELIC.problems(this.config);
  }
}

function windowOf(nrql: string): Duration | undefined {
  const [, amount, unit = ''] = nrql.match(/\bsince\s+(\d+)\s+(second|minute|hour|day|week)s?\s+ago\b/i) ?? [];
  const seconds = SECONDS[unit.toLowerCase()];
  if (amount !== undefined && seconds !== undefined) return Duration.seconds(Number(amount) * seconds);
  return /\bsince\b|^\s*\{\{[^{}]*\}\}\s*$/i.test(nrql) ? undefined : Duration.hours(1);
}

const SECONDS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 };
