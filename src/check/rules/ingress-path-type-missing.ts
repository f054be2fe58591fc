import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import { at, isThere, listOf, type Plain, wordOf } from '../../manifest/plain';
import type { Problem } from '../finding';
import { isOpen } from '../open-text';
import type { Rule } from '../rule';

/** A path of an Ingress without the way in which it is compared. */
export const INGRESS_PATH_TYPE_MISSING: Rule = {
  id: 'ingress-path-type-missing',
  severity: 'error',
  what: 'A path of an Ingress without pathType, with one that there is not, or that its pathType does not take.',
  why: 'The API server refuses the Ingress, and the Rollout that needs it is InvalidSpec.',
  remedy: 'set pathType to Prefix, Exact or ImplementationSpecific, and path to one that begins with "/"',
  source:
    'kubernetes pkg/apis/networking/validation/validation.go validateHTTPIngressPath; recorded on kube-apiserver 1.34',
  *check(set) {
    for (const object of set.ofKind('Ingress', 'networking.k8s.io')) {
      if (object.apiVersion !== 'networking.k8s.io/v1') continue;
      for (const [rule, value] of listOf(at(object.spec, 'rules')).entries()) {
        for (const [index, path] of listOf(at(value, 'http', 'paths')).entries()) {
          yield* problemsOf(object, path, ['spec', 'rules', rule, 'http', 'paths', index]);
        }
      }
    }
  },
};

const TYPES = ['Prefix', 'Exact', 'ImplementationSpecific'];

function* problemsOf(object: ManifestObject, entry: Plain, place: ManifestPath): Iterable<Problem> {
  const [type, path] = [at(entry, 'pathType'), at(entry, 'path')];
  const who = `path ${JSON.stringify(path ?? '')} of Ingress "${object.metadata.name}"`;
  if (isOpen(type)) return;
  if (!TYPES.includes(wordOf(type))) {
    const way = [...place, 'pathType'];
    yield {
      object,
      path: way,
      message: `${who} ${isThere(type) ? `has the pathType ${JSON.stringify(type)}` : 'has no pathType'}, it takes ${TYPES.join(', ')}`,
      fix:
        isThere(type) || !isPlain(path)
          ? undefined
          : { description: 'set pathType to Prefix', edits: [{ set: way, value: 'Prefix' }] },
    };
    return;
  }
  const text = isThere(path) ? wordOf(path) : '';
  if (isOpen(text) || (type === 'ImplementationSpecific' && text === '')) return;
  const problem = !text.startsWith('/')
    ? 'does not begin with "/"'
    : type !== 'ImplementationSpecific' && isWinding(text)
      ? 'has "//", "/./", "/../" or "%2F" in it, or ends in "/." or "/.."'
      : undefined;
  if (problem === undefined) return;
  yield {
    object,
    path: isThere(path) ? [...place, 'path'] : place,
    message: `${who} ${problem}, which the pathType ${type} does not take`,
  };
}

// What is an expression to the one who makes the ingress is a prefix to nobody.
function isPlain(path: Plain): boolean {
  const text = wordOf(path);
  return /^\/[\w./~-]*$/.test(text) && !isWinding(text);
}

function isWinding(path: string): boolean {
  return /\/\/|\/\.\.?(\/|$)|%2f/i.test(path);
}
