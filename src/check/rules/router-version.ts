import type { ManifestPath } from '../../manifest/manifest-path';
import { at, isThere, listOf, type Plain } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { isAtLeast } from '../cluster-versions';
import { ROUTING } from '../routing-path';
import type { Rule } from '../rule';

/** A router, or a field of one, that the controller is too old for. */
export const ROUTER_VERSION: Rule = {
  id: 'router-version',
  severity: 'error',
  what: 'A router, or a field of its part of trafficRouting, that the Argo Rollouts of the cluster does not have yet.',
  why: 'An older CRD does not know the field: `kubectl apply` refuses it, other clients have it dropped silently, and the release runs without it.',
  remedy: 'install a later Argo Rollouts, or say with --cluster-version which one the cluster has',
  source: 'the CRDs and release notes of Argo Rollouts',
  *check(set, { 'argo-rollouts': version }) {
    for (const { rollout, routing, routers } of releasesOf(set)) {
      for (const { folder, facts, requires } of routers) {
        if (!OLDEST.has(folder) && !isAtLeast(version, requires.argoRollouts)) {
          yield {
            object: rollout,
            path: [...ROUTING, ...(KEYS[folder] ?? [])],
            message: `the router ${facts.name} came with Argo Rollouts ${requires.argoRollouts}, and the cluster has ${version}`,
          };
        }
        for (const [field, since] of Object.entries(requires.fields ?? {})) {
          if (isAtLeast(version, since)) continue;
          for (const path of waysTo(routing, field.split('.'))) {
            yield {
              object: rollout,
              path: [...ROUTING, ...path],
              message: `${field} came with Argo Rollouts ${since}, and the cluster has ${version}`,
            };
          }
        }
      }
    }
  },
};

// They were there from the beginning; what their models name is the version that the constructs need.
const OLDEST: ReadonlySet<string> = new Set(['nginx', 'alb', 'istio']);

const KEYS: Readonly<Record<string, ManifestPath>> = {
  traefik: ['traefik'],
  nginx: ['nginx'],
  alb: ['alb'],
  apisix: ['apisix'],
  istio: ['istio'],
  smi: ['smi'],
  ambassador: ['ambassador'],
  'app-mesh': ['appMesh'],
  'gateway-api': ['plugins'],
  contour: ['plugins'],
  plugin: ['plugins'],
};

function waysTo(value: Plain, [key, ...rest]: readonly string[], way: ManifestPath = []): ManifestPath[] {
  if (key === undefined) return isThere(value) ? [way] : [];
  if (Array.isArray(value)) {
    return listOf(value).flatMap((element, index) => waysTo(element, [key, ...rest], [...way, index]));
  }
  return waysTo(at(value, key), rest, [...way, key]);
}
