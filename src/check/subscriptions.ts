import type { ManifestSet } from '../manifest/manifest-set';
import { at, entriesOf, listOf, type Plain, textOf } from '../manifest/plain';
import type { Delivery } from '../release/delivery';
import type { Release } from '../release/release';
import { embeddedYaml } from './embedded-yaml';
import { selectorTakes } from './label-selector-text';

/** The notification triggers of an object: those that it subscribes to, and those that its cluster tells of anyway. */
export interface Subscriptions {
  /** What it subscribes to itself, by its annotations, each once. */
  readonly own: readonly string[];

  /** Those, and what the default subscriptions of the configuration add for it. */
  readonly all: readonly string[];
}

/** The triggers of a Rollout, with the default subscriptions of `argo-rollouts-notification-configmap` where the set has it. */
export function rolloutSubscriptions(set: ManifestSet, { rollout }: Pick<Release, 'rollout'>): Subscriptions {
  return subscriptions(set.derive(rolloutsConfigs), [rollout.metadata], rollout.metadata.labels);
}

/** The triggers of an Application, with those of its AppProject and of `argocd-notifications-cm` where the set has them. */
export function applicationSubscriptions(set: ManifestSet, { object, path, spec }: Delivery): Subscriptions {
  const metadata = at(object, ...path.slice(0, -1).map(String), 'metadata');
  const project = textOf(at(spec, 'project'));
  const projects = project === undefined ? [] : set.named('AppProject', project);
  const subscribers = [metadata, ...projects.map((one) => one.metadata)];
  const { own, all } = subscriptions(set.derive(argoCdConfigs), subscribers, at(metadata, 'labels'));
  const legacy = subscribers.flatMap(legacyTriggers);
  return { own: [...new Set([...own, ...legacy])], all: [...new Set([...all, ...legacy])] };
}

/** What there is to say of a Rollout that tells nobody of something: who is told of other things takes it that all is well. */
export function untold({ own }: Subscriptions): { readonly severity: 'warning' | 'info'; readonly text: string } {
  return own.length > 0
    ? { severity: 'warning', text: `of the notifications (${own.join(', ')}) none tells anybody` }
    : { severity: 'info', text: 'no notification tells anybody' };
}

/** Whether somebody is told that a release waits; triggers of one's own may tell it too. */
export function tellsOfPauses(triggers: readonly string[]): boolean {
  return triggers.some((trigger) => trigger === 'on-rollout-paused' || !BUILT_IN.test(trigger));
}

/** Whether somebody is told that a release was aborted, or an analysis failed; triggers of one's own may tell it too. */
export function tellsOfAborts(triggers: readonly string[]): boolean {
  return triggers.some((trigger) => TELLS_OF_ABORTS.includes(trigger) || !BUILT_IN.test(trigger));
}

const TELLS_OF_ABORTS: readonly string[] = ['on-rollout-aborted', 'on-analysis-run-failed', 'on-analysis-run-error'];

// What Argo Rollouts brings along (argo-rollouts manifests/notifications-install.yaml).
const BUILT_IN =
  /^(on-rollout-(aborted|completed|paused|updated|step-completed)|on-analysis-run-(error|failed|running)|on-scaling-replica-set)$/;

// A configuration of notifications (notifications-engine pkg/api/config.go).
interface Config {
  readonly subscriptions: readonly Plain[];
  readonly defaults: readonly string[];
  defaultsOf(service: string): readonly string[];
}

// By the names under which the controllers look for them (argo-rollouts utils/record/record.go).
function rolloutsConfigs(set: ManifestSet): Config[] {
  return configsNamed(set, 'argo-rollouts-notification-configmap');
}

function argoCdConfigs(set: ManifestSet): Config[] {
  return configsNamed(set, 'argocd-notifications-cm');
}

function configsNamed(set: ManifestSet, name: string): Config[] {
  return set.named('ConfigMap', name).map((object) => {
    const read = (key: string): Plain[] => listOf(embeddedYaml(at(object, 'data', key)));
    const services = new Map(
      entriesOf(at(object, 'data')).flatMap(([key]) =>
        key.startsWith('defaultTriggers.') ? [[key.slice('defaultTriggers.'.length), texts(read(key))] as const] : [],
      ),
    );
    const defaults = texts(read('defaultTriggers'));
    return {
      subscriptions: read('subscriptions'),
      defaults,
      defaultsOf: (service) => services.get(service) ?? defaults,
    };
  });
}

function subscriptions(configs: readonly Config[], subscribers: readonly Plain[], labels: Plain): Subscriptions {
  const own = subscribers.flatMap((metadata) =>
    entriesOf(at(metadata, 'annotations')).flatMap(([key, value]) => triggersOf(key, value, configs)),
  );
  const given = configs.flatMap((config) =>
    config.subscriptions.flatMap((subscription) => {
      if (!selectorTakes(at(subscription, 'selector'), labels)) return [];
      const triggers = texts(listOf(at(subscription, 'triggers')));
      return triggers.length > 0 ? triggers : config.defaults;
    }),
  );
  return { own: [...new Set(own)], all: [...new Set([...own, ...given])] };
}

// The key says a trigger and a service, or a service alone, which has the default triggers; the YAML has a list of
// triggers and where each tells it (notifications-engine pkg/subscriptions/annotations.go).
function triggersOf(key: string, value: Plain, configs: readonly Config[]): readonly string[] {
  if (key.startsWith('notifications.argoproj.io/subscriptions')) {
    return listOf(embeddedYaml(value)).flatMap((subscription) => {
      const triggers = texts(listOf(at(subscription, 'trigger')));
      const told = listOf(at(subscription, 'destinations')).filter(
        (destination) => listOf(at(destination, 'recipients')).length > 0,
      );
      if (told.length === 0) return [];
      if (triggers.length > 0) return triggers;
      return told.flatMap((destination) => defaultTriggers(textOf(at(destination, 'service')) ?? '', configs));
    });
  }
  const [, rest] = /^notifications\.argoproj\.io\/subscribe\.(.+)$/.exec(key) ?? [];
  if (rest === undefined) return [];
  const [first = '', service] = rest.split('.');
  return service === undefined ? defaultTriggers(first, configs) : [first];
}

// Without the configuration the default triggers are not known, so they may be any.
function defaultTriggers(service: string, configs: readonly Config[]): readonly string[] {
  return configs.length === 0 ? ['the default triggers'] : configs.flatMap((config) => config.defaultsOf(service));
}

// As Argo CD took subscriptions before 2.3, and still does (argo-cd util/notification/settings/legacy.go).
function legacyTriggers(metadata: Plain): string[] {
  return entriesOf(at(metadata, 'annotations')).flatMap(([key]) => {
    const [, trigger] = /^(?:(.+)\.)?recipients\.argocd-notifications\.argoproj\.io$/.exec(key) ?? ['', ''];
    return trigger === '' ? [] : [trigger ?? 'the default triggers'];
  });
}

function texts(list: readonly Plain[]): string[] {
  return list.flatMap((one) => textOf(one) ?? []);
}
