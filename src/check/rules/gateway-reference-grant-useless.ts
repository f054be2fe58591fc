import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, type Plain, textOf } from '../../manifest/plain';
import { GATEWAY_API_GROUP } from '../../traffic/gateway-api/plugin-config';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import { nearest } from '../nearest';
import type { Rule } from '../rule';

/** A ReferenceGrant for something that there is not. */
export const GATEWAY_REFERENCE_GRANT_USELESS: Rule = {
  id: 'gateway-reference-grant-useless',
  severity: 'warning',
  what: 'A ReferenceGrant that allows something of a misspelt kind or group, or a Service that there is not.',
  why: 'It is accepted and allows nothing. The requests of a route that needs it are answered with 500 (RefNotPermitted), at once or when the grant that helps it now is taken away.',
  remedy: 'write the kind, the group and the name of what is referred to',
  source: 'Gateway API: ReferenceGrant spec.from and spec.to',
  *check(set) {
    for (const object of set.ofKind('ReferenceGrant', GATEWAY_API_GROUP)) {
      for (const [index, from] of listOf(at(object.spec, 'from')).entries()) {
        yield* misspelt(object, ['spec', 'from', index], from, GATEWAY_API_GROUP, ROUTES);
      }
      for (const [index, to] of listOf(at(object.spec, 'to')).entries()) {
        yield* misspelt(object, ['spec', 'to', index], to, '', TARGETS);
        if (set.isComplete) yield* serviceProblems(set, object, ['spec', 'to', index, 'name'], to);
      }
    }
  },
};

const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute', 'Gateway', 'ListenerSet'];
const TARGETS = ['Service', 'Secret', 'ConfigMap'];

function* misspelt(
  object: ManifestObject,
  path: ManifestPath,
  value: Plain,
  group: string,
  kinds: readonly string[],
): Iterable<Problem> {
  const own = at(value, 'group');
  const kind = textOf(at(value, 'kind'));
  if (group !== '' && typeof own === 'string' && own !== group && nearest(own, [group]) !== undefined) {
    yield fault(object, [...path, 'group'], 'API group', own, group);
  }
  if (kind === undefined || own !== group || kinds.includes(kind)) return;
  const meant = nearest(kind, kinds);
  if (meant !== undefined) yield fault(object, [...path, 'kind'], 'kind', kind, meant);
}

function fault(object: ManifestObject, path: ManifestPath, what: string, got: string, meant: string): Problem {
  return {
    object,
    path,
    message: `the ReferenceGrant "${object.metadata.name}" is for the ${what} ${quote(got)}, did you mean ${quote(meant)}`,
    fix: { description: `write ${meant}`, edits: [{ set: path, value: meant }] },
  };
}

function* serviceProblems(set: ManifestSet, object: ManifestObject, path: ManifestPath, to: Plain): Iterable<Problem> {
  const name = textOf(at(to, 'name'));
  if (name === undefined || at(to, 'kind') !== 'Service' || (at(to, 'group') ?? '') !== '') return;
  if (set.tryFind({ groups: [''], kind: 'Service', name }, object) !== undefined) return;
  const { namespace } = object.metadata;
  yield {
    object,
    path,
    message: `the ReferenceGrant "${object.metadata.name}" is for the Service ${quote(name)}, which does not exist${namespace === undefined ? '' : ` in the namespace ${quote(namespace)}`}`,
  };
}
