import { grouped } from '../../manifest/grouped';
import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, textOf } from '../../manifest/plain';
import { ISTIO_GROUP } from '../../traffic/istio/weighted-routes';
import type { Problem } from '../finding';
import { nearest } from '../nearest';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A VirtualService of a release that no request comes to. */
export const ISTIO_VIRTUAL_SERVICE_UNREACHED: Rule = {
  id: 'istio-virtual-service-unreached',
  severity: 'warning',
  what: 'A VirtualService of a Rollout without hosts, or whose host is the name of a Service that there is not.',
  why: 'Inside the mesh requests go to the address of a Service, and the VirtualService is applied to those to its hosts. Where there is none, its weights move and no request follows them. Nothing reports it.',
  remedy: 'let hosts have the name of the Service that callers use',
  source: 'Istio: VirtualService spec.hosts, spec.gateways and spec.http[].delegate',
  *check(set) {
    // Somewhere else there may be the Service, or a VirtualService that delegates to this one.
    if (!set.isComplete) return;
    for (const { object } of routedBy(set, 'istio')) {
      if (object.kind !== 'VirtualService') continue;
      const hosts = listOf(at(object.spec, 'hosts')).flatMap((host) => textOf(host) ?? []);
      if (hosts.length === 0 && !isDelegatedTo(set, object)) {
        yield {
          object,
          path: ['spec', 'hosts'],
          message: `the VirtualService "${object.metadata.name}" has no hosts, and no VirtualService delegates to it: no request comes to it`,
        };
      }
      if (isForMesh(object)) yield* hostProblems(set, object);
    }
  },
};

function isDelegatedTo(set: ManifestSet, { metadata }: ManifestObject): boolean {
  return set.ofKind('VirtualService', ISTIO_GROUP).some((other) =>
    listOf(at(other.spec, 'http')).some((route) => {
      const namespace = textOf(at(route, 'delegate', 'namespace')) ?? other.metadata.namespace;
      return at(route, 'delegate', 'name') === metadata.name && namespace === metadata.namespace;
    }),
  );
}

function isForMesh({ spec }: ManifestObject): boolean {
  const gateways = listOf(at(spec, 'gateways'));
  return gateways.length === 0 || (gateways.length === 1 && gateways[0] === 'mesh');
}

function* hostProblems(set: ManifestSet, object: ManifestObject): Iterable<Problem> {
  for (const [index, value] of listOf(at(object.spec, 'hosts')).entries()) {
    const host = textOf(value) ?? '';
    // Any other name may be one of a ServiceEntry or of the world outside.
    const [, name, namespace = object.metadata.namespace] =
      /^([a-z0-9-]+)(?:\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?)?$/.exec(host) ?? [];
    if (name === undefined) continue;
    if (set.tryFind({ groups: [''], kind: 'Service', name, namespace }, object) !== undefined) continue;
    const services = (set.derive(servicesByNamespace).get(namespace ?? '') ?? []).map((one) => one.metadata.name);
    // Another namespace of which nothing is here is somebody else's.
    if (services.length === 0) continue;
    const meant = services.length > MANY ? undefined : nearest(name, services);
    yield {
      object,
      path: ['spec', 'hosts', index],
      message: `the VirtualService "${object.metadata.name}" is for the host "${host}", and there is no Service "${name}"${namespace === undefined ? '' : ` in the namespace "${namespace}"`}${meant === undefined ? '' : `, did you mean "${meant}"`}`,
    };
  }
}

// Comparing a name with all of them takes its time.
const MANY = 100;

function servicesByNamespace(set: ManifestSet): ReadonlyMap<string, readonly ManifestObject[]> {
  return grouped(set.ofKind('Service', ''), ({ metadata }) => metadata.namespace ?? '');
}
