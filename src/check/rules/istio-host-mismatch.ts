import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, entriesOf, listOf, numberOf, type Plain, textOf, wordOf } from '../../manifest/plain';
import { ROUTE_LISTS, roleOf } from '../../traffic/istio/weighted-routes';
import type { Problem } from '../finding';
import { isGivenInCluster } from '../label-query';
import { type RoutedObject, routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A Service behind the subsets of a release that has other pods or ports. */
export const ISTIO_HOST_MISMATCH: Rule = {
  id: 'istio-host-mismatch',
  severity: 'error',
  what: 'A Service behind the subsets of a Rollout that does not select its pods, or lacks the port that the route sends to.',
  why: 'A subset is a part of the pods of its host. Where the Service has none of the pods of the Rollout, or not that port, both subsets are empty, and every request is answered with 503. The controller does not look at it.',
  remedy: 'let the selector of the Service have labels of the pods, and the route a port of the Service',
  source: 'Istio: DestinationRule spec.subsets and VirtualService spec.http[].route[].destination',
  *check(set) {
    for (const routed of routedBy(set, 'istio')) {
      if (routed.object.kind !== 'VirtualService') continue;
      const told = new Set<ManifestObject>();
      for (const { path, value } of subsetDestinations(routed)) {
        const service = hostService(set, routed, textOf(at(value, 'destination', 'host')) ?? '');
        // Those that the Rollout names have rules of their own.
        if (service === undefined || routed.release.services.some(({ object }) => object === service)) continue;
        if (!told.has(service)) yield* selectorProblems(routed, service);
        told.add(service);
        yield* portProblems(routed.object, service, path, value);
      }
    }
  },
};

function subsetDestinations({ object, rollout }: RoutedObject): { path: ManifestPath; value: Plain }[] {
  return ROUTE_LISTS.flatMap((list) =>
    listOf(at(object.spec, list)).flatMap((route, index) =>
      listOf(at(route, 'route')).flatMap((value, number) => {
        const isSubset =
          roleOf(value, rollout) !== undefined && textOf(at(value, 'destination', 'subset')) !== undefined;
        return isSubset ? [{ path: ['spec', list, index, 'route', number, 'destination'], value }] : [];
      }),
    ),
  );
}

// A short name is one of the namespace of the VirtualService.
function hostService(set: ManifestSet, { object }: RoutedObject, host: string): ManifestObject | undefined {
  const [name = '', namespace = object.metadata.namespace] = host.split('.');
  return set.tryFind({ groups: [''], kind: 'Service', name, namespace }, object);
}

function* selectorProblems({ release }: RoutedObject, service: ManifestObject): Iterable<Problem> {
  const { pods, rollout } = release;
  if (pods === undefined) return;
  for (const [key, value] of entriesOf(at(service.spec, 'selector'))) {
    const own = pods.labels.get(key);
    if (own === value || isGivenInCluster(key)) continue;
    yield {
      object: service,
      path: ['spec', 'selector', key],
      message: `Service "${service.metadata.name}", the host of the subsets of the Rollout "${rollout.metadata.name}", selects ${key}=${wordOf(value)}, and its pods have ${own === undefined ? 'no such label' : `${key}=${wordOf(own)}`}`,
      related: [{ object: pods.object, path: [...pods.path, 'metadata', 'labels'], message: 'the labels of the pods' }],
    };
  }
}

function* portProblems(
  object: ManifestObject,
  service: ManifestObject,
  path: ManifestPath,
  value: Plain,
): Iterable<Problem> {
  const port = numberOf(at(value, 'destination', 'port', 'number'));
  const ports = listOf(at(service.spec, 'ports')).map((one) => numberOf(at(one, 'port')));
  if (port === undefined || ports.includes(port)) return;
  yield {
    object,
    path: [...path, 'port', 'number'],
    message: `the destination is port ${port} of Service "${service.metadata.name}", which has ${ports.length === 0 ? 'no ports' : `the port ${ports.join(', ')}`}`,
    related: [{ object: service, path: ['spec', 'ports'], message: 'the ports of the Service' }],
  };
}
