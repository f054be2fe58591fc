import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, numberOf, type Plain, textOf } from '../../manifest/plain';
import { GATEWAY_API_GROUP } from '../../traffic/gateway-api/plugin-config';
import type { Problem } from '../finding';
import { type ListenerDemand, listenerProblems } from '../gateway-listeners';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A route of a release that no Gateway takes requests for. */
export const GATEWAY_ROUTE_UNATTACHED: Rule = {
  id: 'gateway-route-unattached',
  severity: 'error',
  what: 'A route of a Rollout that is attached to nothing, or to a Gateway that does not admit it.',
  why: 'The weights are moved and everything looks right, while no request takes this route: the status of the route says Accepted: False, and the Rollout does not look at it.',
  remedy:
    'name the Gateway, or the Service of a mesh, in parentRefs, and let a listener of the Gateway admit routes of that kind and namespace (allowedRoutes; without it only those of its own namespace)',
  source: 'Gateway API: Gateway spec.listeners[].allowedRoutes, HTTPRoute spec.parentRefs',
  *check(set) {
    for (const { object } of routedBy(set, 'gateway-api')) {
      const parents = listOf(at(object.spec, 'parentRefs'));
      if (parents.length === 0) {
        yield {
          object,
          path: ['spec', 'parentRefs'],
          // An Application or a Kustomization may add them.
          severity: 'warning',
          message: `the ${object.kind} "${object.metadata.name}" has no parentRefs: it is attached to nothing, and no request takes it`,
        };
      }
      for (const [index, parent] of parents.entries()) {
        yield* meshProblems(set, object, index, parent);
        const gateway = gatewayOf(set, object, parent);
        if (gateway === undefined) continue;
        for (const problem of listenerProblems(set, gateway, demandOf(object, parent))) {
          yield {
            object,
            path: ['spec', 'parentRefs', index],
            message: `the Gateway "${gateway.metadata.name}" ${problem}: it takes no request for this ${object.kind}`,
            related: [{ object: gateway, path: ['spec', 'listeners'], message: 'the listeners of the Gateway' }],
          };
        }
      }
    }
  },
};

// A mesh splits the requests to a Service that is there, and at a port that it has.
function* meshProblems(set: ManifestSet, object: ManifestObject, index: number, parent: Plain): Iterable<Problem> {
  const name = textOf(at(parent, 'name'));
  if (at(parent, 'kind') !== 'Service' || name === undefined) return;
  const namespace = textOf(at(parent, 'namespace')) ?? object.metadata.namespace;
  const service = set.tryFind({ groups: [''], kind: 'Service', name, namespace }, object);
  const place = { object, path: ['spec', 'parentRefs', index] };
  const effect = `the mesh gives no request to this ${object.kind}`;
  if (service === undefined) {
    // A mesh's own Service is often made elsewhere.
    if (set.isComplete)
      yield { ...place, severity: 'warning', message: `the Service "${name}" does not exist: ${effect}` };
    return;
  }
  const port = numberOf(at(parent, 'port'));
  const ports = listOf(at(service.spec, 'ports')).map((one) => numberOf(at(one, 'port')));
  if (port === undefined || ports.includes(port)) return;
  yield {
    ...place,
    message: `the Service "${name}" has no port ${port} (it has ${ports.join(', ') || 'none'}): ${effect}`,
    related: [{ object: service, path: ['spec', 'ports'], message: 'the ports of the Service' }],
  };
}

function gatewayOf(set: ManifestSet, route: ManifestObject, parent: Plain): ManifestObject | undefined {
  const name = textOf(at(parent, 'name'));
  const kind = textOf(at(parent, 'kind')) ?? 'Gateway';
  const group = textOf(at(parent, 'group')) ?? GATEWAY_API_GROUP;
  if (name === undefined || kind !== 'Gateway') return undefined;
  return set.tryFind({ groups: [group], kind, name, namespace: textOf(at(parent, 'namespace')) }, route);
}

function demandOf({ kind, metadata }: ManifestObject, parent: Plain): ListenerDemand {
  return {
    kind,
    namespace: metadata.namespace,
    sectionName: textOf(at(parent, 'sectionName')),
    port: numberOf(at(parent, 'port')),
  };
}
