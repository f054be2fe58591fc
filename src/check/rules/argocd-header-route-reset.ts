import { managedRoutesIn } from '../../traffic/route-objects';
import { deliveredRoutes } from '../delivered-routes';
import { entriesFor, wholeLists } from '../ignored-differences';
import type { Rule } from '../rule';

/** An Application that deletes a managed route. */
export const ARGOCD_HEADER_ROUTE_RESET: Rule = {
  id: 'argocd-header-route-reset',
  severity: 'warning',
  what: 'An Argo CD Application that does not leave the header or mirror routes of a release to the controller.',
  why: 'The first self-heal deletes the route, within seconds, and the controller does not put it back: testers reach the old version until the next step, and the Application says Synced.',
  remedy: 'ignore the named route too, with the jqPathExpressions of the router',
  source: 'recorded on Argo CD 3.5.1 with Argo Rollouts 1.10.2; rollouts-plugin-trafficrouter-gatewayapi issue #190',
  *check(set) {
    for (const { delivery, release, group, kind, name, ignored } of deliveredRoutes(set)) {
      const used = release.steps.filter(
        ({ kinds }) => kinds.includes('setHeaderRoute') || kinds.includes('setMirrorRoute'),
      );
      const missing = ignored.jqPathExpressions.filter((expression) =>
        managedRoutesIn(release.routing).some((route) => expression.includes(route)),
      );
      const entries = entriesFor(delivery, group, kind);
      if (used.length === 0 || missing.length === 0 || entries.some((entry) => wholeLists(entry).length > 0)) continue;
      const known = entries.flatMap(({ expressions }) => expressions);
      const routes = managedRoutesIn(release.routing).filter((route) => !known.some((text) => text.includes(route)));
      if (routes.length === 0) continue;
      yield {
        object: delivery.object,
        path: [...delivery.path, 'ignoreDifferences'],
        message: `Application "${delivery.object.metadata.name}" does not ignore the managed route ${routes.map((route) => `"${route}"`).join(' and ')} of ${kind} "${name}", and deletes it at the first self-heal`,
        remedy: `add {group: ${group}, kind: ${kind}, jqPathExpressions: [${missing.map((text) => `'${text}'`).join(', ')}]} to ignoreDifferences`,
      };
    }
  },
};
