import { addTo } from '../../manifest/grouped';
import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, entriesOf, type Plain, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { ANNOTATION_PREFIX } from '../../traffic/nginx/writer';
import type { Problem } from '../finding';
import { ingressPaths } from '../ingress-paths';
import { isLive } from '../live-object';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** An Ingress for the canary that Git has and the controller makes. */
export const NGINX_CANARY_INGRESS_IN_GIT: Rule = {
  id: 'nginx-canary-ingress-in-git',
  severity: 'error',
  what: 'An Ingress for the canary among the files, beside a Rollout whose controller makes that one itself.',
  why: 'The controller makes one Ingress for the canary and owns it. One of the same name it does not touch and reports an error; of two for the same host and path ingress-nginx asks the older one alone, so that the weights of the controller may never count.',
  remedy: 'take the Ingress out of Git, and put its annotations into additionalIngressAnnotations',
  source:
    'argo-rollouts rollout/trafficrouting/nginx/nginx.go; ingress-nginx rootfs/etc/nginx/lua/balancer.lua, alternative_backends[1], and internal/ingress/controller/controller.go, mergeAlternativeBackend',
  *check(set) {
    for (const release of releasesOf(set)) yield* ofThatName(release);
    const canaries = set.derive(canariesByPlace);
    for (const { release, object: stable, rollout } of routedBy(set, 'nginx')) {
      const prefix = prefixOf(rollout.routing);
      if (isCanary(stable, prefix)) yield canaryItself(release, stable, prefix);
      // One without a namespace is in whatever namespace the manifests are applied to.
      const homes = new Set([stable.metadata.namespace, undefined]);
      const others = ingressPaths(stable).flatMap(({ place }) =>
        [...homes].flatMap((home) => canaries.get(placeKey(home, place)) ?? []),
      );
      for (const other of new Set(others)) {
        if (other === stable || !isCanary(other, prefix)) continue;
        if (release.routes.some(({ object }) => object === other)) continue;
        yield {
          object: other,
          path: ['metadata', 'annotations', `${prefix}/canary`],
          message: `the Ingress "${other.metadata.name}" is for the canary of "${stable.metadata.name}", of which the controller makes one too for the Rollout "${rollout.name}": ingress-nginx takes one for a host and path only`,
          related: [{ object: stable, path: ['metadata', 'name'], message: 'the Ingress of the stable version' }],
        };
      }
    }
  },
};

function* ofThatName({ rollout, routes }: Release): Iterable<Problem> {
  for (const { object, router, reference } of routes) {
    if (router.folder !== 'nginx' || reference.madeBy !== 'controller' || object === undefined || isLive(object))
      continue;
    yield {
      object,
      path: ['metadata', 'name'],
      message: `the controller makes the Ingress "${reference.name}" for the Rollout "${rollout.metadata.name}" itself, and reports an error where it is another's`,
    };
  }
}

function canaryItself({ rollout }: Release, object: ManifestObject, prefix: string): Problem {
  return {
    object,
    path: ['metadata', 'annotations', `${prefix}/canary`],
    message: `the Ingress "${object.metadata.name}" is the stable one of the Rollout "${rollout.metadata.name}" and has ${prefix}/canary: ingress-nginx takes it for a canary, and nobody answers the rest of the requests`,
  };
}

/** The Ingresses for a canary, by namespace and by the hosts and paths that they are for. */
function canariesByPlace(set: ManifestSet): ReadonlyMap<string, readonly ManifestObject[]> {
  const canaries = new Map<string, ManifestObject[]>();
  for (const ingress of set.ofKind('Ingress', 'networking.k8s.io')) {
    const keys = entriesOf(at(ingress.metadata, 'annotations')).map(([key]) => key);
    if (isLive(ingress) || !keys.some((key) => key.endsWith('/canary'))) continue;
    for (const { place } of ingressPaths(ingress)) {
      addTo(canaries, placeKey(ingress.metadata.namespace, place), ingress);
    }
  }
  return canaries;
}

function placeKey(namespace: string | undefined, place: string): string {
  return `${namespace ?? ''} ${place}`;
}

function isCanary({ metadata }: ManifestObject, prefix: string): boolean {
  return at(metadata, 'annotations', `${prefix}/canary`) === 'true';
}

function prefixOf(routing: Plain): string {
  return textOf(at(routing, 'nginx', 'annotationPrefix')) ?? ANNOTATION_PREFIX;
}
