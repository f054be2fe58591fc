import { Duration } from 'cdk8s';
import type {
  AnalysisTemplateSpecMetricsProviderDatadog,
  AnalysisTemplateSpecMetricsProviderDatadogSecretRef,
} from '../../../../imports/argoproj.io';
import { dnsSubdomainProblems } from '../../../validation/names';
import { durationProblems, toGoDuration } from '../../../validation/numbers';
import { refuse } from '../../../validation/refuse';
import type { DatadogAggregator } from './datadog-aggregator';
import { DatadogQuery } from './datadog-query';

/** Options of `Datadog.queryV1`. */
export interface DatadogTimeOptions {
  /**
   * How far back the query looks, in whole seconds.
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;

  /**
   * How long the controller waits for an answer, in whole seconds. It takes Argo Rollouts 1.10.
   * @default Duration.seconds(10)
   */
  readonly requestTimeout?: Duration;
}

/** Options of `Datadog.query` and `Datadog.formula`. */
export interface DatadogQueryOptions extends DatadogTimeOptions {
  /**
   * How the points of each query over the interval become one value.
   * @default DatadogAggregator.LAST
   */
  readonly aggregator?: DatadogAggregator;
}

/**
 * A Datadog account that the controller asks.
 *
 * Its keys are in a Secret with `api-key`, `app-key` and, outside of the first site, `address`
 * (`https://api.datadoghq.eu`); it is made elsewhere, and never seen here.
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/datadog/
 */
export class Datadog {
  /** The account that the controller has in its environment, or else in the Secret `datadog` of its own namespace. */
  public static ofController(): Datadog {
    return new Datadog();
  }

  /**
   * The account whose keys are in a Secret of the controller's namespace.
   * @throws if that cannot be the name of a Secret.
   */
  public static secretOfController(name: string): Datadog {
    return new Datadog({ name });
  }

  /**
   * The account whose keys are in a Secret of the rollout's namespace.
   * @throws if that cannot be the name of a Secret.
   */
  public static secret(name: string): Datadog {
    return new Datadog({ name, namespaced: true });
  }

  private constructor(private readonly secretRef?: AnalysisTemplateSpecMetricsProviderDatadogSecretRef) {
    refuse(secretRef === undefined ? [] : dnsSubdomainProblems('the Secret of Datadog', secretRef.name ?? ''));
  }

  /**
   * A query of metrics such as `sum:requests.errors{service:shop}.as_count()`.
   * @throws if a duration is not whole seconds.
   */
  public query(query: string, options: DatadogQueryOptions = {}): DatadogQuery {
    return this.ask('v2', { query, aggregator: options.aggregator && `${options.aggregator}` }, options);
  }

  /**
   * One value made of several queries.
   * @param formula such as `errors / default_zero(requests)`
   * @param queries the queries by the names that the formula has for them
   * @throws if a duration is not whole seconds.
   */
  public formula(
    formula: string,
    queries: { readonly [name: string]: string },
    options: DatadogQueryOptions = {},
  ): DatadogQuery {
    return this.ask(
      'v2',
      { formula, queries: { ...queries }, aggregator: options.aggregator && `${options.aggregator}` },
      options,
    );
  }

  /**
   * A query to the first version of Datadog's API, which takes the last point and reads a gap as 0. Datadog gives it up:
   * take it only where a query cannot be said in the second.
   * @throws if a duration is not whole seconds.
   */
  public queryV1(query: string, options: DatadogTimeOptions = {}): DatadogQuery {
    return this.ask('v1', { query }, options);
  }

  private ask(
    apiVersion: 'v1' | 'v2',
    question: AnalysisTemplateSpecMetricsProviderDatadog,
    { interval = Duration.minutes(5), requestTimeout }: DatadogTimeOptions,
  ): DatadogQuery {
    refuse([
      ...durationProblems('interval', interval),
      ...(requestTimeout === undefined ? [] : durationProblems('requestTimeout', requestTimeout)),
    ]);
    const config: AnalysisTemplateSpecMetricsProviderDatadog = {
      apiVersion,
      interval: toGoDuration(interval),
      ...question,
      secretRef: this.secretRef,
      requestTimeout: requestTimeout && toGoDuration(requestTimeout),
    };
    return new DatadogQuery(config, interval);
  }
}
