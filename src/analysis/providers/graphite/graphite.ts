import { Duration } from 'cdk8s';
import { durationProblems, toGoDuration } from '../../../validation/numbers';
import { refuse } from '../../../validation/refuse';
import { addressProblems } from '../request-address';
import { GraphiteQuery } from './graphite-query';
import { toRenderQuery } from './render-query';

/** Options of `Graphite.query`. */
export interface GraphiteQueryOptions {
  /**
   * How long before the measurement the points begin, in whole seconds. Graphite itself would take those of a whole day.
   * @default Duration.minutes(5)
   */
  readonly from?: Duration;

  /**
   * How long before the measurement the points end, in whole seconds, such as the interval of the metric where its last
   * point is still being counted.
   * @default - at the measurement
   */
  readonly until?: Duration;
}

/**
 * A Graphite server that the controller asks; without credentials, the controller has none for it.
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/graphite/
 */
export class Graphite {
  /**
   * The server at an address that the controller can reach, such as `http://graphite.monitoring.svc:8080`.
   * @throws if the address is no http or https URL.
   */
  public static at(address: string): Graphite {
    refuse(addressProblems('the address of Graphite', address, 'http://graphite.monitoring.svc:8080'));
    return new Graphite(address);
  }

  private constructor(
    /** The address that the controller asks. */
    public readonly address: string,
  ) {}

  /**
   * A target such as `asPercent(sumSeries(shop.canary.*.errors), sumSeries(shop.canary.*.all))`; only its first series
   * counts.
   * @throws if the points end before they begin, or a time is not whole seconds.
   */
  public query(target: string, options: GraphiteQueryOptions = {}): GraphiteQuery {
    const { from = Duration.minutes(5), until } = options;
    refuse(timeProblems(from, until));
    return new GraphiteQuery({ address: this.address, query: toRenderQuery(target, from, until) }, from);
  }
}

function timeProblems(from: Duration, until: Duration | undefined): string[] {
  const wrong = [...durationProblems('from', from), ...(until === undefined ? [] : durationProblems('until', until))];
  if (wrong.length > 0 || until === undefined || until.toSeconds() < from.toSeconds()) return wrong;
  return [
    `the points end ${toGoDuration(until)} before the measurement (until), and have to begin before that, got ` +
      `${toGoDuration(from)} (from)`,
  ];
}
