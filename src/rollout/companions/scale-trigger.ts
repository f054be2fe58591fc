import type { Container } from 'cdk8s-plus-28';
import type { ScaledObjectSpecTriggers } from '../../../imports/keda.sh';
import type { Prometheus } from '../../analysis/providers/prometheus/prometheus';
import { dnsSubdomainProblems } from '../../validation/names';
import { wholeNumberProblems } from '../../validation/numbers';
import { refuse } from '../../validation/refuse';
import { type CronSchedule, cronScheduleProblems } from './cron-schedule';
import { ScaleMetricType, type ScaleTriggerOptions } from './scale-trigger-options';

/**
 * One thing that a number of replicas is derived from; of several the highest number counts.
 * @see https://keda.sh/docs/latest/scalers/
 */
export class ScaleTrigger {
  /**
   * The use of CPU by the pods of both versions together, in per cent of what they request, at least 1.
   * @throws if the percentage is no whole number of at least 1.
   */
  public static cpuUtilization(percent: number): ScaleTrigger {
    return ScaleTrigger.utilization('cpu', 'cpuUtilization', percent);
  }

  /**
   * The use of memory by the pods of both versions together, in per cent of what they request, at least 1.
   * @throws if the percentage is no whole number of at least 1.
   */
  public static memoryUtilization(percent: number): ScaleTrigger {
    return ScaleTrigger.utilization('memory', 'memoryUtilization', percent);
  }

  /**
   * A PromQL query; there are as many replicas as the threshold fits into its answer. The query has to have one series at
   * most: several are an error, none counts as 0.
   * @throws if the query is no PromQL, the server wants credentials, or the threshold is below 0.001, which KEDA counts as 0.
   */
  public static prometheus(server: Prometheus, query: string, threshold: number): ScaleTrigger {
    refuse([
      ...server.query(query).problems({}),
      ...(server.needsCredentials
        ? [
            'KEDA asks the server itself, without the authentication and the headers that the controller has: take ' +
              'ScaleTrigger.of("prometheus", …) with an authenticationRef',
          ]
        : []),
      ...(Number.isFinite(threshold) && threshold >= LEAST_THRESHOLD
        ? []
        : [`threshold takes a number of at least ${LEAST_THRESHOLD}, got ${threshold}`]),
    ]);
    return new ScaleTrigger({
      type: 'prometheus',
      metadata: { serverAddress: server.address, query, threshold: String(threshold) },
    });
  }

  /**
   * A number of replicas between two times. Outside of them the other triggers decide, or `minReplicas`.
   * @throws if a time is no cron expression of five fields, or the number is below 1.
   */
  public static cron(schedule: CronSchedule): ScaleTrigger {
    refuse(cronScheduleProblems(schedule));
    const { timezone, start, end, desiredReplicas } = schedule;
    return new ScaleTrigger({
      type: 'cron',
      metadata: { timezone, start, end, desiredReplicas: String(desiredReplicas) },
    });
  }

  /**
   * Any other scaler of KEDA, such as `kafka`, with its metadata as KEDA documents it; every value is a string.
   * @throws if the type is empty, or measures something else than the metric type says.
   */
  public static of(
    type: string,
    metadata: { readonly [key: string]: string },
    options: ScaleTriggerOptions = {},
  ): ScaleTrigger {
    const { authenticationRef } = options;
    refuse([
      ...(type.trim() === '' ? ['type is empty: name a scaler of KEDA such as "kafka"'] : []),
      ...metricTypeProblems(type, options.metricType),
      ...(authenticationRef === undefined
        ? []
        : dnsSubdomainProblems('authenticationRef.name', authenticationRef.name)),
    ]);
    return new ScaleTrigger({ type, ...options, metadata: { ...metadata } });
  }

  private static utilization(type: string, what: string, percent: number): ScaleTrigger {
    refuse(wholeNumberProblems(what, percent, 1, Number.MAX_SAFE_INTEGER));
    return new ScaleTrigger({ type, metricType: ScaleMetricType.UTILIZATION, metadata: { value: String(percent) } });
  }

  private constructor(private readonly trigger: ScaledObjectSpecTriggers) {}

  /** The name of the trigger; undefined where it has none. */
  public get name(): string | undefined {
    return this.trigger.name;
  }

  /** Whether the trigger measures CPU or memory of the pods, which only running pods use. */
  public get isResource(): boolean {
    return isResource(this.trigger.type);
  }

  /** The trigger as a ScaledObject takes it. */
  public toTrigger(): ScaledObjectSpecTriggers {
    return this.trigger;
  }

  /** What keeps the trigger from being measured on the pods of a workload, as a list of problems. */
  public problems(containers: readonly Container[]): string[] {
    const { type, metricType, metadata } = this.trigger;
    // KEDA looks at the containers of a Deployment only (apis/keda/v1alpha1/scaledobject_webhook.go).
    if (!isResource(type) || metricType !== ScaleMetricType.UTILIZATION) return [];
    return containers
      .filter(({ name }) => metadata.containerName === undefined || metadata.containerName === name)
      .filter(({ resources }) => resources?.[type]?.request === undefined && resources?.[type]?.limit === undefined)
      .map(
        ({ name }) =>
          `a trigger measures ${type} in per cent of what is requested, and container "${name}" requests none: its use ` +
          `cannot be told, give it resources: { ${type}: { request: … } }`,
      );
  }
}

// The autoscaler counts in thousandths, and a target of 0 is refused by the cluster (keda pkg/scalers/scaler.go).
const LEAST_THRESHOLD = 0.001;

// keda pkg/scalers/cpu_memory_scaler.go and scaler.go (GetMetricTargetType).
function metricTypeProblems(type: string, metricType: ScaleMetricType | undefined): string[] {
  const utilization = metricType === ScaleMetricType.UTILIZATION;
  if (!isResource(type)) {
    return utilization
      ? [`metricType Utilization is for cpu and memory only, got it for ${type}: take AverageValue`]
      : [];
  }
  if (utilization || metricType === ScaleMetricType.AVERAGE_VALUE) return [];
  return [`${type} takes metricType Utilization or AverageValue, got ${metricType ?? 'none'}`];
}

function isResource(type: string): type is 'cpu' | 'memory' {
  return type === 'cpu' || type === 'memory';
}
