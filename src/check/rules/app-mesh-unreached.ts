import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, numberOf, type Plain, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { virtualNodeOf, virtualRouterOf } from '../../traffic/app-mesh/writer';
import type { Problem } from '../finding';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** An object of App Mesh that stands for a Service or a port which there is not. */
export const APP_MESH_UNREACHED: Rule = {
  id: 'app-mesh-unreached',
  severity: 'warning',
  what: 'A VirtualService or VirtualNode of a Rollout whose host is no Service, or that of the other version, or that listens at a port which its Service does not have.',
  why: 'Callers look a VirtualService up by the name and port of a Service, and its Envoys the pods of a VirtualNode likewise. Where one is not there, no request comes through, whatever the weights are. The controller does not look at it.',
  remedy: 'write the name and the ports of the Service: port for a VirtualRouter, targetPort for a VirtualNode',
  source:
    'AWS App Mesh controller: VirtualService spec.awsName, VirtualNode spec.serviceDiscovery.dns and spec.listeners',
  *check(set) {
    // Elsewhere there may be the Services.
    if (!set.isComplete) return;
    for (const { object } of routedBy(set, 'app-mesh')) {
      if (object.kind === 'VirtualService') yield* virtualServiceProblems(set, object);
    }
    for (const release of releasesOf(set)) {
      const { rollout, routed } = release;
      for (const version of ['stable', 'canary'] as const) {
        const node = set.tryFind(virtualNodeOf(routed, version), rollout);
        if (node === undefined) continue;
        yield* nodeProblems(set, node);
        yield* versionProblems(release, node, version);
      }
    }
  },
};

function* virtualServiceProblems(set: ManifestSet, object: ManifestObject): Iterable<Problem> {
  const host = serviceAt(set, object, at(object.spec, 'awsName') ?? object.metadata.name);
  if (host === undefined) return;
  const path = at(object.spec, 'awsName') === undefined ? ['metadata', 'name'] : ['spec', 'awsName'];
  if (host.service === undefined) yield missing(object, path, host.name);
  const reference = virtualRouterOf(object);
  const router = reference && set.tryFind(reference, object);
  if (host.service === undefined || router === undefined) return;
  const ports = listOf(at(host.service.spec, 'ports')).map((port) => at(port, 'port'));
  yield* listenerProblems(router, host.service, ports);
}

function* nodeProblems(set: ManifestSet, object: ManifestObject): Iterable<Problem> {
  const host = serviceAt(set, object, at(object.spec, 'serviceDiscovery', 'dns', 'hostname'));
  if (host === undefined) return;
  if (host.service === undefined) {
    yield missing(object, ['spec', 'serviceDiscovery', 'dns', 'hostname'], host.name);
    return;
  }
  const ports = listOf(at(host.service.spec, 'ports')).map((port) => at(port, 'targetPort') ?? at(port, 'port'));
  yield* listenerProblems(object, host.service, ports);
}

// The controller lets each of the two Services select its own version.
function* versionProblems(
  { set, services }: Release,
  object: ManifestObject,
  version: 'stable' | 'canary',
): Iterable<Problem> {
  const path = ['spec', 'serviceDiscovery', 'dns', 'hostname'];
  const found = serviceAt(set, object, at(object, ...path))?.service;
  const role = services.find((service) => service.object === found && found !== undefined)?.role;
  if (role === undefined || role === version || (role !== 'stable' && role !== 'canary')) return;
  yield {
    object,
    path,
    message: `the VirtualNode "${object.metadata.name}" is that of the ${version} version, and finds its pods by the ${role} Service "${found?.metadata.name}"`,
  };
}

interface Host {
  readonly name: string;
  readonly service?: ManifestObject;
}

// Any other name may be one of the world outside.
function serviceAt(set: ManifestSet, from: ManifestObject, host: Plain): Host | undefined {
  const [, name, namespace] =
    /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?\.?$/.exec(textOf(host) ?? '') ?? [];
  if (name === undefined) return undefined;
  const service = set.tryFind({ groups: [''], kind: 'Service', name, namespace }, from);
  return { name: `${name}" in the namespace "${namespace}`, ...(service === undefined ? {} : { service }) };
}

function missing(object: ManifestObject, path: readonly string[], name: string): Problem {
  const message = `the ${object.kind} "${object.metadata.name}" stands for the Service "${name}", which does not exist`;
  return { object, path, message };
}

function* listenerProblems(
  object: ManifestObject,
  service: ManifestObject,
  ports: readonly Plain[],
): Iterable<Problem> {
  // A port of the pods that has a name may be any number.
  if (ports.length === 0 || ports.some((port) => numberOf(port) === undefined)) return;
  for (const [index, listener] of listOf(at(object.spec, 'listeners')).entries()) {
    const port = numberOf(at(listener, 'portMapping', 'port'));
    if (port === undefined || ports.includes(port)) continue;
    yield {
      object,
      path: ['spec', 'listeners', index, 'portMapping', 'port'],
      message: `the ${object.kind} "${object.metadata.name}" listens at port ${port}, and Service "${service.metadata.name}" has ${ports.join(', ')} there`,
      related: [{ object: service, path: ['spec', 'ports'], message: 'the ports of the Service' }],
    };
  }
}
