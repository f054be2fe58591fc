import { at, listOf } from '../../manifest/plain';
import { type Delivery, syncOptionsOf } from '../../release/delivery';
import { type DeliveredRoute, deliveredRoutes } from '../delivered-routes';
import {
  entriesFor,
  type IgnoredDifferenceEntry,
  listExpressions,
  weightManagers,
  wholeLists,
} from '../ignored-differences';
import type { Rule } from '../rule';

/** An Application that keeps the live list of a route when it applies it. */
export const ARGOCD_RESPECTS_IGNORED: Rule = {
  id: 'argocd-respects-ignored',
  severity: 'warning',
  what: 'An Argo CD Application with RespectIgnoreDifferences=true that ignores something inside a list of a route.',
  why: 'The whole list is taken from the cluster instead of Git. After the first edit of the route the Application is OutOfSync for ever, and the edit never arrives, not even between releases.',
  remedy: 'take RespectIgnoreDifferences=true away, and use ApplyOutOfSyncOnly=true',
  source: 'argo-cd controller/sync.go normalizeTargetResources, issue #25284; recorded on Argo CD 3.5.1',
  *check(set) {
    const told = new Set<Delivery>();
    for (const route of deliveredRoutes(set)) {
      const { delivery, kind, name } = route;
      const options = syncOptionsOf(delivery);
      const option = 'RespectIgnoreDifferences=true';
      const entries = entriesFor(delivery, route).filter((entry) => isInList(entry, route));
      if (!options.includes(option) || told.has(delivery) || entries.length === 0) continue;
      told.add(delivery);
      const path = [...delivery.path, 'syncPolicy', 'syncOptions', optionIndex(delivery, option)];
      const fix = options.includes('ApplyOutOfSyncOnly=true')
        ? { description: `take ${option} away`, edits: [{ remove: path }] }
        : {
            description: `put ApplyOutOfSyncOnly=true in the place of ${option}`,
            edits: [{ set: path, value: 'ApplyOutOfSyncOnly=true' }],
          };
      // Other entries may need the option, such as one for the replicas of a workload.
      const isForRoutes = listOf(at(delivery.spec, 'ignoreDifferences')).length === entries.length;
      yield {
        object: delivery.object,
        path,
        message: `${delivery.object.kind} "${delivery.object.metadata.name}" keeps what it ignores in ${kind} "${name}" (RespectIgnoreDifferences), and that is the whole list around it: edits in Git never arrive`,
        ...(isForRoutes && { fix }),
      };
    }
  },
};

// The rules of an Ingress are replaced as a whole too. A list of which Git has nothing that is ignored stays that of Git.
function isInList(entry: IgnoredDifferenceEntry, route: DeliveredRoute): boolean {
  return (
    listExpressions(entry, route).length > 0 ||
    entry.pointers.some((text) => /\/\d+(\/|$)/.test(text)) ||
    wholeLists(entry, route).length > 0 ||
    weightManagers(entry, route).length > 0
  );
}

function optionIndex({ spec }: Delivery, option: string): number {
  return listOf(at(spec, 'syncPolicy', 'syncOptions')).indexOf(option);
}
