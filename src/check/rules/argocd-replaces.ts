import { at } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { Rule } from '../rule';

/** An object that Argo CD replaces instead of applying it. */
export const ARGOCD_REPLACES: Rule = {
  id: 'argocd-replaces',
  severity: 'warning',
  what: 'A Service or route of a Rollout that Argo CD replaces at each sync (Replace=true).',
  why: 'What the controller has written, the hash in the selector of a Service or the weights of a route, is gone at each sync until the controller looks again.',
  remedy: 'take Replace=true out of argocd.argoproj.io/sync-options',
  source: 'Argo CD sync options; argo-rollouts rollout/service.go',
  *check(set) {
    for (const { services, routes } of releasesOf(set)) {
      for (const { object } of [...services, ...routes]) {
        if (object === undefined) continue;
        const options = at(object.metadata.annotations, SYNC_OPTIONS);
        if (
          !String(options ?? '')
            .split(',')
            .some((option) => option.trim() === 'Replace=true')
        )
          continue;
        yield {
          object,
          path: ['metadata', 'annotations', SYNC_OPTIONS],
          message: `${object.kind} "${object.metadata.name}" is replaced at each sync, and loses what the controller has written into it`,
        };
      }
    }
  },
};

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
