import type { AssessmentLimits } from '../analysis/assessment';
import type { ResultType } from '../analysis/conditions/result-type';
import { ANY } from '../analysis/conditions/result-type';
import type { ProviderModel } from '../analysis/provider-model';
import { PROVIDERS } from '../analysis/providers';
import { goDurationSeconds } from '../manifest/go-duration';
import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, entriesOf, isThere, listOf, type Plain, textOf } from '../manifest/plain';
import { type GateArguments, withArguments } from './gate-arguments';
import { promqlOf } from './queries';

/** A metric of a template as it is measured: with the arguments of the analysis put in. */
export interface MeasuredMetric {
  /** The template. */
  readonly template: ManifestObject;

  /** The way to the metric in the template. */
  readonly path: ManifestPath;

  /** Its name. */
  readonly name: string;

  /** What stands there, with the arguments put in as far as they are known. */
  readonly value: Plain;

  /** The keys of its `provider`: exactly one in a metric that works. */
  readonly providers: readonly string[];

  /** What is known of its provider; undefined where it has none, or one that is not known. */
  readonly provider?: ProviderModel;

  /** What stands under the key of the provider. */
  readonly config: Plain;

  /** When `result` is read in the conditions, what it is. */
  readonly result: ResultType;

  /** Its count, limits and times, as far as they are numbers. */
  readonly limits: AssessmentLimits;

  /** The condition of success; undefined where it has none. */
  readonly successCondition?: string;

  /** The condition of failure; undefined where it has none. */
  readonly failureCondition?: string;
}

/** The metrics of a template, with arguments put in. */
export function metricsOfTemplate(set: ManifestSet, template: ManifestObject, args: GateArguments): MeasuredMetric[] {
  return listOf(at(template.spec, 'metrics')).map((raw, index) => {
    const value = withArguments(raw, args);
    const provider = at(value, 'provider');
    const providers = entriesOf(provider)
      .filter(([, config]) => isThere(config))
      .map(([key]) => key);
    const [key] = providers;
    const model = providers.length === 1 ? PROVIDERS.find((known) => known.key === key) : undefined;
    const config = key === undefined ? undefined : at(provider, key);
    return {
      template,
      path: ['spec', 'metrics', index],
      name: textOf(at(value, 'name')) ?? '',
      value,
      providers,
      ...(model === undefined ? {} : { provider: model }),
      config,
      result: model?.resultOf(config, promqlOf(set)) ?? ANY,
      limits: limitsOf(value),
      successCondition: textOf(at(value, 'successCondition')),
      failureCondition: textOf(at(value, 'failureCondition')),
    };
  });
}

/** The number that an int-or-string field is; undefined where it is none, or an argument that is not known. */
export function wholeNumberOf(value: Plain): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^[+-]?\d+$/.test(value) ? Number(value) : undefined;
}

function limitsOf(metric: Plain): AssessmentLimits {
  const number = (key: string) => wholeNumberOf(at(metric, key));
  const seconds = (key: string) => goDurationSeconds(textOf(at(metric, key)) ?? '');
  return {
    count: number('count'),
    failureLimit: number('failureLimit'),
    inconclusiveLimit: number('inconclusiveLimit'),
    consecutiveErrorLimit: number('consecutiveErrorLimit'),
    consecutiveSuccessLimit: number('consecutiveSuccessLimit'),
    intervalSeconds: seconds('interval'),
    initialDelaySeconds: seconds('initialDelay'),
  };
}
