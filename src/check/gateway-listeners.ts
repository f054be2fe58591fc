import type { ManifestObject } from '../manifest/manifest';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, entriesOf, listOf, numberOf, type Plain, textOf } from '../manifest/plain';

/** What a route wants of a Gateway. */
export interface ListenerDemand {
  /** The kind of the route. */
  readonly kind: string;

  /**
   * The namespace of the route.
   * @default - it is not known
   */
  readonly namespace?: string;

  /**
   * The listener that it names.
   * @default - any
   */
  readonly sectionName?: string;

  /**
   * The port that it names.
   * @default - any
   */
  readonly port?: number;
}

/** Why no listener of a Gateway takes a route, in words; nothing where one does or may. */
export function listenerProblems(set: ManifestSet, gateway: ManifestObject, demand: ListenerDemand): string[] {
  const { kind, namespace, sectionName, port } = demand;
  const all = listOf(at(gateway.spec, 'listeners'));
  if (all.length === 0) return [];
  const named = all.filter(
    (listener) =>
      (sectionName === undefined || at(listener, 'name') === sectionName) &&
      (port === undefined || at(listener, 'port') === port),
  );
  if (named.length === 0) {
    const wanted = [sectionName === undefined ? '' : `"${sectionName}"`, port === undefined ? '' : `on port ${port}`];
    const has = all.map(
      (listener) => `"${textOf(at(listener, 'name')) ?? ''}" on port ${numberOf(at(listener, 'port')) ?? 0}`,
    );
    return [`has no listener ${wanted.join(' ').trim()} (it has ${has.join(', ')})`];
  }
  const ofKind = named.filter((listener) => takesKind(listener, kind));
  if (ofKind.length === 0) {
    const protocols = [...new Set(named.map((listener) => textOf(at(listener, 'protocol')) ?? ''))].join(', ');
    return [`takes no ${kind} at its listeners (protocol ${protocols}, allowedRoutes.kinds)`];
  }
  if (ofKind.some((listener) => takesNamespace(set, listener, gateway, namespace))) return [];
  const from = [...new Set(ofKind.map((listener) => textOf(at(listener, ...NAMESPACES, 'from')) ?? 'Same'))];
  return [
    `is in the namespace "${gateway.metadata.namespace}" and admits no route of "${namespace}" (allowedRoutes.namespaces.from: ${from.join(', ')})`,
  ];
}

const NAMESPACES = ['allowedRoutes', 'namespaces'];

// The routes that belong to a protocol; other protocols are known to the one who makes the gateway only.
const KINDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['HTTP', ['HTTPRoute', 'GRPCRoute']],
  ['HTTPS', ['HTTPRoute', 'GRPCRoute']],
  ['TLS', ['TLSRoute', 'TCPRoute']],
  ['TCP', ['TCPRoute']],
  ['UDP', ['UDPRoute']],
]);

function takesKind(listener: Plain, kind: string): boolean {
  const kinds = listOf(at(listener, 'allowedRoutes', 'kinds'));
  const ofProtocol = KINDS.get(textOf(at(listener, 'protocol')) ?? '');
  if (ofProtocol?.includes(kind) === false) return false;
  return kinds.length === 0 || kinds.some((one) => at(one, 'kind') === kind);
}

function takesNamespace(
  set: ManifestSet,
  listener: Plain,
  gateway: ManifestObject,
  namespace: string | undefined,
): boolean {
  const home = gateway.metadata.namespace;
  if (namespace === undefined || home === undefined) return true;
  const from = textOf(at(listener, ...NAMESPACES, 'from')) ?? 'Same';
  if (from === 'Same') return namespace === home;
  if (from === 'Selector') return mayBeSelected(set, at(listener, ...NAMESPACES, 'selector'), namespace);
  return from !== 'None';
}

// What is not among the files, or asked for by expressions, may fit.
function mayBeSelected(set: ManifestSet, selector: Plain, namespace: string): boolean {
  const object = set.named('Namespace', namespace)[0];
  const labels = new Map<string, Plain>([
    ...entriesOf(at(object?.metadata, 'labels')),
    ['kubernetes.io/metadata.name', namespace],
  ]);
  return entriesOf(at(selector, 'matchLabels')).every(
    ([key, value]) => labels.get(key) === value || (object === undefined && !labels.has(key)),
  );
}
