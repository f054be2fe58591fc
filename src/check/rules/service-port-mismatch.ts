import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import { at, isThere, listOf, numberOf, type Plain, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import type { RouteBackend } from '../../traffic/router-model';
import type { Problem } from '../finding';
import { routedObjects } from '../routed-objects';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** Ports of Services that do not fit one another, the routes or the pods. */
export const SERVICE_PORT_MISMATCH: Rule = {
  id: 'service-port-mismatch',
  severity: 'error',
  what: 'Ports of the Services of a Rollout that differ from one another, or that its routes or pods do not have.',
  why: 'Requests go to a port that is not there: those of one version, or of both, fail. Nothing reports it but the requests.',
  remedy: 'give both Services the same ports, and let routes and pods name those',
  source: 'Kubernetes: a Service forwards its own ports only, and a named targetPort has to be a port of a container',
  *check(set) {
    for (const release of releasesOf(set)) {
      for (const [one, other] of PAIRS) yield* pairProblems(release, one, other);
      // The mesh splits the requests to a port of the root Service between the same port of the two.
      if (isThere(at(release.routing, 'smi', 'rootService'))) yield* rootProblems(release);
      yield* targetProblems(release);
      yield* albProblems(release);
    }
    for (const { release, router, object, rollout } of routedObjects(set)) {
      const backends = router.backends([object], rollout);
      for (const backend of backends) yield* backendProblems(release, object, backend);
    }
  },
};

const PAIRS = [
  ['stable', 'canary'],
  ['active', 'preview'],
  ['ping', 'pong'],
] as const;

function* pairProblems(release: Release, one: string, other: string): Iterable<Problem> {
  const find = (role: string): ManifestObject | undefined =>
    release.services.find((service) => service.role === role)?.object;
  const [first, second] = [find(one), find(other)];
  if (first === undefined || second === undefined || first === second) return;
  const [left, right] = [portTexts(first), portTexts(second)];
  if (left === right) return;
  yield {
    object: second,
    path: ['spec', 'ports'],
    message: `the ${other} Service "${second.metadata.name}" has the ports ${right}, and the ${one} Service "${first.metadata.name}" has ${left}`,
    related: [{ object: first, path: ['spec', 'ports'], message: `the ${one} Service` }],
  };
}

function* rootProblems({ services }: Release): Iterable<Problem> {
  const find = (role: string): ManifestObject | undefined => services.find((service) => service.role === role)?.object;
  const [root, stable] = [find('root'), find('stable')];
  if (root === undefined || stable === undefined || root === stable) return;
  const known = portNames(stable);
  const missing = portNames(root).filter((port) => !known.includes(port));
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
  return listOf(at(service.spec, 'ports')).map((port) =>
    [textOf(at(port, 'name')), scalarOf(at(port, 'port')), textOf(at(port, 'protocol'))].filter(isThere).join(' '),
  );
}

function portTexts(service: ManifestObject): string {
  const texts = listOf(at(service.spec, 'ports')).map((port) => {
    const number = scalarOf(at(port, 'port'));
    const name = textOf(at(port, 'name'));
    const target = scalarOf(at(port, 'targetPort')) ?? number;
    return `${name === undefined ? '' : `${name} `}${number} → ${target}/${textOf(at(port, 'protocol')) ?? 'TCP'}`;
  });
  return texts.length === 0 ? 'none' : texts.sort().join(', ');
}

function scalarOf(value: Plain): number | string | undefined {
  return numberOf(value) ?? textOf(value);
}

function* targetProblems({ services, pods, rollout }: Release): Iterable<Problem> {
  if (pods === undefined) return;
  const spec = at(pods.template, 'spec');
  const names = [...listOf(at(spec, 'containers')), ...listOf(at(spec, 'initContainers'))].flatMap((container) =>
    listOf(at(container, 'ports')).map((port) => at(port, 'name')),
  );
  for (const { object } of services) {
    for (const [index, port] of listOf(at(object?.spec, 'ports')).entries()) {
      const target = textOf(at(port, 'targetPort'));
      if (object === undefined || target === undefined || /^\d+$/.test(target) || names.includes(target)) continue;
      yield {
        object,
        path: ['spec', 'ports', index, 'targetPort'],
        message: `targetPort "${target}" of Service "${object.metadata.name}" is no port of the pods of the Rollout "${rollout.metadata.name}" (they name ${names.filter((name) => textOf(name)).join(', ') || 'none'})`,
        related: [{ object: pods.object, path: [...pods.path, 'spec', 'containers'], message: 'the containers' }],
      };
    }
  }
}

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

function* backendProblems(release: Release, route: ManifestObject, { service, port }: RouteBackend): Iterable<Problem> {
  const object = release.services.find(({ name }) => name === service)?.object;
  // The ALB finds the port in its own annotation.
  if (object === undefined || port === undefined || port === 'use-annotation') return;
  const ports = listOf(at(object.spec, 'ports'));
  const hasPort = ports.some((one) => (typeof port === 'number' ? at(one, 'port') : at(one, 'name')) === port);
  if (hasPort) return;
  const path = backendPath(route.spec, service, port, ['spec']);
  // A router that gives the new version the port of the old one names it once.
  if (path === undefined) return;
  const has = ports.map((one) => numberOf(at(one, 'port')) ?? textOf(at(one, 'name'))).join(', ');
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
