import type { Construct } from 'constructs';

/**
 * The namespace that requests are counted by.
 * @throws if it is not known.
 */
export function knownNamespace(scope: Construct, namespace: string | undefined): string {
  if (namespace !== undefined) return namespace;
  throw new Error(
    `[${scope.node.path}] requestMetrics has to know the namespace, which is part of the metrics' labels: ` +
      "set it on the chart, super(scope, id, { namespace: 'demo' })",
  );
}
