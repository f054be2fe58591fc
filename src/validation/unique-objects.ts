import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';

// Cdk8s gives objects of the whole cluster the namespace of their chart, which is taken away when they are rendered.
const CLUSTER_WIDE = ['ClusterRole', 'ClusterRoleBinding', 'ClusterAnalysisTemplate'];

const WATCHED = Symbol.for('cdk8s-rollouts.uniqueObjects');

/**
 * Makes synth fail if two objects of the app have the same kind, namespace and name.
 *
 * cdk8s writes both, and the cluster keeps whichever is applied last. Only the whole app can tell, so the check is
 * hung on the root, once.
 */
export function requireUniqueObjects(scope: Construct): void {
  const root = scope.node.root;
  if (WATCHED in root) return;
  Object.defineProperty(root, WATCHED, { value: true });
  root.node.addValidation({ validate: () => duplicates(root) });
}

function duplicates(root: IConstruct): string[] {
  const paths = new Map<string, string[]>();
  for (const object of root.node.findAll()) {
    if (!(object instanceof ApiObject)) continue;
    const namespace = CLUSTER_WIDE.includes(object.kind) ? undefined : object.metadata.namespace;
    const key = `${object.kind}.${object.apiGroup} ${namespace === undefined ? '' : `${namespace}/`}${object.name}`;
    paths.set(key, [...(paths.get(key) ?? []), object.node.path]);
  }
  return [...paths]
    .filter(([, at]) => at.length > 1)
    .map(([key, at]) => `${key} is made ${at.length} times, the cluster would keep only the last: ${at.join(', ')}`);
}
