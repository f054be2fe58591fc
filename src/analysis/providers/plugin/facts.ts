import { entriesOf } from '../../../manifest/plain';
import { ANY } from '../../conditions/result-type';
import type { ProviderModel } from '../../provider-model';

/** All that is known of plugins as metric providers. */
export const PLUGIN: ProviderModel = {
  folder: 'plugin',
  name: 'Plugin',
  key: 'plugin',
  argoRollouts: '1.5',
  known: ['argo-rollouts metricproviders/plugin/client/client.go', 'argo-rollouts utils/analysis/factory.go'],
  hasConditions: true,
  withoutData: 'whatever the plugin makes of it',
  resultOf: () => ANY,
  problems: (config) => {
    const names = entriesOf(config).map(([name]) => name);
    return [
      ...(names.length === 1
        ? []
        : [`plugin takes exactly one plugin, by its name, got ${names.length === 0 ? 'none' : names.join(', ')}`]),
      // argo-rollouts utils/config/config.go
      ...names
        .filter((name) => !/^[a-zA-Z0-9-]+\/[a-zA-Z0-9_.-]+$/.test(name))
        .map(
          (name) =>
            `plugin takes the name of a plugin such as "argoproj-labs/sample-prometheus", <namespace>/<name>, got ${JSON.stringify(name)}`,
        ),
    ];
  },
};
