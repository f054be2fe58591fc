import { goDurationSeconds } from '../../../manifest/go-duration';
import { at, textOf } from '../../../manifest/plain';
import type { ProviderModel } from '../../provider-model';

/** All that is known of Apache SkyWalking as a metric provider. */
export const SKYWALKING: ProviderModel = {
  folder: 'skywalking',
  name: 'SkyWalking',
  key: 'skywalking',
  argoRollouts: '1.5',
  known: ['argo-rollouts metricproviders/skywalking/skywalking.go'],
  hasConditions: true,
  withoutData: '`result` has the lists of the query, and a minute without data is one with the value 0 in them',
  // The `data` of what GraphQL answers: one field per question of the query.
  resultOf: () => ({ is: 'object' }),
  problems: (config) => [
    ...(textOf(at(config, 'address')) === undefined
      ? ['address is missing: the controller has no other one for SkyWalking']
      : []),
    ...(textOf(at(config, 'query')) === undefined ? ['query is missing: there is nothing to ask SkyWalking'] : []),
    ...intervalProblems(textOf(at(config, 'interval'))),
  ],
};

function intervalProblems(interval: string | undefined): string[] {
  if (interval === undefined) {
    return ['interval is missing: it has no default, and each measurement is an error without it'];
  }
  if (interval.includes('{{') || (goDurationSeconds(interval) ?? 0) > 0) return [];
  return [
    `interval takes a duration such as "5m", got ${JSON.stringify(interval)}: each measurement would be an error`,
  ];
}
