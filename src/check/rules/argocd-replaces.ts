import type { ManifestObject } from '../../manifest/manifest';
import { at, listOf, wordOf } from '../../manifest/plain';
import { deliveriesOf } from '../../release/delivery';
import { type Release, releasesOf } from '../../release/release';
import type { Rule } from '../rule';

/** An object that Argo CD replaces instead of applying it. */
export const ARGOCD_REPLACES: Rule = {
  id: 'argocd-replaces',
  severity: 'warning',
  what: 'A Service or route of a Rollout that Argo CD replaces at each sync (Replace=true).',
  why: 'What the controller has written, the hash in the selector of a Service or the weights of a route, is gone at each sync until the controller looks again.',
  remedy: 'take Replace=true out of argocd.argoproj.io/sync-options',
  source: 'argo-cd gitops-engine/pkg/sync/sync_context.go; argo-rollouts rollout/service.go',
  *check(set) {
    for (const delivery of deliveriesOf(set)) {
      const index = listOf(at(delivery.spec, 'syncPolicy', 'syncOptions')).indexOf(REPLACE);
      const written = delivery.releases.flatMap(writtenNames);
      if (index < 0 || written.length === 0) continue;
      yield {
        object: delivery.object,
        path: [...delivery.path, 'syncPolicy', 'syncOptions', index],
        message: `${delivery.object.kind} "${delivery.object.metadata.name}" replaces ${[...new Set(written)].join(' and ')} at each sync, with what the controller has written into them`,
        remedy: 'take Replace=true out of syncPolicy.syncOptions',
      };
    }
    for (const object of new Set(releasesOf(set).flatMap(writtenObjects))) {
      const options = wordOf(at(object.metadata.annotations, SYNC_OPTIONS) ?? '').split(',');
      if (!options.some((option) => option.trim() === REPLACE)) continue;
      yield {
        object,
        path: ['metadata', 'annotations', SYNC_OPTIONS],
        message: `${object.kind} "${object.metadata.name}" is replaced at each sync, and loses what the controller has written into it`,
      };
    }
  },
};

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const REPLACE = 'Replace=true';

function writtenObjects({ services, routes }: Release): ManifestObject[] {
  return [
    ...services.flatMap(({ role, object }) => (role === 'root' ? [] : (object ?? []))),
    ...routes.flatMap(({ object }) => object ?? []),
  ];
}

function writtenNames({ services, routes }: Release): string[] {
  return [
    ...services.flatMap(({ role, name }) => (role === 'root' ? [] : [`Service "${name}"`])),
    ...routes.flatMap(({ reference: { madeBy, kind, name } }) => (madeBy === 'git' ? [`${kind} "${name}"`] : [])),
  ];
}
