import { App, Chart, Duration } from 'cdk8s';
import { Pod, type PodScheduling, RestartPolicy } from 'cdk8s-plus-28';
import type {
  AnalysisTemplateSpecMetricsProvider,
  AnalysisTemplateSpecMetricsProviderJobMetadata,
} from '../../../../imports/argoproj.io';
import { dnsLabelProblems } from '../../../validation/names';
import { durationProblems, wholeNumberProblems } from '../../../validation/numbers';
import type { AskingMetric, IMetricProvider } from '../../metric-provider';
import { toPodSpec } from '../../pod-spec';
import { JOB } from './facts';
import type { MetricJobOptions } from './metric-job-options';

/**
 * A Job of Kubernetes, run once per measurement: successful if it completes, failed if it fails.
 *
 * The controller runs it in the namespace of the rollout, named `<uid of the run>.<metric>.<number>`. It ignores the
 * conditions of the metric. An image that cannot be had makes the measurement inconclusive, which pauses the rollout.
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/job/
 */
export class MetricJob implements IMetricProvider {
  /** A Job with these containers. Volumes, service account and security context are those of cdk8s-plus. */
  public static of(options: MetricJobOptions): MetricJob {
    return new MetricJob(options);
  }

  /** The Job says how a measurement went. */
  public readonly hasConditions: boolean = JOB.hasConditions;

  // In a tree of its own, which nobody renders: in that of the app it would be a pod beside the Job.
  private readonly pod: Pod;

  private constructor(private readonly options: MetricJobOptions) {
    this.pod = new Pod(new Chart(new App(), 'job'), 'pod', {
      restartPolicy: RestartPolicy.NEVER,
      ...options,
      isolate: false,
    });
  }

  /** On which nodes the pods may run. */
  public get scheduling(): PodScheduling {
    return this.pod.scheduling;
  }

  /** The Job as the `provider` of a metric. */
  public toProvider(): AnalysisTemplateSpecMetricsProvider {
    const { activeDeadline = Duration.minutes(10), backoffLimit = 0 } = this.options;
    const { labels, annotations, podLabels, podAnnotations } = this.options;
    return {
      job: {
        metadata: toMetadata(labels, annotations),
        spec: {
          activeDeadlineSeconds: Math.ceil(activeDeadline.toMilliseconds() / 1000),
          backoffLimit,
          template: {
            metadata: toMetadata(podLabels, podAnnotations),
            spec: this.pod.containers.length === 0 ? {} : toPodSpec(this.pod._toKube()),
          },
        },
      },
    };
  }

  /** What is wrong with the Job, alone or together with the metric that runs it, as a list of problems. */
  public problems({ name }: AskingMetric): string[] {
    const { activeDeadline, backoffLimit = 0, isolate } = this.options;
    return [
      ...(name === undefined
        ? []
        : dnsLabelProblems(
            'the name of a metric with a Job',
            name,
            LONGEST_NAME,
            ', as it is part of the name of the Job',
          )),
      ...(this.pod.containers.length === 0
        ? ['containers is empty: a pod needs at least one']
        : JOB.problems(this.toProvider().job)),
      ...(activeDeadline === undefined ? [] : durationProblems('activeDeadline', activeDeadline)),
      ...wholeNumberProblems('backoffLimit', backoffLimit, 0, Number.MAX_SAFE_INTEGER),
      ...(isolate
        ? [
            'isolate makes a NetworkPolicy, and the pods of a Job that does not exist yet can have none: make one that selects their podLabels',
          ]
        : []),
    ];
  }
}

// A Job's name is a label of its pods, of at most 63 characters: 36 of them are the uid, two are dots, and three are left
// for the number of the measurement (argo-rollouts metricproviders/job/job.go).
const LONGEST_NAME = 63 - 36 - 2 - 3;

function toMetadata(
  labels: { readonly [key: string]: string } = {},
  annotations: { readonly [key: string]: string } = {},
): AnalysisTemplateSpecMetricsProviderJobMetadata | undefined {
  const parts = Object.entries({ labels, annotations }).filter(([, values]) => Object.keys(values).length > 0);
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}
