import { at } from '../../manifest/plain';
import { deliveriesOf, syncOptionsOf } from '../../release/delivery';
import { entriesFor } from '../ignored-differences';
import type { Rule } from '../rule';

/** An Application that takes the controller's label out of the selectors of Services. */
export const ARGOCD_SERVER_SIDE_APPLY: Rule = {
  id: 'argocd-server-side-apply',
  severity: 'warning',
  what: 'An Argo CD Application with ServerSideApply=true over the Services of a Rollout.',
  why: 'Server-side apply replaces the selector of a Service as a whole: both Services select both versions, until the controller looks again after up to 15 minutes, and nothing reports it.',
  remedy:
    'take ServerSideApply=true away, or annotate the Services with argocd.argoproj.io/sync-options: ServerSideApply=false and ignore .spec.selector."rollouts-pod-template-hash" of Service',
  source: 'argo-rollouts issue #3437; recorded on Argo CD 3.5.1: 73 seconds with both versions behind both Services',
  *check(set) {
    for (const delivery of deliveriesOf(set)) {
      const index = syncOptionsOf(delivery).indexOf('ServerSideApply=true');
      if (index < 0) continue;
      const services = delivery.releases.flatMap((release) => release.services).filter(({ role }) => role !== 'root');
      const unprotected = services.filter(
        ({ object }) =>
          !String(at(object?.metadata.annotations, 'argocd.argoproj.io/sync-options') ?? '').includes(
            'ServerSideApply=false',
          ),
      );
      const isIgnored = entriesFor(delivery, '', 'Service').some((entry) =>
        [...entry.expressions, ...entry.pointers].some((text) => text.includes('rollouts-pod-template-hash')),
      );
      const names = [...new Set((isIgnored ? unprotected : services).map(({ name }) => `"${name}"`))];
      if (names.length === 0) continue;
      yield {
        object: delivery.object,
        path: [...delivery.path, 'syncPolicy', 'syncOptions', index],
        message: `Application "${delivery.object.metadata.name}" applies on the server side, which takes rollouts-pod-template-hash out of the selectors of the Services ${names.join(' and ')}`,
      };
    }
  },
};
