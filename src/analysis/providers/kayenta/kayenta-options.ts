import type { Duration } from 'cdk8s';

/** Options of `Kayenta.at`: what Kayenta is set up with. */
export interface KayentaOptions {
  /** The name of the application in Kayenta. */
  readonly application: string;

  /** The account with the measured values. */
  readonly metricsAccountName: string;

  /** The account in which Kayenta keeps what it computes; the controller looks the canary configuration up in it too. */
  readonly storageAccountName: string;

  /**
   * The account with the canary configurations.
   * @default - that of the storage
   */
  readonly configurationAccountName?: string;
}

/** Options of `Kayenta.judge`. */
export interface KayentaJudgementOptions {
  /** The name of the canary configuration. */
  readonly canaryConfigName: string;

  /** The lowest score that is successful, a whole number from 1 to 100. */
  readonly pass: number;

  /**
   * The lowest score that is inconclusive, at most `pass`; any below is failed.
   * @default - no score is inconclusive: what does not pass is failed
   */
  readonly marginal?: number;

  /** What is compared; at least one, each with a name of its own. */
  readonly scopes: KayentaScope[];

  /**
   * Whether each measurement looks at everything since the analysis began, instead of at the last interval of the metric.
   * @default false
   */
  readonly lookback?: boolean;
}

/** What of the two versions Kayenta compares. */
export interface KayentaScope {
  /** The name of the scope in the canary configuration, such as `default`. */
  readonly name: string;

  /** The values of the version to compare with. */
  readonly controlScope: KayentaVersionScope;

  /** The values of the canary. */
  readonly experimentScope: KayentaVersionScope;
}

/** Which values of one version Kayenta takes. */
export interface KayentaVersionScope {
  /** What selects the version, in the words of the metrics account; it may refer to arguments. */
  readonly scope: string;

  /** Where the version runs, in the words of the metrics account. */
  readonly region: string;

  /** The time between two values, in whole seconds. */
  readonly step: Duration;

  /**
   * The first moment, in RFC 3339 or as an argument; both versions have one or neither.
   * @default - one interval of the metric ago, or with lookback the begin of the analysis
   */
  readonly start?: string;

  /**
   * The last moment, in RFC 3339 or as an argument; both versions have one or neither.
   * @default - the moment of the measurement
   */
  readonly end?: string;
}
