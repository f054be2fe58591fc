import { deliveredRoutes } from '../delivered-routes';
import { entriesFor, wholeLists } from '../ignored-differences';
import type { Rule } from '../rule';

/** An Application that does not see changes of a route any more. */
export const ARGOCD_FREEZES_ROUTE: Rule = {
  id: 'argocd-freezes-route',
  severity: 'warning',
  what: 'An Argo CD Application that ignores a whole list of a route, or all that a manager of fields has written.',
  why: 'A later change of hosts, paths or filters in Git is not seen, and never arrives: the Application says Synced all the same.',
  remedy: 'ignore the weights alone, with the jqPathExpressions of the router',
  source: 'argo-rollouts issue #3854; recorded on Argo CD 3.5.1: the lists of routes are replaced as a whole',
  *check(set) {
    for (const { delivery, group, kind, name, ignored } of deliveredRoutes(set)) {
      for (const entry of entriesFor(delivery, group, kind)) {
        const lists = wholeLists(entry);
        if (lists.length === 0 && entry.managers.length === 0) continue;
        const what =
          lists.length > 0
            ? lists.map((text) => JSON.stringify(text)).join(' and ')
            : `what ${entry.managers.join(' and ')} manages`;
        yield {
          object: delivery.object,
          path: [
            ...entry.path,
            lists.length > 0
              ? entry.expressions.length > 0
                ? 'jqPathExpressions'
                : 'jsonPointers'
              : 'managedFieldsManagers',
          ],
          message: `Application "${delivery.object.metadata.name}" ignores ${what} of ${kind} "${name}", and with it every change of the route in Git`,
          remedy: `ignore ${ignored.jqPathExpressions.map((text) => `'${text}'`).join(' and ')} instead`,
        };
      }
    }
  },
};
