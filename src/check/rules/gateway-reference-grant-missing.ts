import { grouped } from '../../manifest/grouped';
import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, textOf } from '../../manifest/plain';
import { GATEWAY_API_GROUP } from '../../traffic/gateway-api/plugin-config';
import { hasMeshParents } from '../mesh-parents';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A route that sends to a Service of another namespace, which does not allow it. */
export const GATEWAY_REFERENCE_GRANT_MISSING: Rule = {
  id: 'gateway-reference-grant-missing',
  severity: 'warning',
  what: 'A route of a Rollout that sends to a Service of another namespace, without a ReferenceGrant there among these files.',
  why: 'A Gateway sends nothing to a namespace that does not allow it: the requests for that backend are answered with 500, and the route says ResolvedRefs: False, RefNotPermitted.',
  remedy: 'add a ReferenceGrant in the namespace of the Service, from that kind of route in its namespace to Services',
  source: 'Gateway API: ReferenceGrant, HTTPRoute spec.rules[].backendRefs[].namespace',
  *check(set) {
    for (const { object } of routedBy(set, 'gateway-api')) {
      // Istio asks for a grant at Gateways alone (pilot/pkg/config/kube/gateway); of other meshes it is not known.
      if (hasMeshParents(object)) continue;
      const { kind, metadata } = object;
      for (const [index, rule] of listOf(at(object.spec, 'rules')).entries()) {
        for (const [number, backend] of listOf(at(rule, 'backendRefs')).entries()) {
          const namespace = textOf(at(backend, 'namespace'));
          const name = textOf(at(backend, 'name')) ?? '';
          if (namespace === undefined || metadata.namespace === undefined || namespace === metadata.namespace) continue;
          if (grantsIn(set, namespace).some((grant) => allows(grant, object, name))) continue;
          yield {
            object,
            path: ['spec', 'rules', index, 'backendRefs', number, 'namespace'],
            severity: set.isComplete ? 'error' : 'warning',
            message: `the ${kind} in the namespace "${metadata.namespace}" sends to the Service "${name}" in "${namespace}", and ${set.isComplete ? 'no ReferenceGrant' : 'no ReferenceGrant among these files'} allows it there`,
          };
        }
      }
    }
  },
};

function grantsIn(set: ManifestSet, namespace: string): readonly ManifestObject[] {
  // One without a namespace is in whatever namespace the manifests are applied to.
  return [namespace, ''].flatMap((home) => set.derive(grantsByNamespace).get(home) ?? []);
}

function grantsByNamespace(set: ManifestSet): ReadonlyMap<string, readonly ManifestObject[]> {
  return grouped(set.ofKind('ReferenceGrant', GATEWAY_API_GROUP), ({ metadata }) => metadata.namespace ?? '');
}

function allows({ spec }: ManifestObject, { kind, metadata }: ManifestObject, service: string): boolean {
  const isFrom = listOf(at(spec, 'from')).some(
    (from) =>
      at(from, 'group') === GATEWAY_API_GROUP &&
      at(from, 'kind') === kind &&
      at(from, 'namespace') === metadata.namespace,
  );
  const isTo = listOf(at(spec, 'to')).some(
    (to) => at(to, 'kind') === 'Service' && (textOf(at(to, 'name')) ?? service) === service,
  );
  return isFrom && isTo;
}
