import { NUMBERS } from '../../conditions/result-type';
import type { ProviderModel } from '../../provider-model';

/** All that is known of Prometheus as a metric provider. */
export const PROMETHEUS: ProviderModel = {
  folder: 'prometheus',
  name: 'Prometheus',
  key: 'prometheus',
  argoRollouts: '0.6',
  known: ['Argo Rollouts 1.10.2', 'Prometheus 2.42'],
  hasConditions: true,
  withoutData: '`result` is an empty list: `result[0]` is an error, and the fifth in a row aborts the release',
  resultOf: () => NUMBERS,
  problems: () => [],
};
