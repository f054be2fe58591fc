import type { ManifestObject } from '../manifest/manifest';
import { at, entriesOf, isThere, listOf, type Plain, textOf, wordOf } from '../manifest/plain';
import type { LabelIndex, Labelled } from './set-pods';

/** What a selector asks for: labels, of each group one. */
export type LabelQuery = readonly (readonly string[])[];

/** Where something is looked for: in any namespace, or in some, of which undefined is the one that all is applied to. */
export type QueryNamespaces = 'any' | readonly (string | undefined)[];

/**
 * What a selector asks for, as far as manifests can have it: labels that are given to pods in the cluster only do not count.
 * Undefined where nothing is left, or a part is filled in later.
 */
export function labelQueryOf(selector: Plain): LabelQuery | undefined {
  const groups = [
    ...entriesOf(at(selector, 'matchLabels')).map(([key, value]) => ({ key, labels: [`${key}=${wordOf(value)}`] })),
    ...listOf(at(selector, 'matchExpressions')).flatMap((expression) => {
      const key = textOf(at(expression, 'key'));
      if (key === undefined || at(expression, 'operator') !== 'In') return [];
      return [{ key, labels: listOf(at(expression, 'values')).map((value) => `${key}=${wordOf(value)}`) }];
    }),
  ].filter(({ key }) => !isGivenInCluster(key));
  const isOpen = groups.some(({ labels }) => labels.some((label) => /\{\{|\$[({]/.test(label)));
  return isOpen || groups.length === 0 ? undefined : groups.map(({ labels }) => labels);
}

/** The selector of a Service or another plain mapping of labels, as one with `matchLabels`. */
export function plainSelector(labels: Plain): Plain {
  return isThere(labels) ? { matchLabels: labels } : undefined;
}

/** What of an index a selector takes, in some namespaces. */
export function takenBy(query: LabelQuery, index: LabelIndex, namespaces: QueryNamespaces): Labelled[] {
  const count = (labels: readonly string[]): number =>
    labels.reduce((sum, label) => sum + (index.get(label)?.length ?? 0), 0);
  const rarest = query.reduce((best, labels) => (count(labels) < count(best) ? labels : best), query[0] ?? []);
  // What has several of the labels counts once.
  const fewest = [...new Set(rarest.flatMap((label) => index.get(label) ?? []))];
  return fewest.filter(
    ({ object, labels }) =>
      isIn(object, namespaces) && query.every((group) => group.some((label) => labels.has(label))),
  );
}

/** A query as people write it, such as `app=shop, tier=web`. */
export function labelQueryText(query: LabelQuery): string {
  return query.map((labels) => labels.join(' or ')).join(', ');
}

/** Whether an object is in one of some namespaces; one without a namespace may be in any. */
export function isIn({ metadata }: ManifestObject, namespaces: QueryNamespaces): boolean {
  const { namespace } = metadata;
  if (namespaces === 'any' || namespace === undefined) return true;
  return namespaces.some((one) => one === undefined || one === namespace);
}

/** Whether a label is one that pods get in the cluster: from controllers of workloads, the Rollout controller, or a mesh. */
export function isGivenInCluster(key: string): boolean {
  return GIVEN.has(key) || /^([\w-]+\.)*(istio\.io|linkerd\.io|(statefulset|apps|batch)\.kubernetes\.io)\//.test(key);
}

const GIVEN = new Set([
  'rollouts-pod-template-hash',
  'pod-template-hash',
  'controller-revision-hash',
  'controller-uid',
  'job-name',
]);
