import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, isThere, listOf, numberOf, type Plain, textOf } from '../../manifest/plain';
import { type Release, releasesOf, serviceIn } from '../../release/release';
import type { ServiceRole } from '../../release/release-services';
import type { RouteBackend } from '../../traffic/router-model';
import type { Problem } from '../finding';
import { routedObjects } from '../routed-objects';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';
import { SERVICE_PAIRS } from '../service-names';
import { hasPort, namedPorts, portsText, type ServicePort, servicePorts } from '../service-ports';

/** Ports of Services that do not fit one another, the routes or the pods. */
export const SERVICE_PORT_MISMATCH: Rule = {
  id: 'service-port-mismatch',
  severity: 'error',
  what: 'Ports of the Services of a Rollout that differ from one another, or that its routes or pods do not have.',
  why: 'Requests go to a port that is not there: those of one version, or of both, fail. Nothing reports it but the requests.',
  remedy: 'give both Services the same ports, and let routes and pods name those',
  source: 'Kubernetes: a Service forwards its own ports only, and a named targetPort has to be a port of a container',
  *check(set) {
    const backends = backendsOf(set);
    for (const release of releasesOf(set)) {
      const used = (backends.get(release) ?? []).flatMap(({ port }) => port ?? []);
      for (const [one, other] of SERVICE_PAIRS) yield* pairProblems(release, one, other, used);
      // The mesh splits the requests to a port of the root Service between the same port of the two.
      if (isThere(at(release.routing, 'smi', 'rootService'))) yield* rootProblems(release);
      yield* targetProblems(release);
      yield* albProblems(release);
      for (const backend of backends.get(release) ?? []) yield* backendProblems(release, backend);
    }
  },
};

interface Backend extends RouteBackend {
  readonly route: ManifestObject;
}

function backendsOf(set: ManifestSet): Map<Release, Backend[]> {
  const backends = new Map<Release, Backend[]>();
  for (const { release, router, object, rollout } of routedObjects(set)) {
    const known = backends.get(release) ?? [];
    known.push(...router.backends([object], rollout).map((backend) => ({ ...backend, route: object })));
    backends.set(release, known);
  }
  return backends;
}

function* pairProblems(
  release: Release,
  one: ServiceRole,
  other: ServiceRole,
  used: readonly (number | string)[],
): Iterable<Problem> {
  const [first, second] = [serviceIn(release, one)?.object, serviceIn(release, other)?.object];
  if (first === undefined || second === undefined || first === second) return;
  const [left, right] = [first, second].map((service) => servicePorts(service, release.pods));
  if (left === undefined || right === undefined || portsText(left) === portsText(right)) return;
  // A port that cannot be read is told of by the schema.
  if ([...left, ...right].some(({ port }) => port === undefined)) return;
  yield {
    object: second,
    path: ['spec', 'ports'],
    severity: other !== 'preview' && isBroken(left, right, used) ? 'error' : 'warning',
    message: `the ${other} Service "${second.metadata.name}" has the ports ${portsText(right)}, and the ${one} Service "${first.metadata.name}" has ${portsText(left)}`,
    related: [{ object: first, path: ['spec', 'ports'], message: `the ${one} Service` }],
  };
}

// A preview may be reached at a port of its own, and a port that no route uses may be on one side only.
function isBroken(
  left: readonly ServicePort[],
  right: readonly ServicePort[],
  used: readonly (number | string)[],
): boolean {
  const known = used.filter((port) => hasPort(left, port));
  return known.length > 0
    ? known.some((port) => !hasPort(right, port))
    : !left.some(({ port }) => port !== undefined && hasPort(right, port));
}

function* rootProblems(release: Release): Iterable<Problem> {
  const [root, stable] = [serviceIn(release, 'root')?.object, serviceIn(release, 'stable')?.object];
  if (root === undefined || stable === undefined || root === stable) return;
  const [known, wanted] = [portNames(stable), portNames(root)];
  const missing = wanted.filter((port) => !known.includes(port));
  if (missing.length === 0) return;
  yield {
    object: root,
    path: ['spec', 'ports'],
    message: `the root Service "${root.metadata.name}" has the port ${missing.join(', ')}, which the stable Service "${stable.metadata.name}" does not have (it has ${known.join(', ') || 'none'})`,
    related: [{ object: stable, path: ['spec', 'ports'], message: 'the stable Service' }],
  };
}

