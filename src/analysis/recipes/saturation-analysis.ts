import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { durationProblems, toGoDuration } from '../../validation/numbers';
import { throwProblems } from '../../validation/problems';
import { Analysis } from '../analysis';
import type { AnalysisBinding, AnalysisReference, IAnalysis } from '../analysis-binding';
import { asNoTraffic, atMostConditions } from '../no-data';
import { CanaryPods, canaryPodsProblems, eachContainer, ownerProblems } from './canary-pods';
import { boundProblems, ResourceBound, type ResourceUse, resourceUseProblems } from './container-resource';
import { gateLimits } from './gate-limits';
import { type GateTiming, gateTiming, gateTimingProblems } from './gate-timing';
import { namespaceOf } from './rollout-namespace';
import type { SaturationAnalysisProps } from './saturation-analysis-props';

/**
 * A gate on how near the containers of the canary's pods come to the CPU and memory that they may use: a version that
 * needs more than the one before answers slowly or is killed when it gets all of the traffic.
 *
 * The fullest container of any pod counts. A share of the limits depends on how many requests the canary gets; without
 * any it says little.
 */
export class SaturationAnalysis extends Construct implements IAnalysis {
  private readonly analysis: Analysis;
  private readonly rollouts = new Set<Construct>();

  /** @throws if a number or a duration is out of range, nothing is measured, or the namespace of the pods is not known. */
  constructor(scope: Construct, id: string, props: SaturationAnalysisProps) {
    super(scope, id);
    const { provider, onNoData, metadata } = props;
    const namespace = namespaceOf(this, metadata);
    throwProblems(this, [...problems(props), ...canaryPodsProblems(namespace, props)]);
    const timing = timingOf(props);
    const pods = new CanaryPods(namespace, props);
    this.analysis = new Analysis(this, 'Resource', {
      metadata,
      args: pods.args,
      metrics: usesOf(props).map((use) => ({
        name: nameOf(use, props),
        provider: provider.query(fullest(use, pods, timing, lifetimeOf(props))),
        ...atMostConditions(onNoData, use.atMost),
        interval: timing.interval,
        initialDelay: timing.initialDelay,
        ...gateLimits(props, asNoTraffic(onNoData)),
      })),
    });
    // Containers can be added later.
    this.node.addValidation({
      validate: () =>
        [...this.rollouts].flatMap((rollout) =>
          usesOf(props).flatMap((use) => boundProblems(rollout, use, props.containers)),
        ),
    });
  }

  /**
   * Makes the template for the rollout and returns how to refer to it.
   * @throws if the rollout lives in another namespace, or the pods are those of an experiment.
   */
  public bind(binding: AnalysisBinding): AnalysisReference {
    throwProblems(this, ownerProblems(binding));
    this.rollouts.add(binding.rollout);
    return this.analysis.bind(binding);
  }
}

function fullest({ resource, relativeTo }: ResourceUse, pods: CanaryPods, timing: GateTiming, age: Duration): string {
  const used = resource === 'cpu' ? cpuUsed(pods, timing, age) : memoryUsed(pods);
  const bound = eachContainer(pods.inNamespace(`kube_pod_container_resource_${relativeTo}`, `resource="${resource}"`));
  return `max(${pods.ofCanary(`${used} / ${bound}`)})`;
}

// cAdvisor also has the sum of a pod, without a container, and the one that holds its network, "POD". Where a container
// has not lived for the whole window, its start would count as much as all that it does later.
function cpuUsed(pods: CanaryPods, { range }: GateTiming, age: Duration): string {
  const cpu = pods.inNamespace('container_cpu_usage_seconds_total', ...REAL_CONTAINERS);
  return `(sum by (pod, container) (rate(${cpu}${range})) and on (pod, container) ${cpu} offset ${toGoDuration(age)})`;
}

function memoryUsed(pods: CanaryPods): string {
  return eachContainer(pods.inNamespace('container_memory_working_set_bytes', ...REAL_CONTAINERS));
}

const REAL_CONTAINERS: readonly string[] = ['container!=""', 'container!="POD"'];

function nameOf({ resource }: ResourceUse, { cpuMetricName, memoryMetricName }: SaturationAnalysisProps): string {
  return (resource === 'cpu' ? cpuMetricName : memoryMetricName) ?? `${resource}-saturation`;
}

function usesOf(props: SaturationAnalysisProps): ResourceUse[] {
  const { cpuAtMost, cpuRelativeTo = ResourceBound.LIMITS } = props;
  const { memoryAtMost, memoryRelativeTo = ResourceBound.LIMITS } = props;
  const cpu: ResourceUse[] =
    cpuAtMost === undefined ? [] : [{ resource: 'cpu', atMost: cpuAtMost, relativeTo: cpuRelativeTo }];
  const memory: ResourceUse[] =
    memoryAtMost === undefined ? [] : [{ resource: 'memory', atMost: memoryAtMost, relativeTo: memoryRelativeTo }];
  return [...cpu, ...memory];
}

/** For how long a container has to have lived until its CPU counts. */
function lifetimeOf(props: SaturationAnalysisProps): Duration {
  const { window } = gateTiming(props, props.provider.scrapeInterval);
  return Duration.seconds(window.toSeconds() + (props.warmUp?.toSeconds() ?? 0));
}

function timingOf(props: SaturationAnalysisProps): GateTiming {
  const { provider, cpuAtMost } = props;
  const scrapes = 2 * provider.scrapeInterval.toSeconds();
  const whole = cpuAtMost === undefined ? undefined : Duration.seconds(lifetimeOf(props).toSeconds() + scrapes);
  return gateTiming({ ...props, initialDelay: props.initialDelay ?? whole }, provider.scrapeInterval);
}

function problems(props: SaturationAnalysisProps): string[] {
  const { warmUp, provider } = props;
  const uses = usesOf(props);
  const durations = [
    ...(warmUp === undefined ? [] : durationProblems('warmUp', warmUp)),
    ...gateTimingProblems(props, provider.scrapeInterval),
  ];
  return [
    ...(uses.length === 0 ? ['nothing is measured: give it cpuAtMost, memoryAtMost or both'] : []),
    ...(warmUp !== undefined && uses.length > 0 && props.cpuAtMost === undefined
      ? ['warmUp is about CPU, which is not measured: give it cpuAtMost, or leave warmUp out']
      : []),
    ...uses.flatMap(resourceUseProblems),
    ...(durations.length > 0 || props.cpuAtMost === undefined ? durations : delayProblems(props)),
  ];
}

function delayProblems(props: SaturationAnalysisProps): string[] {
  const { initialDelay } = timingOf(props);
  const least = Duration.seconds(lifetimeOf(props).toSeconds() + props.provider.scrapeInterval.toSeconds());
  if (initialDelay.toSeconds() >= least.toSeconds()) return [];
  return [
    `initialDelay takes at least the window, the warm-up and one scrape interval (${toGoDuration(least)}), before there is ` +
      `nothing to know of new pods, got ${toGoDuration(initialDelay)}`,
  ];
}
