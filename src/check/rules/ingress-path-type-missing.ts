import { at, isThere, listOf, type Plain, wordOf } from '../../manifest/plain';
import type { Rule } from '../rule';

/** A path of an Ingress without the way in which it is compared. */
export const INGRESS_PATH_TYPE_MISSING: Rule = {
  id: 'ingress-path-type-missing',
  severity: 'error',
  what: 'A path of an Ingress without pathType, or with one that there is not.',
  why: 'The API server refuses the Ingress, and the Rollout that needs it is InvalidSpec.',
  remedy: 'set pathType to Prefix, Exact or ImplementationSpecific',
  source: 'Kubernetes networking.k8s.io/v1 Ingress; recorded on kube-apiserver 1.34',
  *check(set) {
    for (const object of set.ofKind('Ingress', 'networking.k8s.io')) {
      if (object.apiVersion !== 'networking.k8s.io/v1') continue;
      for (const [rule, value] of listOf(at(object.spec, 'rules')).entries()) {
        for (const [index, path] of listOf(at(value, 'http', 'paths')).entries()) {
          const type = at(path, 'pathType');
          if (TYPES.includes(wordOf(type))) continue;
          const place = ['spec', 'rules', rule, 'http', 'paths', index, 'pathType'];
          yield {
            object,
            path: place,
            message: `path ${JSON.stringify(at(path, 'path') ?? '/')} of Ingress "${object.metadata.name}" ${isThere(type) ? `has the pathType ${JSON.stringify(type)}` : 'has no pathType'}, it takes ${TYPES.join(', ')}`,
            fix:
              isThere(type) || !isPlain(at(path, 'path'))
                ? undefined
                : { description: 'set pathType to Prefix', edits: [{ set: place, value: 'Prefix' }] },
          };
        }
      }
    }
  },
};

const TYPES = ['Prefix', 'Exact', 'ImplementationSpecific'];

// What is an expression to the one who makes the ingress is a prefix to nobody.
function isPlain(path: Plain): boolean {
  return !isThere(path) || /^\/[\w./~-]*$/.test(wordOf(path));
}