// The requests to a port of the root Service go to the port of that number and name of the two.
function portNames(service: ManifestObject): string[] {
  return servicePorts(service, undefined).map(({ name, port, protocol }) =>
    [name, port, protocol === 'TCP' ? undefined : protocol].filter(isThere).join(' '),
  );
}

function* targetProblems({ services, pods, rollout }: Release): Iterable<Problem> {
  if (pods === undefined) return;
  const names = namedPorts(pods).map(({ name }) => name);
  for (const { object } of services) {
    for (const [index, port] of listOf(at(object?.spec, 'ports')).entries()) {
      const target = textOf(at(port, 'targetPort'));
      if (object === undefined || target === undefined || /^\d+$/.test(target)) continue;
      if (names.includes(target) || INJECTED.test(target)) continue;
      yield {
        object,
        path: ['spec', 'ports', index, 'targetPort'],
        message: `targetPort "${target}" of Service "${object.metadata.name}" is no port of the pods of the Rollout "${rollout.metadata.name}" (they name ${names.join(', ') || 'none'})`,
        related: [{ object: pods.object, path: [...pods.path, 'spec', 'containers'], message: 'the containers' }],
      };
    }
  }
}

// Ports of the proxies that meshes put into the pods in the cluster.
const INJECTED = /envoy|^linkerd-|^istio-/;

// The controller writes this port into the annotation, for both Services.
function* albProblems({ rollout, routing, services }: Release): Iterable<Problem> {
  const wanted = numberOf(at(routing, 'alb', 'servicePort'));
  if (wanted === undefined) return;
  for (const { object, role, name } of services) {
    const ports = listOf(at(object?.spec, 'ports')).map((port) => numberOf(at(port, 'port')));
    if (object === undefined || role === 'root' || ports.includes(wanted)) continue;
    yield {
      object: rollout,
      path: routingPath('alb', 'servicePort'),
      message: `servicePort is ${wanted}, and the ${role} Service "${name}" has ${ports.length === 0 ? 'no ports' : `the port ${ports.join(', ')}`}: the load balancer sends it nothing`,
      related: [{ object, path: ['spec', 'ports'], message: 'the ports of the Service' }],
    };
  }
}

function* backendProblems(release: Release, { route, service, port }: Backend): Iterable<Problem> {
  const object = release.services.find(({ name }) => name === service)?.object;
  // The ALB finds the port in its own annotation.
  if (object === undefined || port === undefined || port === 'use-annotation') return;
  const ports = servicePorts(object, release.pods);
  if (hasPort(ports, port)) return;
  const path = backendPath(route.spec, service, port, ['spec']);
  // A router that gives the new version the port of the old one names it once.
  if (path === undefined) return;
  const has = ports.map((one) => one.port ?? one.name).join(', ');
  yield {
    object: route,
    path,
    message: `${route.kind} "${route.metadata.name}" sends to port ${JSON.stringify(port)} of Service "${service}", which has ${has === '' ? 'no ports' : `the port ${has}`}`,
    related: [{ object, path: ['spec', 'ports'], message: 'the ports of the Service' }],
  };
}

/** The way to the backend that has both the name and the port. */
function backendPath(value: Plain, service: string, port: Plain, path: ManifestPath): ManifestPath | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, content] of Object.entries(value)) {
    const deeper = backendPath(content, service, port, [...path, Array.isArray(value) ? Number(key) : key]);
    if (deeper !== undefined) return deeper;
  }
  return holds(value, service) && holds(value, port) ? path : undefined;
}

function holds(value: Plain, wanted: Plain): boolean {
  if (typeof value !== 'object' || value === null) return value === wanted;
  return Object.values(value).some((content) => holds(content, wanted));
}
