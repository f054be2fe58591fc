import { dnsSubdomainProblems } from '../../../validation/names';
import { refuse } from '../../../validation/refuse';
import { InfluxDbQuery } from './influx-db-query';

/**
 * An InfluxDB server that the controller asks.
 *
 * Its address, `org` and `authToken` are in a Secret of the controller's namespace, under these names (`address`); it is
 * made elsewhere, and never seen here.
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/influxdb/
 */
export class InfluxDb {
  /** The server of the Secret `influxdb`. */
  public static ofController(): InfluxDb {
    return new InfluxDb();
  }

  /**
   * The server of another Secret of the controller's namespace.
   * @throws if that cannot be the name of a Secret.
   */
  public static profile(name: string): InfluxDb {
    refuse(dnsSubdomainProblems('the profile of InfluxDB, a Secret,', name));
    return new InfluxDb(name);
  }

  private constructor(private readonly profile?: string) {}

  /** A Flux query; let it end in one row, as with `|> mean()` or `|> last()`, which is `result[0]` then. */
  public query(flux: string): InfluxDbQuery {
    return new InfluxDbQuery({ profile: this.profile, query: flux });
  }
}
