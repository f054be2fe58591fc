import { at, listOf, type Plain, textOf } from '../../manifest/plain';
import { GATEWAY_API_GROUP } from '../../traffic/gateway-api/plugin-config';
import { hasMeshParents } from '../mesh-parents';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A reference of a route of the Gateway API to a kind that there is not. */
export const GATEWAY_REFERENCE_KIND: Rule = {
  id: 'gateway-reference-kind',
  severity: 'error',
  what: 'A parentRef or backendRef of a route whose group and kind do not belong together.',
  why: 'The plugin goes by the name of a backend alone and moves the weights all the same. The Gateway takes no request for a parent that it is not, and answers those for a backend that it does not know with 500.',
  remedy: 'write kind Gateway with group gateway.networking.k8s.io, or kind Service with group "", or leave both out',
  source:
    'Gateway API: HTTPRoute spec.parentRefs and spec.rules[].backendRefs, conditions Accepted and ResolvedRefs (InvalidKind)',
  *check(set) {
    for (const { object } of routedBy(set, 'gateway-api')) {
      const isMesh = hasMeshParents(object);
      for (const { path, value, ...own } of referencesOf(object.spec)) {
        const kind = textOf(at(value, 'kind')) ?? own.kind;
        const group = at(value, 'group') ?? own.group;
        // What Linkerd calls the group of Services, and others do not know.
        if (kind === 'Service' && group === 'core' && isMesh) continue;
        const home = HOMES.get(kind);
        const isKnown =
          typeof group !== 'string' || home === group || (KINDS.get(group)?.includes(kind) ?? home === undefined);
        if (isKnown) continue;
        yield {
          object,
          path,
          message: `${path.at(-2)} names "${textOf(at(value, 'name')) ?? ''}" as a ${kind} of ${group === '' ? 'the core group' : `the group ${group}`}, which has no such kind`,
        };
      }
    }
  },
};

const KINDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['', ['Service']],
  [GATEWAY_API_GROUP, ['Gateway', 'ListenerSet']],
]);

// Other groups have kinds of these names too, but for meshes and clouds that are named otherwise.
const HOMES: ReadonlyMap<string, string> = new Map([
  ['Service', ''],
  ['Gateway', GATEWAY_API_GROUP],
]);

function referencesOf(spec: Plain) {
  const parents = listOf(at(spec, 'parentRefs')).map((value, index) => ({
    path: ['spec', 'parentRefs', index],
    value,
    kind: 'Gateway',
    group: GATEWAY_API_GROUP as Plain,
  }));
  const backends = listOf(at(spec, 'rules')).flatMap((rule, index) =>
    listOf(at(rule, 'backendRefs')).map((value, number) => ({
      path: ['spec', 'rules', index, 'backendRefs', number],
      value,
      kind: 'Service',
      group: '' as Plain,
    })),
  );
  return [...parents, ...backends];
}
