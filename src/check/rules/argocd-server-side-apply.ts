import { at, listOf, wordOf } from '../../manifest/plain';
import { type Delivery, deliveriesOf } from '../../release/delivery';
import { entriesFor } from '../ignored-differences';
import type { Rule } from '../rule';
import { HASH_LABEL } from '../service-names';

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
      const index = listOf(at(delivery.spec, 'syncPolicy', 'syncOptions')).indexOf('ServerSideApply=true');
      if (index < 0) continue;
      const names = [...new Set(strippedServices(delivery).map((name) => `"${name}"`))];
      if (names.length === 0) continue;
      yield {
        object: delivery.object,
        path: [...delivery.path, 'syncPolicy', 'syncOptions', index],
        message: `${delivery.object.kind} "${delivery.object.metadata.name}" applies on the server side, which takes ${HASH_LABEL} out of the selectors of the Services ${names.join(' and ')}`,
      };
    }
  },
};

function strippedServices(delivery: Delivery): string[] {
  return delivery.releases.flatMap(({ rollout, services }) =>
    services
      .filter(({ role, name, object }) => {
        if (role === 'root') return false;
        const { namespace } = rollout.metadata;
        const entries = entriesFor(delivery, { group: '', kind: 'Service', name, ...(namespace && { namespace }) });
        const isIgnored = entries.some(({ expressions, pointers }) =>
          [...expressions, ...pointers].some(
            (text) => text.includes(HASH_LABEL) || /^[./]spec[./]selector$/.test(text),
          ),
        );
        // Of a Service that is somewhere else the annotations are not known.
        const isAnnotated = object === undefined || optionsOf(at(object.metadata.annotations, SYNC_OPTIONS)).has(OFF);
        return !isIgnored || !isAnnotated;
      })
      .map(({ name }) => name),
  );
}

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const OFF = 'ServerSideApply=false';

function optionsOf(annotation: unknown): ReadonlySet<string> {
  return new Set(
    wordOf(annotation ?? '')
      .split(',')
      .map((option) => option.trim()),
  );
}
