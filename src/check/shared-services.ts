import { addTo } from '../manifest/grouped';
import type { ManifestObject } from '../manifest/manifest';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, entriesOf, listOf, type Plain, wordOf } from '../manifest/plain';
import { type Release, releasesOf } from '../release/release';
import { selects } from '../release/release-pods';
import { HASH_LABEL } from './service-names';

/** The Services that select the pods of both versions of a release, and that no Rollout names. */
export function sharedServices({ set, rollout, pods, canary, blueGreen }: Release): readonly ManifestObject[] {
  if (pods === undefined) return [];
  const { own, byLabel } = set.derive(makeIndex);
  // Labels that one of the versions alone has, or that a release changes, tell the versions apart.
  const apart = new Set([
    HASH_LABEL,
    ...VERSION_LABELS,
    ...[canary, blueGreen].flatMap((strategy) =>
      METADATA.flatMap((key) => entriesOf(at(strategy, key, 'labels')).map(([label]) => label)),
    ),
  ]);
  return [...pods.labels]
    .flatMap((label) => byLabel.get(labelKey(rollout, label)) ?? [])
    .filter((service) => {
      const selector = at(service.spec, 'selector');
      return (
        !own.has(nameKey(service)) &&
        selects(selector, pods.labels) &&
        !entriesOf(selector).some(([key]) => apart.has(key))
      );
    });
}

const VERSION_LABELS = ['version', 'app.kubernetes.io/version', 'helm.sh/chart'];
const METADATA = ['canaryMetadata', 'stableMetadata', 'activeMetadata', 'previewMetadata'];

interface ServiceIndex {
  /** The Services that Rollouts name. */
  readonly own: ReadonlySet<string>;

  /** The others, each under the label of its selector that the fewest have. */
  readonly byLabel: ReadonlyMap<string, readonly ManifestObject[]>;
}

function makeIndex(set: ManifestSet): ServiceIndex {
  const own = new Set(
    releasesOf(set).flatMap(({ rollout, services, canary }) =>
      [...services.map(({ name }) => name), ...experimentServices(canary)].map((name) =>
        nameKey({ ...rollout, metadata: { ...rollout.metadata, name } }),
      ),
    ),
  );
  const services = set.ofKind('Service', '').filter(hasAddress);
  const counts = new Map<string, number>();
  const keysOf = (service: ManifestObject) =>
    entriesOf(at(service.spec, 'selector')).map((label) => labelKey(service, label));
  for (const key of services.flatMap(keysOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const byLabel = new Map<string, ManifestObject[]>();
  for (const service of services) {
    const [first, ...others] = keysOf(service);
    if (first === undefined) continue;
    const rarest = others.reduce((best, key) => ((counts.get(key) ?? 0) < (counts.get(best) ?? 0) ? key : best), first);
    addTo(byLabel, rarest, service);
  }
  return { own, byLabel };
}

// A headless Service shares nothing out: who asks for it wants the pods one by one.
function hasAddress({ spec }: ManifestObject): boolean {
  return at(spec, 'clusterIP') !== 'None' && at(spec, 'type') !== 'ExternalName';
}

function experimentServices(canary: Plain): string[] {
  return listOf(at(canary, 'steps'))
    .flatMap((step) => listOf(at(step, 'experiment', 'templates')))
    .map((template) => wordOf(at(template, 'service', 'name')));
}

function nameKey({ metadata }: ManifestObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

function labelKey({ metadata }: ManifestObject, [key, value]: readonly [string, Plain]): string {
  return `${metadata.namespace ?? ''} ${key}=${wordOf(value)}`;
}
