import { at, entriesOf, wordOf } from '../manifest/plain';
import type { Release } from '../release/release';
import type { PodConfig } from './pod-configs';

/**
 * Whether stakater's Reloader changes the pod template when a ConfigMap or Secret changes, so that a release begins.
 *
 * It reads the annotations of the workload and of its pods (Reloader README.md).
 */
export function isReloaded({ object }: PodConfig, { rollout, pods }: Release): boolean {
  const kind = object.kind === 'Secret' ? 'secret' : 'configmap';
  const holders = [rollout.metadata, pods?.object.metadata, at(pods?.template, 'metadata')];
  const annotations = holders.flatMap((metadata) => entriesOf(at(metadata, 'annotations')));
  return annotations.some(([key, value]) => {
    const [, only, word] = /^(?:(configmap|secret)\.)?reloader\.stakater\.com\/(auto|search|reload)$/.exec(key) ?? [];
    if (word === undefined || (only !== undefined && only !== kind)) return false;
    if (word !== 'reload') return wordOf(value) === 'true';
    return wordOf(value)
      .split(',')
      .some((name) => name.trim() === object.metadata.name);
  });
}
