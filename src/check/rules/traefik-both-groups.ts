import { groupOf, type ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { type Release, releasesOf } from '../../release/release';
import { controllerFlagsOf, TRAEFIK_CONTAINO_US, TRAEFIK_IO } from '../../traffic/traefik/facts';
import { type ClusterVersions, isAtLeast } from '../cluster-versions';
import type { Problem } from '../finding';
import type { Rule } from '../rule';
import { flagIn } from '../started-programs';

/** A TraefikService of an API group that the controller does not write or Traefik does not read. */
export const TRAEFIK_BOTH_GROUPS: Rule = {
  id: 'traefik-both-groups',
  severity: 'error',
  what: 'A TraefikService in both API groups, or in another one than the controller writes and Traefik reads.',
  why: 'The controller writes one group for all rollouts of a cluster: traefik.containo.us up to Argo Rollouts 1.9, traefik.io from 1.10, where its flags say nothing else. Traefik 3 has traefik.io only; without the CRD of the other group the sync of every object is blocked, and where the controller finds no object of its group the rollout never becomes Healthy.',
  remedy: 'keep one object, in the group that the controller writes and Traefik reads',
  source:
    'argo-rollouts utils/defaults/defaults.go by tags (issues #3615, #4568); recorded on Argo Rollouts 1.10.2: with both CRDs it writes the object of traefik.io alone',
  *check(set, versions) {
    const written = flagIn(set, 'traefik-api-group');
    for (const release of releasesOf(set)) {
      const objects = traefikServices(set, release);
      for (const object of objects) {
        const problem = problemOf(object, objects, versions, written);
        if (problem !== undefined) yield problem;
      }
    }
  },
};

function traefikServices(set: ManifestSet, { rollout, routes }: Release): readonly ManifestObject[] {
  const route = routes.find(({ router }) => router.folder === 'traefik');
  if (route === undefined) return [];
  const { kind, name } = route.reference;
  return [TRAEFIK_IO, TRAEFIK_CONTAINO_US].flatMap(
    (group) => set.tryFind({ groups: [group], kind, name }, rollout) ?? [],
  );
}

function problemOf(
  object: ManifestObject,
  objects: readonly ManifestObject[],
  versions: ClusterVersions,
  flag: string | undefined,
): Problem | undefined {
  const group = groupOf(object.apiVersion);
  const { name } = object.metadata;
  const others = objects.filter(({ apiVersion }) => groupOf(apiVersion) !== group);
  const place = { object, path: ['apiVersion'] };
  const beside = others.map((other) => ({
    object: other,
    path: ['apiVersion'],
    message: 'the one of the other group',
  }));
  if (group === TRAEFIK_CONTAINO_US && isAtLeast(versions.traefik, '3')) {
    const message = `the TraefikService "${name}" is of the group ${group}, which Traefik 3 has no more`;
    if (others.length > 0) {
      return {
        ...place,
        message: `${message}, and there is another one of ${TRAEFIK_IO}: without that CRD the sync of every object is blocked`,
        remedy: `take the one of ${group} away`,
        related: beside,
      };
    }
    const apiVersion = `${TRAEFIK_IO}/v1alpha1`;
    return {
      ...place,
      // That it is Traefik 3 is not known for sure.
      severity: 'warning',
      message: `${message}, nor does Argo Rollouts write it by default from 1.10 on: take ${TRAEFIK_IO}`,
      remedy: `write apiVersion: ${apiVersion}; with Traefik 2 say --cluster-version traefik=2.11`,
      fix: { description: `set apiVersion to ${apiVersion}`, edits: [{ set: ['apiVersion'], value: apiVersion }] },
    };
  }
  const version = versions['argo-rollouts'];
  const written = flag ?? (isAtLeast(version, '1.10') ? TRAEFIK_IO : TRAEFIK_CONTAINO_US);
  if (group === written) return undefined;
  const by = flag === undefined ? `Argo Rollouts ${version} writes by default` : 'the flag --traefik-api-group says';
  if (others.length > 0) {
    return {
      ...place,
      severity: 'warning',
      message: `the TraefikService "${name}" is there in two groups, and the controller writes one: ${written}, as ${by}; the weights of this one never change`,
      related: beside,
    };
  }
  return {
    ...place,
    severity: flag === undefined ? 'warning' : 'error',
    message: `the TraefikService "${name}" is of the group ${group}, and ${by} ${flag === undefined ? `${written} only` : written}: the controller does not find it, and the rollout never becomes Healthy`,
    remedy: `start the controller with ${controllerFlagsOf(group).join(' ')}, or take an object of ${written}`,
  };
}
