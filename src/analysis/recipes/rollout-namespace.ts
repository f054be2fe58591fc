import { type ApiObjectMetadata, Chart } from 'cdk8s';
import type { Construct } from 'constructs';

/** The namespace of the rollouts that an analysis can gate: its own; empty where it is not known. */
export function namespaceOf(analysis: Construct, metadata: ApiObjectMetadata | undefined): string {
  return metadata?.namespace ?? Chart.of(analysis).namespace ?? '';
}

/**
 * What is wrong with a namespace that has to be known, as a list of problems.
 * @param why what it is needed for
 */
export function namespaceProblems(namespace: string, why: string): string[] {
  if (namespace !== '') return [];
  return [
    `the analysis has to know its namespace, ${why}: set it on the chart, super(scope, id, { namespace: 'demo' })`,
  ];
}
