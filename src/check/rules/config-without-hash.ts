import { addTo } from '../../manifest/grouped';
import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, entriesOf, wordOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { hasContentHash, hasVersion } from '../content-hash';
import { podConfigs } from '../pod-configs';
import { isReloaded } from '../reloader';
import type { Rule } from '../rule';

/** A configuration of the pods that changes without a release. */
export const CONFIG_WITHOUT_HASH: Rule = {
  id: 'config-without-hash',
  severity: 'warning',
  what: 'A ConfigMap or Secret of the pods under a name that stays the same when its content changes.',
  why: 'A change of it starts no release: there is no canary and no gate, and an abort takes nothing back. Each pod that restarts takes it, those of the stable version too, one after the other and whenever that is.',
  remedy:
    'give it a name that ends in a hash of its content (the configMapGenerator and secretGenerator of Kustomize do), or put such a hash into an annotation of the pod template',
  source: 'argo-rollouts docs/best-practices.md, kustomize api/hasher/hasher.go, stakater/Reloader README.md',
  *check(set) {
    const releases = set.derive(releasesByPods);
    for (const [holder, [release]] of releases) {
      if (release?.pods === undefined || followsConfigs(release)) continue;
      for (const config of podConfigs(set, release.pods)) {
        const { object, path, isMounted } = config;
        if (!isOfRelease(object) || isReloaded(config, release)) continue;
        const { kind } = object;
        const name = `${kind} "${object.metadata.name}"`;
        yield {
          object: holder,
          path,
          ...(kind === 'Secret' ? { severity: 'info' as const } : {}),
          message: `${name} keeps its name when its content changes: that starts no release, and the pods of the stable version take the change ${isMounted ? 'within a minute or two, or when they restart' : 'when they restart'}`,
          related: [{ object, path: ['metadata', 'name'], message: `the ${kind}` }],
        };
      }
    }
  },
};

// Several Rollouts may take their pods from one workload.
function releasesByPods(set: ManifestSet): Map<ManifestObject, Release[]> {
  const releases = new Map<ManifestObject, Release[]>();
  for (const release of releasesOf(set)) {
    const holder = release.pods?.object;
    if (holder !== undefined) addTo(releases, holder, release);
  }
  return releases;
}

// Which of the ConfigMaps a checksum is of, nobody can see.
function followsConfigs({ pods }: Release): boolean {
  return ['annotations', 'labels'].some((field) =>
    entriesOf(at(pods?.template, 'metadata', field)).some(([key]) => /checksum|hash|sha\d|md5/i.test(key)),
  );
}

/** Whether an object is what somebody releases, and not what the platform fills in and renews. */
function isOfRelease(object: ManifestObject): boolean {
  const { name, labels, annotations } = object.metadata;
  if (hasContentHash(name) || hasVersion(name) || at(object, 'immutable') === true) return false;
  if (name === 'kube-root-ca.crt' || RENEWED.includes(wordOf(at(object, 'type')))) return false;
  const keys = [...entriesOf(labels), ...entriesOf(annotations)].map(([key]) => key);
  if (keys.some((key) => /inject-.*ca-?bundle|inject-ca-from/.test(key))) return false;
  return ['data', 'stringData', 'binaryData'].some((field) => entriesOf(at(object, field)).length > 0);
}

const RENEWED: readonly string[] = ['kubernetes.io/tls', 'kubernetes.io/service-account-token'];
