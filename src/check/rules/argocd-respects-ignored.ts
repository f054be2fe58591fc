import { syncOptionsOf } from '../../release/delivery';
import { deliveredRoutes } from '../delivered-routes';
import { entriesFor } from '../ignored-differences';
import type { Rule } from '../rule';

/** An Application that keeps the live list of a route when it applies it. */
export const ARGOCD_RESPECTS_IGNORED: Rule = {
  id: 'argocd-respects-ignored',
  severity: 'warning',
  what: 'An Argo CD Application with RespectIgnoreDifferences=true that ignores something inside a route.',
  why: 'For custom resources the whole list is taken from the cluster instead of Git. After the first edit of the route the Application is OutOfSync for ever, and the edit never arrives, not even between releases.',
  remedy: 'take RespectIgnoreDifferences=true away, and use ApplyOutOfSyncOnly=true',
  source: 'argo-cd issue #25284; recorded on Argo CD 3.5.1',
  *check(set) {
    const told = new Set<unknown>();
    for (const { delivery, group, kind, name } of deliveredRoutes(set)) {
      const options = syncOptionsOf(delivery);
      const index = options.indexOf('RespectIgnoreDifferences=true');
      if (index < 0 || told.has(delivery) || entriesFor(delivery, group, kind).length === 0) continue;
      told.add(delivery);
      const path = [...delivery.path, 'syncPolicy', 'syncOptions', index];
      yield {
        object: delivery.object,
        path,
        message: `Application "${delivery.object.metadata.name}" keeps what it ignores in ${kind} "${name}" (RespectIgnoreDifferences), and that is the whole list of its rules: edits in Git never arrive`,
        fix: options.includes('ApplyOutOfSyncOnly=true')
          ? { description: 'take RespectIgnoreDifferences=true away', edits: [{ remove: path }] }
          : {
              description: 'put ApplyOutOfSyncOnly=true in the place of RespectIgnoreDifferences=true',
              edits: [{ set: path, value: 'ApplyOutOfSyncOnly=true' }],
            },
      };
    }
  },
};
