import { ApiObject, type ApiObjectMetadata, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { dnsSubdomainProblems, namespaceText } from '../../validation/names';

/**
 * What is wrong with the metadata of an object that goes with a workload, such as its autoscaler, as a list of problems:
 * it has a name of its own and lives in the workload's namespace.
 */
export function companionProblems(companion: Construct, metadata: ApiObjectMetadata, workload: unknown): string[] {
  const namespace = metadata.namespace ?? Chart.of(companion).namespace;
  const object = objectOf(workload);
  return [
    ...(metadata.name === undefined
      ? [
          'metadata.name is missing: a name made from the construct tree would change when the code is moved, and Argo CD would delete the object',
        ]
      : dnsSubdomainProblems('metadata.name', metadata.name)),
    ...(object === undefined || object.metadata.namespace === namespace
      ? []
      : [
          `it is in ${namespaceText(namespace)}, the ${object.kind} "${object.name}" in ` +
            `${namespaceText(object.metadata.namespace)}: it acts in its own namespace only, put both into one`,
        ]),
  ];
}

// Autoscaler targets and pod selectors may be anything; those that make an object know its namespace.
function objectOf(workload: unknown): ApiObject | undefined {
  const child = Construct.isConstruct(workload) ? workload.node.defaultChild : undefined;
  return child instanceof ApiObject ? child : undefined;
}
