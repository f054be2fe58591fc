import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, isThere, listOf, type Plain, textOf } from '../manifest/plain';
import { isFileSource } from '../manifest/source';
import { type Release, releasesOf } from './release';

/** An Argo CD Application and the releases that it delivers. */
export interface Delivery {
  /** The object that has the Application: itself, or the ApplicationSet with the template of it. */
  readonly object: ManifestObject;

  /** The way to the Application's spec in it. */
  readonly path: ManifestPath;

  /** The Application's spec. */
  readonly spec: Plain;

  /** The releases. */
  readonly releases: readonly Release[];
}

/**
 * The Applications of a set that deliver its releases.
 *
 * Which one delivers which is not written anywhere: it is that whose path is a folder of the Rollout's file, or else one
 * whose namespace fits, or that is the only one, unless it is for another namespace. Those of Helm charts from elsewhere
 * deliver none.
 */
export function deliveriesOf(set: ManifestSet): readonly Delivery[] {
  return set.derive(makeDeliveries);
}

/** The sync options of an Application, such as `ServerSideApply=true`. */
export function syncOptionsOf({ spec }: Delivery): string[] {
  return listOf(at(spec, 'syncPolicy', 'syncOptions')).filter((option): option is string => typeof option === 'string');
}

/** The sources of an Application; of one that is rendered into a branch first, both what is rendered and what is applied. */
export function sourcesOf(spec: Plain): { value: Plain; path: ManifestPath }[] {
  const single = [['source'], ['sourceHydrator', 'drySource'], ['sourceHydrator', 'syncSource']];
  return [
    ...single.map((path) => ({ value: at(spec, ...path), path })).filter(({ value }) => isThere(value)),
    ...listOf(at(spec, 'sources')).map((value, index) => ({ value, path: ['sources', index] })),
  ];
}

function makeDeliveries(set: ManifestSet): Delivery[] {
  const applications = [
    ...set.ofKind('Application', 'argoproj.io').map((object) => ({ object, path: ['spec'], spec: object.spec })),
    ...set
      .ofKind('ApplicationSet', 'argoproj.io')
      .map((object) => ({ object, path: ['spec', 'template', 'spec'], spec: at(object.spec, 'template', 'spec') })),
  ].filter(({ spec }) => sourcesOf(spec).some(({ value }) => textOf(at(value, 'chart')) === undefined));
  if (applications.length === 0) return [];
  const delivered = new Map<(typeof applications)[number], Release[]>(applications.map((one) => [one, []]));
  for (const release of releasesOf(set)) {
    const byPath = applications.filter(({ spec }) => isBelow(set, release, spec));
    const byNamespace = applications.filter(({ spec }) => fits(release, spec));
    const chosen = [byPath, byNamespace].find(({ length }) => length === 1)?.[0];
    const [only] = applications.length === 1 ? applications : [];
    const delivering = only !== undefined && mayFit(release, only.spec) ? only : chosen;
    if (delivering !== undefined) delivered.get(delivering)?.push(release);
  }
  return [...delivered].flatMap(([one, releases]) => (releases.length > 0 ? [{ ...one, releases }] : []));
}

function isBelow(set: ManifestSet, { rollout }: Release, spec: Plain): boolean {
  const source = set.sourceOf(rollout);
  if (!isFileSource(source)) return false;
  return sourcesOf(spec).some(({ value }) => {
    const folder = textOf(at(value, 'path'))?.replace(/^\.?\/+|\/+$/g, '');
    return folder !== undefined && folder !== '' && folder !== '.' && `/${source.file}`.includes(`/${folder}/`);
  });
}

// An ApplicationSet may put any namespace in.
function mayFit({ rollout }: Release, spec: Plain): boolean {
  const { namespace } = rollout.metadata;
  const destination = textOf(at(spec, 'destination', 'namespace'));
  return (
    namespace === undefined || destination === undefined || destination === namespace || destination.includes('{{')
  );
}

function fits({ rollout }: Release, spec: Plain): boolean {
  const { namespace } = rollout.metadata;
  return namespace !== undefined && at(spec, 'destination', 'namespace') === namespace;
}
