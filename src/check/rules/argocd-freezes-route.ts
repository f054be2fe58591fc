import { deliveredRoutes } from '../delivered-routes';
import { entriesFor, weightManagers, wholeLists } from '../ignored-differences';
import type { Rule } from '../rule';

/** An Application that does not see changes of a route any more. */
export const ARGOCD_FREEZES_ROUTE: Rule = {
  id: 'argocd-freezes-route',
  severity: 'warning',
  what: 'An Argo CD Application that ignores a whole list of a route, or all that the writer of its weights has written.',
  why: 'A later change of hosts, paths or filters in Git is not seen: the Application says Synced all the same, and the route stays as it is.',
  remedy: 'ignore the weights alone, with the jqPathExpressions of the router',
  source: 'argo-rollouts issue #3854; recorded on Argo CD 3.5.1: the lists of routes are replaced as a whole',
  *check(set) {
    for (const route of deliveredRoutes(set)) {
      const { delivery, kind, name, ignored } = route;
      for (const entry of entriesFor(delivery, route)) {
        const [lists, managers] = [wholeLists(entry, route), weightManagers(entry, route)];
        if (lists.length === 0 && managers.length === 0) continue;
        const [key, what] =
          lists.length === 0
            ? ['managedFieldsManagers', `what ${managers.join(' and ')} manages`]
            : [
                lists.some((text) => entry.expressions.includes(text)) ? 'jqPathExpressions' : 'jsonPointers',
                lists.map((text) => JSON.stringify(text)).join(' and '),
              ];
        yield {
          object: delivery.object,
          path: [...entry.path, key],
          message: `${delivery.object.kind} "${delivery.object.metadata.name}" ignores ${what} of ${kind} "${name}", and with it whatever changes there in Git`,
          remedy: `ignore ${ignored.jqPathExpressions.map((text) => `'${text}'`).join(' and ')} instead`,
        };
      }
    }
  },
};
