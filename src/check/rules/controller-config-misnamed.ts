import type { ManifestObject } from '../../manifest/manifest';
import { at, entriesOf } from '../../manifest/plain';
import { quote } from '../../validation/names';
import { nearest } from '../nearest';
import type { Rule } from '../rule';

/** A ConfigMap with settings of the controller, under a name that it does not read. */
export const CONTROLLER_CONFIG_MISNAMED: Rule = {
  id: 'controller-config-misnamed',
  severity: 'warning',
  what: 'A ConfigMap with plugins or notifications of the controller, under a name that is only like the one that it reads.',
  why: 'The controller reads ConfigMaps of exactly these names in its own namespace. It does not know the plugins, and releases that need them do not start; notifications are not sent. It says nothing of another ConfigMap.',
  remedy:
    'name it argo-rollouts-config, or argo-rollouts-notification-configmap, without a hash (disableNameSuffixHash in Kustomize)',
  source:
    'argo-rollouts utils/defaults/defaults.go DefaultRolloutsConfigMapName, utils/record/record.go NotificationConfigMap',
  *check(set) {
    for (const object of set.ofKind('ConfigMap', '')) {
      const { name } = object.metadata;
      const meant = CONFIGS.find((config) => holds(object, config.keys) && isLike(name, config.name));
      if (meant === undefined || meant.name === name) continue;
      yield {
        object,
        path: ['metadata', 'name'],
        message: `the ConfigMap is named ${quote(name)}, and the controller reads ${quote(meant.name)}`,
      };
    }
  },
};

const CONFIGS = [
  { name: 'argo-rollouts-config', keys: /^(trafficRouter|metricProvider|step)Plugins$/ },
  { name: 'argo-rollouts-notification-configmap', keys: /^(trigger|template|service)\.|^subscriptions$/ },
];

function holds(object: ManifestObject, keys: RegExp): boolean {
  return entriesOf(at(object, 'data')).some(([key]) => keys.test(key));
}

function isLike(name: string, meant: string): boolean {
  return name.startsWith(`${meant}-`) || nearest(name, [meant]) !== undefined;
}
