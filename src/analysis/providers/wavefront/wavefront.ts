import type { Duration } from 'cdk8s';
import { durationProblems } from '../../../validation/numbers';
import { refuse } from '../../../validation/refuse';
import { WAVEFRONT } from './facts';
import { WavefrontQuery } from './wavefront-query';

/** Options of `Wavefront.query`. */
export interface WavefrontQueryOptions {
  /**
   * How far back the functions in the query look, such as the five minutes of `mavg(5m, …)`, in whole seconds.
   * @default - the query asks for the state of the moment
   */
  readonly window?: Duration;
}

/**
 * A Wavefront instance that the controller asks.
 *
 * Its token is in the Secret `wavefront-api-tokens` of the controller's namespace, under the name of the instance; the
 * Secret is made elsewhere, and never seen here.
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/wavefront/
 */
export class Wavefront {
  /**
   * The instance with a host name, such as `example.wavefront.com`.
   * @throws if it is no host name, and so cannot be the key of a token.
   */
  public static at(address: string): Wavefront {
    refuse(WAVEFRONT.problems({ address, query: 'ts()' }));
    return new Wavefront(address);
  }

  private constructor(
    /** The host name of the instance. */
    public readonly address: string,
  ) {}

  /**
   * A query such as `sum(rate(ts("requests.errors", service="shop-canary")))`; let it have one series.
   * @throws if the window is not whole seconds.
   */
  public query(query: string, options: WavefrontQueryOptions = {}): WavefrontQuery {
    refuse(options.window === undefined ? [] : durationProblems('window', options.window));
    return new WavefrontQuery({ address: this.address, query }, options.window);
  }
}
