import { dnsLabelProblems, quote } from '../../validation/names';
import { AnalysisArgument } from '../analysis-argument';
import type { AnalysisBinding } from '../analysis-binding';
import { namespaceProblems } from './rollout-namespace';

/** Which containers of the canary's pods are measured. */
export interface MeasuredContainersOptions {
  /**
   * The names of the containers that are measured, such as that of the application alone, without the proxy of a mesh.
   * @default - every container of the pods
   */
  readonly containers?: string[];
}

/** The canary's pods in a namespace, as PromQL finds them. */
export class CanaryPods {
  private readonly containers: readonly string[];

  constructor(
    private readonly namespace: string,
    { containers = [] }: MeasuredContainersOptions,
  ) {
    this.containers = containers;
  }

  /** What the queries refer to. */
  public get args(): AnalysisArgument[] {
    return [AnalysisArgument.field('rollout-name', 'metadata.name'), AnalysisArgument.canaryHash('canary-hash')];
  }

  /** A metric of the measured containers of all pods of the namespace, as PromQL. */
  public inNamespace(metric: string, ...matchers: string[]): string {
    return `${metric}{${[`namespace="${this.namespace}"`, ...this.containerMatchers(), ...matchers].join(',')}}`;
  }

  /**
   * What is left of an expression with the label `pod` when only the canary's pods count, as PromQL.
   *
   * They are told by the ReplicaSet that owns them, `<rollout>-<hash>` (argo-rollouts rollout/sync.go), and not by their
   * names: of those Kubernetes keeps 58 characters (k8s.io/apiserver pkg/storage/names/generate.go), and with a long
   * name of the rollout the hash is cut off.
   */
  public ofCanary(promql: string): string {
    const owner = `kube_pod_owner{namespace="${this.namespace}",owner_kind="ReplicaSet",owner_name="${REPLICA_SET}"}`;
    return `${promql} and on (pod) ${owner}`;
  }

  private containerMatchers(): string[] {
    const [first, ...others] = this.containers;
    if (first === undefined) return [];
    return [others.length === 0 ? `container="${first}"` : `container=~"${this.containers.join('|')}"`];
  }
}

const REPLICA_SET = '{{args.rollout-name}}-{{args.canary-hash}}';

/** The greatest value of each container, whoever tells it: one that is replaced tells it under another `instance`. */
export function eachContainer(promql: string): string {
  return `max by (pod, container) (${promql})`;
}

/** What keeps the canary's pods from being found, as a list of problems. */
export function canaryPodsProblems(namespace: string, options: MeasuredContainersOptions): string[] {
  return [...namespaceProblems(namespace, "which is part of the metrics' labels"), ...containerProblems(options)];
}

/** What keeps the pods of a binding from being told by their ReplicaSet, as a list of problems. */
export function ownerProblems({ rollout, ofExperiment = false }: AnalysisBinding): string[] {
  if (!ofExperiment) return [];
  // argo-rollouts experiments/replicaset.go: <experiment>-<template>.
  return [
    `the pods of an experiment (${rollout.node.path}) belong to no ReplicaSet that is named after their hash, by which this ` +
      'analysis finds them: measure them in an Analysis by metrics that have the label rollouts_pod_template_hash',
  ];
}

function containerProblems({ containers }: MeasuredContainersOptions): string[] {
  if (containers === undefined) return [];
  if (containers.length === 0) return ['containers is empty: name those that are measured, or leave it out for all'];
  return containers.flatMap((name) => dnsLabelProblems(`a container of ${quote(containers)}`, name));
}
