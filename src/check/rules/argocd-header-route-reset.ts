import { at, isThere, listOf } from '../../manifest/plain';
import { managedRoutesIn } from '../../traffic/route-objects';
import { type DeliveredRoute, deliveredRoutes } from '../delivered-routes';
import {
  entriesFor,
  type IgnoredDifferenceEntry,
  ownEntries,
  weightManagers,
  wholeLists,
} from '../ignored-differences';
import type { Rule } from '../rule';

/** An Application that deletes a managed route. */
export const ARGOCD_HEADER_ROUTE_RESET: Rule = {
  id: 'argocd-header-route-reset',
  severity: 'warning',
  what: 'An Argo CD Application that does not leave the header or mirror routes of a release to the controller.',
  why: 'The next sync deletes the route, with self-heal within seconds, and the controller does not put it back: testers reach the old version until the next step, and the Application says Synced.',
  remedy: 'ignore the named route too, with the jqPathExpressions of the router',
  source:
    'recorded on Argo CD 3.5.1 with Argo Rollouts 1.10.2; rollouts-plugin-trafficrouter-gatewayapi issue #190, argo-cd util/argo/normalizers/diff_normalizer.go',
  *check(set) {
    for (const route of deliveredRoutes(set)) {
      const { delivery, release, group, kind, name, ignored } = route;
      const isUsed = release.steps.some(
        ({ kinds }) => kinds.includes('setHeaderRoute') || kinds.includes('setMirrorRoute'),
      );
      const entries = [...entriesFor(delivery, route), ...ownEntries(route.object)];
      const isKept = (entry: IgnoredDifferenceEntry): boolean =>
        wholeLists(entry, route).length > 0 || weightManagers(entry, route).length > 0;
      if (!isUsed || entries.some(isKept)) continue;
      const known = entries.flatMap(({ expressions }) => expressions);
      const nameless = namelessRule(route);
      const failing = nameless === undefined ? [] : known.filter((text) => NAME_IN_PATTERN.test(text));
      // A pattern of somebody else's may mean the route too.
      const isOther = (text: string): boolean => PATTERN.test(text) && !ignored.jqPathExpressions.includes(text);
      if (known.some((text) => isOther(text) && !failing.includes(text))) continue;
      const routes = managedRoutesIn(release.routing).filter(
        (managed) => !known.some((text) => text.includes(managed) && !failing.includes(text)),
      );
      const expressions = ignored.jqPathExpressions.filter((text) => routes.some((managed) => text.includes(managed)));
      if (expressions.length === 0) continue;
      yield {
        object: delivery.object,
        path: [...delivery.path, 'ignoreDifferences'],
        message: `${delivery.object.kind} "${delivery.object.metadata.name}" does not ignore the managed route ${routes.map((managed) => `"${managed}"`).join(' and ')} of ${kind} "${name}", and deletes it at the next sync${failing.length === 0 ? '' : `: '${failing[0]}' fails, as ${nameless} has no name`}`,
        remedy: `add {group: ${group}, kind: ${kind}, jqPathExpressions: [${expressions.map((text) => `'${text}'`).join(', ')}]} to ignoreDifferences`,
      };
    }
  },
};

/** The first rule without a name, on which a pattern for names fails; Argo CD passes over the expression in silence. */
function namelessRule({ object }: DeliveredRoute): string | undefined {
  const found = ['rules', 'http'].flatMap((list) =>
    listOf(at(object, 'spec', list)).flatMap((rule, index) =>
      isThere(at(rule, 'name')) ? [] : [`spec.${list}[${index}]`],
    ),
  );
  return found[0];
}

const NAME_IN_PATTERN = /\bselect\(\s*\.name\s*\|\s*(test|startswith|contains)\((?!.*\)\s*\?)/;

const PATTERN = /\b(test|startswith|contains)\(/;
