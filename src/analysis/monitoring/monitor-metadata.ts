import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { dnsSubdomainProblems } from '../../validation/names';

/** What is wrong with the name of a monitor, as a list of problems. */
export function monitorNameProblems({ name }: ApiObjectMetadata): string[] {
  if (name !== undefined) return dnsSubdomainProblems('metadata.name', name);
  return [
    'metadata.name is missing: a name made from the construct tree would change when the code is moved, and Argo CD would ' +
      'delete the object',
  ];
}

/** The `namespaceSelector` of a monitor: it looks in its own namespace only unless told otherwise. */
export function otherNamespace(
  monitor: ApiObject,
  namespace: string | undefined,
): { readonly matchNames: string[] } | undefined {
  return namespace === undefined || namespace === monitor.metadata.namespace ? undefined : { matchNames: [namespace] };
}
