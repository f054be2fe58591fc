import type { ClusterVersions } from '../../../src/check/cluster-versions';
import { KNOWN_VERSIONS } from '../../../src/check/cluster-versions';
import type { Problem } from '../../../src/check/finding';
import { SCHEMA } from '../../../src/check/rules/schema';
import type { ManifestObject } from '../../../src/manifest/manifest';
import { pathText } from '../../../src/manifest/manifest-path';
import { ManifestSet } from '../../../src/manifest/manifest-set';

/** What the rule `schema` finds in objects. */
export function schemaProblemsOf(objects: readonly object[], versions: Partial<ClusterVersions> = {}): Problem[] {
  const source = { file: 'test.yaml', document: 0, path: [] };
  const set = new ManifestSet(objects.map((object) => ({ object: object as ManifestObject, source })));
  return [...SCHEMA.check(set, { ...KNOWN_VERSIONS, ...versions })];
}

/** What the rule `schema` finds in an object, one line for each: the path, and the message. */
export function schemaLines(object: object, versions?: Partial<ClusterVersions>): string[] {
  return schemaProblemsOf([object], versions).map(
    ({ path, message, severity = 'error' }) =>
      `${severity === 'error' ? '' : `${severity} `}${pathText(path)}: ${message}`,
  );
}

/** A Rollout with a canary strategy, and more in its spec. */
export function canary(strategy: object, spec: object = {}): object {
  return rollout({ strategy: { canary: strategy }, ...spec });
}

/** A Rollout with a spec. */
export function rollout(spec: object): object {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'demo' }, spec };
}

/** An HTTPRoute with one rule. */
export function httpRoute(rule: object, apiVersion = 'gateway.networking.k8s.io/v1'): object {
  return { apiVersion, kind: 'HTTPRoute', metadata: { name: 'demo' }, spec: { rules: [rule] } };
}
