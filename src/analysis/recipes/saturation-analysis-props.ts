import type { ApiObjectMetadata, Duration } from 'cdk8s';
import type { NoData } from '../no-data';
import type { Prometheus } from '../providers/prometheus/prometheus';
import type { MeasuredContainersOptions } from './canary-pods';
import type { ResourceBound } from './container-resource';
import type { GateLimitOptions } from './gate-limits';
import type { GateTimingOptions } from './gate-timing';

/** Props of `SaturationAnalysis`; at least one of `cpuAtMost` and `memoryAtMost`. */
export interface SaturationAnalysisProps extends GateTimingOptions, GateLimitOptions, MeasuredContainersOptions {
  /**
   * The Prometheus server that scrapes kube-state-metrics and the kubelets (cAdvisor), with how often it does; the longer
   * of the two where they differ.
   */
  readonly provider: Prometheus;

  /**
   * The greatest share of its CPU that a container of the canary may use over the window, above 0: `0.8` is 80 %. Below 1
   * of the limit.
   * @default - CPU is not measured
   */
  readonly cpuAtMost?: number;

  /**
   * What the CPU that a container uses is compared with.
   * @default ResourceBound.LIMITS
   */
  readonly cpuRelativeTo?: ResourceBound;

  /**
   * The greatest share of its memory that a container of the canary may use, above 0: `0.8` is 80 %. Below 1 of the limit.
   * @default - memory is not measured
   */
  readonly memoryAtMost?: number;

  /**
   * What the memory that a container uses is compared with.
   * @default ResourceBound.LIMITS
   */
  readonly memoryRelativeTo?: ResourceBound;

  /**
   * How long after its start the CPU of a container does not count, in whole seconds: a compiler that runs in the
   * application, or a cache that fills, takes much at first. Pods are added at each weight.
   * @default - it counts from the start, once it fills a window
   */
  readonly warmUp?: Duration;

  /**
   * The time from the start of the analysis to the first measurement, in whole seconds; where CPU is measured at least
   * the window, the warm-up and one scrape interval, before there is nothing to know of new pods.
   * @default - the window, the warm-up and two scrape intervals; one window where CPU is not measured
   */
  readonly initialDelay?: Duration;

  /** What a measurement says while nothing is known of the canary's containers, or nothing of what they may use. */
  readonly onNoData: NoData;

  /**
   * The name of the metric of CPU, by which the AnalysisRun, `dryRun` and people know it. Two gates of one kind need two
   * names.
   * @default 'cpu-saturation'
   */
  readonly cpuMetricName?: string;

  /**
   * The name of the metric of memory.
   * @default 'memory-saturation'
   */
  readonly memoryMetricName?: string;

  /**
   * The metadata of the AnalysisTemplate.
   * @default - its name is that of the rollout and that of the first metric, such as `shop-cpu-saturation`
   */
  readonly metadata?: ApiObjectMetadata;
}
