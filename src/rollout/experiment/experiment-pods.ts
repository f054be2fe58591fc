import type { ApiObjectMetadata } from 'cdk8s';
import { type ApiObject, ApiObjectMetadataDefinition, type Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { ExperimentSpecTemplates } from '../../../imports/argoproj.io';
import { toPodSpec } from '../../analysis/pod-spec';
import { quote } from '../../validation/names';
import { NAME_LABEL } from '../rollout-core';
import { serviceOfPodsProblems } from './experiment-problems';

/** One kind of pods that an `Experiment` starts; the pods are those of a cdk8s-plus workload. */
export interface ExperimentPodTemplate extends kplus.AbstractPodProps {
  /** The name of the template, a DNS-1123 label, unique in its experiment. */
  readonly name: string;

  /**
   * The number of pods, at least 1.
   * @default 1
   */
  readonly replicas?: number;

  /**
   * The metadata of the pods.
   * @default - the label `app.kubernetes.io/name: <experiment>-<template>`, which they are selected by
   */
  readonly podMetadata?: ApiObjectMetadata;

  /**
   * How long a pod has to be ready before it counts as available, in whole seconds.
   * @default - as soon as it is ready
   */
  readonly minReady?: Duration;

  /**
   * Whether the controller makes a Service for the pods, with the ports of their containers.
   * @default - only with a serviceName
   */
  readonly service?: boolean;

  /**
   * The name of that Service.
   * @default - `<experiment>-<template>`
   */
  readonly serviceName?: string;
}

/**
 * The pods of one template of an `Experiment`.
 *
 * A cdk8s-plus workload: volumes, scheduling, connections and Services work as on a `Deployment`.
 */
export class ExperimentPods extends kplus.Workload {
  /** The plural name of the resource, for permissions. */
  public readonly resourceType = 'experiments';

  protected override readonly apiObject: ApiObject;

  private readonly template: ExperimentPodTemplate;
  private podLabels?: ApiObjectMetadataDefinition;

  /** Made by `Experiment`, whose object the pods are rendered into. */
  constructor(scope: Construct, id: string, template: ExperimentPodTemplate, experiment: ApiObject) {
    super(scope, id, { ...template, select: false });
    this.template = template;
    this.apiObject = experiment;
    this.select(kplus.LabelSelector.of({ labels: { [NAME_LABEL]: this.label } }));
    if (this.isolate) this.connections.isolate();
  }

  /** The metadata of the pods; its labels are what Services and policies find them by. */
  public override get podMetadata(): ApiObjectMetadataDefinition {
    this.podLabels ??= new ApiObjectMetadataDefinition({ ...this.template.podMetadata, apiObject: this.apiObject });
    this.podLabels.addLabel(NAME_LABEL, this.label);
    return this.podLabels;
  }

  /** The name of the Service of the pods; undefined where they have none. */
  public get serviceName(): string | undefined {
    return serviceNameOf(this.apiObject.name, this.template);
  }

  /** How Services, policies and affinities select the pods. */
  public override toPodSelectorConfig(): kplus.PodSelectorConfig {
    const { namespace } = this.metadata;
    return {
      labelSelector: kplus.LabelSelector.of({ labels: this.matchLabels }),
      namespaces: namespace === undefined ? undefined : { names: [namespace] },
    };
  }

  /** The pods as a template of an Experiment. */
  public toTemplate(): ExperimentSpecTemplates {
    const { name, replicas, minReady, service, serviceName } = this.template;
    return {
      name,
      replicas,
      minReadySeconds: minReady?.toSeconds(),
      selector: this._toLabelSelector(),
      service: serviceName === undefined ? (service ? {} : undefined) : { name: serviceName },
      template: { metadata: this.podMetadata.toJson(), spec: toPodSpec(this._toPodSpec()) },
    };
  }

  /** What is wrong with the pods that only the finished tree tells, as a list of problems. */
  public problems(): string[] {
    const where = `template ${quote(this.template.name)}`;
    if (this.containers.length === 0) return [`containers of ${where} is empty: a pod needs at least one`];
    return this.serviceName === undefined ? [] : serviceOfPodsProblems(this.containers, where);
  }

  private get label(): string {
    return `${this.apiObject.name}-${this.template.name}`;
  }
}

/** The name of the Service that the controller makes for a template; undefined where it makes none. */
export function serviceNameOf(experiment: string, template: ExperimentPodTemplate): string | undefined {
  return template.serviceName ?? (template.service ? `${experiment}-${template.name}` : undefined);
}
