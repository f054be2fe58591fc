import { at, entriesOf } from '../../manifest/plain';
import { KNOWN_PLUGINS } from '../known-plugins';
import type { RouterFacts } from '../router-facts';
import type { RouterModel } from '../router-model';

/** What a plugin can do of which nothing is said; `PluginRouter` has props for what one can. */
export const PLUGIN_FACTS: RouterFacts = {
  name: 'plugin',
  setHeaderRoute: false,
  setMirrorRoute: false,
  experimentWeight: false,
  maxTrafficWeight: false,
  pingPong: false,
};

/** Any plugin that is not known here: what it reads and writes only its makers can say. */
export const PLUGIN: RouterModel = {
  folder: 'plugin',
  facts: PLUGIN_FACTS,
  isOpaque: true,
  requires: {
    argoRollouts: '1.5',
    known: ['Argo Rollouts 1.10.2, which hands the configuration to the plugin as it is'],
    flags: [],
    existing: [
      'the plugin in the ConfigMap `argo-rollouts-config` under exactly the name that the rollout says, and a restart of the controller after each edit; under any other name no pod is started',
      'the objects that the plugin writes, and the permission to do so',
    ],
    permissions: [],
  },
  isWatched: false,
  isIn: (routing) => entriesOf(at(routing, 'plugins')).some(([name]) => !Object.hasOwn(KNOWN_PLUGINS, name)),
  routes: () => [],
  backends: () => [],
  ignoreDifferences: () => [],
  writer: { setWeight: (objects) => objects },
};
