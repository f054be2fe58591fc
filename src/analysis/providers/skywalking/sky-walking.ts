import type { Duration } from 'cdk8s';
import type { AnalysisTemplateSpecMetricsProvider } from '../../../../imports/argoproj.io';
import { quote } from '../../../validation/names';
import { durationProblems, toGoDuration } from '../../../validation/numbers';
import type { ResultType } from '../../conditions/result-type';
import type { IMetricProvider } from '../../metric-provider';
import { addressProblems } from '../request-address';
import { SKYWALKING } from './facts';

/**
 * The OAP server of Apache SkyWalking that the controller asks.
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/skywalking/
 */
export class SkyWalking {
  /**
   * The server at an address that the controller can reach, such as `http://skywalking-oap.skywalking.svc:12800`; the
   * controller adds `/graphql`.
   * @throws if the address is no http or https URL, or has that path already.
   */
  public static at(address: string): SkyWalking {
    return new SkyWalking(address);
  }

  private constructor(
    /** The address that the controller asks. */
    public readonly address: string,
  ) {
    const problems = [
      ...addressProblems('the address of SkyWalking', address, 'http://skywalking-oap.skywalking.svc:12800'),
      // argo-rollouts metricproviders/skywalking/skywalking.go
      ...(/\/(graphql\/?)?$/.test(address)
        ? [
            `the address of SkyWalking takes neither "/graphql" nor "/" at its end, as the controller adds "/graphql", got ${quote(address)}`,
          ]
        : []),
    ];
    if (problems.length > 0) throw new Error(problems.join('; '));
  }

  /**
   * A GraphQL query over the last minutes: `query ($duration: Duration!) { … }`. `result` in a condition has one field
   * for each of its questions.
   * @param graphql the query, which takes the time to look at as `$duration`
   * @param window how far back it looks, in whole minutes
   * @throws if the window is not whole minutes.
   */
  public query(graphql: string, window: Duration): SkyWalkingQuery {
    return new SkyWalkingQuery(this, graphql, window);
  }
}

/** A GraphQL query to SkyWalking, asked once per measurement. */
export class SkyWalkingQuery implements IMetricProvider {
  /** An object with the answers of the query. */
  public readonly resultType: ResultType = SKYWALKING.resultOf({});

  /**
   * Made by `SkyWalking.query`.
   * @throws if the window is not whole minutes.
   */
  constructor(
    private readonly server: SkyWalking,
    private readonly graphql: string,
    /** How far back the query looks. */
    public readonly window: Duration,
  ) {
    const problems = windowProblems(window);
    if (problems.length > 0) throw new Error(problems.join('; '));
  }

  /** The query as the `provider` of a metric. */
  public toProvider(): AnalysisTemplateSpecMetricsProvider {
    return {
      skywalking: { address: this.server.address, interval: toGoDuration(this.window), query: this.graphql },
    };
  }

  /** What is wrong with the query, as a list of problems. */
  public problems(): string[] {
    if (this.graphql.trim() === '') return ['the query is empty'];
    if (/\$duration\b/.test(this.graphql)) return [];
    return [
      'the query has no $duration, in which the controller hands over the time to look at: declare it, as in ' +
        '"query ($duration: Duration!) { … }", and use it',
    ];
  }
}

// It asks by the minute, from the one in which the window begins to the one that has just begun.
function windowProblems(window: Duration): string[] {
  const problems = durationProblems('window', window);
  if (problems.length > 0 || window.toSeconds() % 60 === 0) return problems;
  return [`window takes whole minutes, as the controller asks SkyWalking by the minute, got ${toGoDuration(window)}`];
}
