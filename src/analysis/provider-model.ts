import type { Plain } from '../manifest/plain';
import type { ResultType } from './conditions/result-type';
import type { PromqlReader } from './providers/prometheus/promql';

/** Everything that is known of one metric provider, as data and pure functions over manifests. */
export interface ProviderModel {
  /** The folder under src/analysis/providers that has it. */
  readonly folder: string;

  /** The provider as people call it, such as `New Relic`. */
  readonly name: string;

  /** The key of a metric's `provider` that names it, such as `newRelic`. */
  readonly key: string;

  /** The first version of Argo Rollouts that has it, such as `0.9`. */
  readonly argoRollouts: string;

  /** What the facts were seen on or read in. */
  readonly known: readonly string[];

  /** Whether the controller looks at the conditions of a metric; else the provider itself says how it went. */
  readonly hasConditions: boolean;

  /** What a measurement without data is, in a few words for people. */
  readonly withoutData: string;

  /** In which namespace the Secrets are that it reads by itself; undefined where it reads none. */
  readonly secretsIn?: 'controller' | 'run' | 'either';

  /**
   * What `result` is in the conditions.
   * @param config what stands under its key
   * @param promql what reads PromQL: one for all metrics where there are many
   */
  resultOf(config: Plain, promql?: PromqlReader): ResultType;

  /**
   * What the controller or the provider would refuse at each measurement, as a list of problems: the release is aborted
   * after the fifth.
   * @param config what stands under its key
   * @param promql what reads PromQL: one for all metrics where there are many
   */
  problems(config: Plain, promql?: PromqlReader): string[];
}
