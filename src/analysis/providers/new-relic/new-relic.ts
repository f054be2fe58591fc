import type { Duration } from 'cdk8s';
import { dnsSubdomainProblems } from '../../../validation/names';
import { durationProblems } from '../../../validation/numbers';
import { refuse } from '../../../validation/refuse';
import { NewRelicQuery } from './new-relic-query';

/** Options of `NewRelic.query`. */
export interface NewRelicQueryOptions {
  /**
   * How long New Relic works on the query, in whole seconds.
   * @default Duration.seconds(5)
   */
  readonly timeout?: Duration;
}

/**
 * A New Relic account that the controller asks.
 *
 * Its keys are in a Secret of the controller's namespace with `personal-api-key`, `account-id` and, outside of the US,
 * `region`; it is made elsewhere, and never seen here.
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/newrelic/
 */
export class NewRelic {
  /** The account of the Secret `newrelic`. */
  public static ofController(): NewRelic {
    return new NewRelic();
  }

  /**
   * The account of another Secret of the controller's namespace.
   * @throws if that cannot be the name of a Secret.
   */
  public static profile(name: string): NewRelic {
    return new NewRelic(name);
  }

  private constructor(private readonly profile?: string) {
    refuse(profile === undefined ? [] : dnsSubdomainProblems('the profile of New Relic, a Secret,', profile));
  }

  /**
   * An NRQL query such as `SELECT percentage(count(*), WHERE error IS true) AS errors FROM Transaction WHERE … SINCE 2
   * minutes ago`; give what it selects a name, by which a condition then refers to it: `result.errors < 1`.
   * @throws if the timeout is not whole seconds.
   */
  public query(nrql: string, options: NewRelicQueryOptions = {}): NewRelicQuery {
    const { timeout } = options;
    refuse(timeout === undefined ? [] : durationProblems('timeout', timeout));
    return new NewRelicQuery({ profile: this.profile, query: nrql, timeout: timeout?.toSeconds() });
  }
}
