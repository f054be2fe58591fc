import { groupOf, type ManifestObject } from '../../manifest/manifest';
import type { Problem } from '../finding';
import { KNOWN_KINDS } from '../known-kinds';
import { nearest } from '../nearest';
import type { Rule } from '../rule';

/** An object of a kind that nothing serves, and that is like one that is known or is one of another group. */
export const KIND_UNKNOWN: Rule = {
  id: 'kind-unknown',
  severity: 'error',
  what: 'An object whose kind or API group is misspelt, or do not belong together.',
  why: 'The API server refuses it with "no matches for kind", and all that refers to it finds nothing. Nothing else can be said of it here, as it is no Rollout, Service or route to anyone.',
  remedy: 'correct the kind or the apiVersion',
  source: 'the CRDs that imports/ is made from, and the API of Kubernetes 1.34',
  *check(set) {
    for (const object of set.objects) {
      const problem = problemOf(object);
      if (problem !== undefined) yield problem;
    }
  },
};

function problemOf(object: ManifestObject): Problem | undefined {
  const { apiVersion, kind } = object;
  const group = groupOf(apiVersion);
  const kinds = KNOWN_KINDS.get(group);
  if (kinds === undefined) return groupProblem(object, group);
  if (!kinds.includes(kind)) return kindProblem(object, group, kinds);
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  if (/^v\d+((alpha|beta)\d+)?$/.test(version) && (group !== '' || version === 'v1')) return undefined;
  return { object, path: ['apiVersion'], message: `there is no version ${JSON.stringify(version)} of ${kind}` };
}

function groupProblem(object: ManifestObject, group: string): Problem | undefined {
  const { kind, apiVersion } = object;
  const homes = [...KNOWN_KINDS].flatMap(([name, kinds]) => (kinds.includes(kind) ? [name] : []));
  const meant = like(group, homes);
  if (meant === undefined) return undefined;
  return {
    object,
    path: ['apiVersion'],
    message: `the API group ${JSON.stringify(group)} has no ${kind}, did you mean ${meant}${apiVersion.slice(group.length)}`,
  };
}

function kindProblem(object: ManifestObject, group: string, kinds: readonly string[]): Problem | undefined {
  const where = group === '' ? object.apiVersion : `the API group ${group}`;
  const [home, ...others] = [...KNOWN_KINDS].flatMap(([name, known]) => (known.includes(object.kind) ? [name] : []));
  if (home !== undefined && others.length === 0 && BUILT_IN.includes(group)) {
    const message = `there is no kind ${JSON.stringify(object.kind)} in ${where}, it is one of ${home === '' ? 'v1' : `the API group ${home}`}`;
    return { object, path: ['apiVersion'], message };
  }
  const meant = like(object.kind, kinds);
  if (meant === undefined) return undefined;
  return {
    object,
    path: ['kind'],
    message: `there is no kind ${JSON.stringify(object.kind)} in ${where}, did you mean ${meant}`,
  };
}

// Of these all kinds there have ever been are known.
const BUILT_IN = ['', 'apps', 'autoscaling', 'batch', 'policy', 'networking.k8s.io', 'rbac.authorization.k8s.io'];

// A name that is much longer or shorter is another one rather than a misspelt one.
function like(name: string, known: readonly string[]): string | undefined {
  const close = known.filter((one) => Math.abs(one.length - name.length) <= 1);
  return name.length < SHORTEST || name.length > LONGEST ? undefined : nearest(name, close);
}

const SHORTEST = 4;
const LONGEST = 64;
