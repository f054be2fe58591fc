import { type ManifestPath, pathText } from '../../manifest/manifest-path';
import { syncOptionsOf } from '../../release/delivery';
import { type DeliveredRoute, deliveredRoutes } from '../delivered-routes';
import {
  entriesFor,
  type IgnoredDifferenceEntry,
  ignoresWeights,
  labelExpressions,
  ownEntries,
  weightManagers,
  wholeLists,
} from '../ignored-differences';
import { failureOf } from '../jq-failure';
import type { Rule } from '../rule';

/** An Application that sets weights back. */
export const ARGOCD_FIGHTS_WEIGHTS: Rule = {
  id: 'argocd-fights-weights',
  severity: 'warning',
  what: 'An Argo CD Application that does not leave the weights of a route to the controller.',
  why: 'Argo CD puts the weights of Git back, with self-heal within a second, and says Synced. A VirtualService of Istio gets its weights again at once, and dips again and again. For every other route the canary gets no more requests until the pause is over, its gate measures nothing, and the release goes on to the end.',
  remedy:
    'ignore the weights with the jqPathExpressions of the router, and set the sync option ApplyOutOfSyncOnly=true, without RespectIgnoreDifferences',
  source: 'argo-cd issue #9678, argo-rollouts issue #849; recorded on Argo CD 3.5.1 with Argo Rollouts 1.10.2',
  *check(set) {
    for (const route of deliveredRoutes(set)) {
      const { delivery, group, kind, name, ignored } = route;
      const weights = ignored.jqPathExpressions.filter((expression) => /weight$/.test(expression));
      if (weights.length === 0) continue;
      const found = [...entriesFor(delivery, route), ...ownEntries(route.object)];
      const failures = failuresOf(found, route);
      // An expression that fails is passed over in silence (argo-cd util/argo/normalizers/diff_normalizer.go).
      const entries = found.map((entry) => ({
        ...entry,
        expressions: entry.expressions.filter((text) => failures.every(({ expression }) => expression !== text)),
      }));
      const isIgnored = entries.some(
        (entry) =>
          ignoresWeights(entry) || wholeLists(entry, route).length > 0 || weightManagers(entry, route).length > 0,
      );
      const application = `${delivery.object.kind} "${delivery.object.metadata.name}"`;
      if (!isIgnored) {
        const failure = failures.find(({ entry, expression }) =>
          ignoresWeights({ ...entry, expressions: [expression] }),
        );
        if (failure !== undefined) {
          const { entry, expression, path } = failure;
          yield {
            object: delivery.object,
            path: [...entry.path, 'jqPathExpressions'],
            message: `${application} ignores no weights of ${kind} "${name}": '${expression}' fails, as ${pathText(path)} is no list`,
            remedy: `write ${weights.map((text) => `'${text}'`).join(', ')}, which passes over what is not there`,
          };
          continue;
        }
        const isLate = entries.some((entry) => labelExpressions(entry).length > 0);
        yield {
          object: delivery.object,
          path: [...delivery.path, 'ignoreDifferences'],
          message: isLate
            ? `${application} ignores the rules of ${kind} "${name}" only while it has a label, which comes too late: each sync takes the weights back to those of Git`
            : `${application} does not ignore the weights of ${kind} "${name}", so each sync takes them back to those of Git`,
          remedy: `add {group: ${group}, kind: ${kind}, jqPathExpressions: [${weights.map((text) => `'${text}'`).join(', ')}]} to ignoreDifferences, and ApplyOutOfSyncOnly=true to syncOptions`,
        };
      } else if (entries.some(ignoresWeights) && !syncOptionsOf(delivery).includes('ApplyOutOfSyncOnly=true')) {
        yield {
          object: delivery.object,
          path: [...delivery.path, 'syncPolicy', 'syncOptions'],
          message: `${application} ignores the weights of ${kind} "${name}" and lacks ApplyOutOfSyncOnly=true, so the next commit of any object takes them back to those of Git`,
          remedy: 'add ApplyOutOfSyncOnly=true to syncPolicy.syncOptions',
        };
      }
    }
  },
};

interface Failure {
  readonly entry: IgnoredDifferenceEntry;
  readonly expression: string;
  readonly path: ManifestPath;
}

function failuresOf(entries: readonly IgnoredDifferenceEntry[], { object }: DeliveredRoute): Failure[] {
  if (object === undefined) return [];
  return entries.flatMap((entry) =>
    entry.expressions.flatMap((expression) => {
      const path = failureOf(expression, object);
      return path === undefined ? [] : [{ entry, expression, path }];
    }),
  );
}
