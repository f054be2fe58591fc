import { groupOf, type ManifestObject } from '../../manifest/manifest';
import { at, isThere, textOf } from '../../manifest/plain';
import { shown } from './given-value';
import type { SchemaProblem } from './schema-problem';

/**
 * What is wrong with the name of an object: that it has none, or one that the API server refuses.
 * @param isCustom whether the object is of a CRD that is known
 */
export function nameProblems(object: ManifestObject, isCustom: boolean): SchemaProblem[] {
  const { kind, metadata } = object;
  if (!isThere(metadata.name) || metadata.name === '') {
    if (textOf(at(metadata, 'generateName')) !== undefined) return [];
    return [{ path: ['metadata', 'name'], message: `the ${kind} has no metadata.name`, remedy: 'add a metadata.name' }];
  }
  const rule = isCustom ? SUBDOMAIN : ruleOf(object);
  const name = textOf(metadata.name);
  if (rule === undefined || name === undefined) return [];
  if (name.length <= rule.longest && rule.pattern.test(name)) return [];
  return [
    {
      path: ['metadata', 'name'],
      message: `metadata.name takes ${rule.takes}, at most ${rule.longest} characters, got ${shown(name)}`,
      remedy: `write ${rule.takes}`,
    },
  ];
}

/** What Kubernetes takes as the name of an object. */
interface NameRule {
  readonly pattern: RegExp;
  readonly longest: number;
  readonly takes: string;
}

const SUBDOMAIN: NameRule = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  longest: 253,
  takes: 'a-z, 0-9, "-" and ".", beginning and ending with a letter or digit',
};

const LABEL: NameRule = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  longest: 63,
  takes: 'a-z, 0-9 and "-", beginning and ending with a letter or digit',
};

const SERVICE: NameRule = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  longest: 63,
  takes: 'a-z, 0-9 and "-", beginning with a letter and ending with a letter or digit',
};

const BUILT_IN = ['', 'apps', 'autoscaling', 'batch', 'networking.k8s.io', 'policy'];

/** The rule of a kind of Kubernetes itself; undefined for groups such as RBAC, whose names are freer. */
function ruleOf({ apiVersion, kind }: ManifestObject): NameRule | undefined {
  const group = groupOf(apiVersion);
  if (!BUILT_IN.includes(group)) return undefined;
  if (group === '' && kind === 'Service') return SERVICE;
  return group === '' && kind === 'Namespace' ? LABEL : SUBDOMAIN;
}
