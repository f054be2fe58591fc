import { Duration } from 'cdk8s';
import type { AnalysisTemplateSpecMetricsProviderPrometheus } from '../../../../imports/argoproj.io';
import { durationProblems } from '../../../validation/numbers';
import { refuse } from '../../../validation/refuse';
import { addressProblems } from '../request-address';
import { headerProblems, toHeaders } from '../request-headers';
import type { PrometheusAuthentication } from './prometheus-authentication';
import { PrometheusQuery } from './prometheus-query';
import { type PrometheusRange, rangeProblems } from './prometheus-range';

/** Options of `Prometheus.at`. */
export interface PrometheusOptions {
  /**
   * How often Prometheus scrapes what the queries ask for, its `scrape_interval`, in whole seconds. Recipes look back
   * over at least four scrapes. The chart of the Prometheus community scrapes every minute unless told otherwise.
   * @default Duration.seconds(15)
   */
  readonly scrapeInterval?: Duration;

  /**
   * How long the controller waits for an answer, in whole seconds.
   * @default Duration.seconds(30)
   */
  readonly timeout?: Duration;

  /**
   * How the controller proves who it is.
   * @default - it does not have to
   */
  readonly authentication?: PrometheusAuthentication;

  /**
   * Headers of each request by name, such as `X-Scope-OrgID` for a tenant of Mimir. One that carries a secret takes it as
   * `{{args.<name>}}` of an `AnalysisArgument.secret`.
   * @default - none
   */
  readonly headers?: { readonly [name: string]: string };

  /**
   * Whether the certificate of the server is not looked at.
   * @default false
   */
  readonly insecure?: boolean;
}

/**
 * A Prometheus server that the controller asks, or anything else that speaks its API, such as Thanos or Mimir.
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/
 */
export class Prometheus {
  /**
   * The server at an address that the controller can reach, such as `http://prometheus.monitoring.svc:9090`.
   * @throws if the address is no http or https URL, or an option is out of range or would put a secret into the manifest.
   */
  public static at(address: string, options: PrometheusOptions = {}): Prometheus {
    refuse(serverProblems(address, options));
    return new Prometheus(address, options.scrapeInterval ?? Duration.seconds(15), options);
  }

  private constructor(
    /** The address that the controller asks. */
    public readonly address: string,
    /** How often the server scrapes. */
    public readonly scrapeInterval: Duration,
    private readonly options: PrometheusOptions,
  ) {}

  /** Whether the server wants to know who asks: whatever else asks it needs credentials of its own. */
  public get needsCredentials(): boolean {
    return this.options.authentication !== undefined || toHeaders(this.options.headers) !== undefined;
  }

  /** A PromQL query; `result[0]` in a condition is the value of the first series, so let the query have one. */
  public query(promql: string): PrometheusQuery {
    return new PrometheusQuery(this.toServer(), this.scrapeInterval, promql);
  }

  /**
   * A PromQL query over a range of time: `result` in a condition is the list of all its values, the oldest first and series
   * after series, so ask for each of them: `all(result, # < 0.5)`. That is true of an empty list too.
   * @throws if the range ends before it begins, or has more values than Prometheus gives out.
   */
  public rangeQuery(promql: string, range: PrometheusRange): PrometheusQuery {
    refuse(rangeProblems(range));
    return new PrometheusQuery(this.toServer(), this.scrapeInterval, promql, range);
  }

  private toServer(): AnalysisTemplateSpecMetricsProviderPrometheus {
    const { timeout, authentication, headers, insecure } = this.options;
    return {
      address: this.address,
      timeout: timeout?.toSeconds(),
      authentication: authentication?.toAuthentication(),
      headers: toHeaders(headers),
      insecure: insecure === true ? true : undefined,
    };
  }
}

function serverProblems(address: string, options: PrometheusOptions): string[] {
  const { scrapeInterval, timeout, authentication, headers = {} } = options;
  return [
    // argo-rollouts metricproviders/prometheus/prometheus.go: without a URL each measurement is an error.
    ...addressProblems('the address of Prometheus', address, 'http://prometheus.monitoring.svc:9090'),
    ...(scrapeInterval === undefined ? [] : durationProblems('scrapeInterval', scrapeInterval)),
    ...(timeout === undefined ? [] : durationProblems('timeout', timeout)),
    ...headerProblems(headers),
    ...(authentication?.problems(address) ?? []),
    // Headers are set last, over what the authentication has set.
    ...(authentication !== undefined && Object.keys(headers).some((name) => name.toLowerCase() === 'authorization')
      ? ['headers has "Authorization", which would replace that of authentication: leave one of them out']
      : []),
  ];
}
