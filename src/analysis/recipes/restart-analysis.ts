import { type ApiObjectMetadata, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { FIRST_REQUEST_SECONDS } from '../../traffic/first-request';
import { durationProblems, toGoDuration, wholeNumberProblems } from '../../validation/numbers';
import { throwProblems } from '../../validation/problems';
import { Analysis } from '../analysis';
import type { AnalysisBinding, AnalysisReference, IAnalysis } from '../analysis-binding';
import { asNoTraffic, atMostConditions, type NoData } from '../no-data';
import type { Prometheus } from '../providers/prometheus/prometheus';
import {
  CanaryPods,
  canaryPodsProblems,
  eachContainer,
  type MeasuredContainersOptions,
  ownerProblems,
} from './canary-pods';
import { type GateLimitOptions, gateLimits } from './gate-limits';
import { namespaceOf } from './rollout-namespace';

/** Props of `RestartAnalysis`. */
export interface RestartAnalysisProps extends GateLimitOptions, MeasuredContainersOptions {
  /** The Prometheus server that scrapes kube-state-metrics, with how often it does. */
  readonly provider: Prometheus;

  /**
   * How many restarts of all containers together are tolerated within the window, at least 0.
   * @default 0
   */
  readonly atMost?: number;

  /** What a measurement says while kube-state-metrics knows no pod of the canary. */
  readonly onNoData: NoData;

  /**
   * How far back restarts count, in whole seconds; of pods that are younger all of them count. At least as long as it
   * takes to measure one of them as often as aborts the release. A container that crashes again and again is started
   * every five minutes in the end.
   * @default Duration.minutes(10)
   */
  readonly window?: Duration;

  /**
   * The time from one measurement to the next, in whole seconds.
   * @default - the scrape interval of the provider, at least 10 seconds
   */
  readonly interval?: Duration;

  /**
   * The time from the start of the analysis to the first measurement, in whole seconds; at least one scrape interval and
   * at least 3 seconds, before there is nothing to know of the canary's pods.
   * @default - two scrape intervals, at least 3 seconds
   */
  readonly initialDelay?: Duration;

  /**
   * The name of the metric, by which the AnalysisRun, `dryRun` and people know it. Two gates of one kind need two names.
   * @default 'restarts'
   */
  readonly metricName?: string;

  /**
   * The metadata of the AnalysisTemplate.
   * @default - its name is that of the rollout and that of the metric, such as `shop-restarts`
   */
  readonly metadata?: ApiObjectMetadata;
}

/**
 * A gate on how often containers of the canary's pods have been restarted: they crashed, ran out of memory or failed
 * their liveness probe. It needs kube-state-metrics, and no traffic.
 */
export class RestartAnalysis extends Construct implements IAnalysis {
  private readonly analysis: Analysis;

  /** @throws if a number or a duration is out of range, or the namespace of the pods is not known. */
  constructor(scope: Construct, id: string, props: RestartAnalysisProps) {
    super(scope, id);
    const { provider, atMost = 0, onNoData, metadata, metricName = 'restarts' } = props;
    const namespace = namespaceOf(this, metadata);
    throwProblems(this, [...problems(props), ...canaryPodsProblems(namespace, props)]);
    const { interval, initialDelay, window } = timing(props);
    const pods = new CanaryPods(namespace, props);
    this.analysis = new Analysis(this, 'Resource', {
      metadata,
      args: pods.args,
      metrics: [
        {
          name: metricName,
          provider: provider.query(restartsWithin(window, pods)),
          ...atMostConditions(onNoData, atMost),
          interval,
          initialDelay,
          ...gateLimits(props, asNoTraffic(onNoData)),
        },
      ],
    });
  }

  /**
   * Makes the template for the rollout and returns how to refer to it.
   * @throws if the rollout lives in another namespace, or the pods are those of an experiment.
   */
  public bind(binding: AnalysisBinding): AnalysisReference {
    throwProblems(this, ownerProblems(binding));
    return this.analysis.bind(binding);
  }
}

// `increase` would miss what happened before the first scrape of a pod, and estimate the rest.
function restartsWithin(window: Duration, pods: CanaryPods): string {
  const restarts = pods.inNamespace(RESTARTS);
  const now = eachContainer(restarts);
  const before = eachContainer(`${restarts} offset ${toGoDuration(window)}`);
  return `sum(${pods.ofCanary(`(${now} - ${before} or ${now})`)})`;
}

const RESTARTS = 'kube_pod_container_status_restarts_total';
const LEAST_INTERVAL = 10;

function timing({ provider, window, interval, initialDelay }: RestartAnalysisProps) {
  const scrape = provider.scrapeInterval.toSeconds();
  return {
    window: window ?? Duration.minutes(10),
    interval: interval ?? Duration.seconds(Math.max(LEAST_INTERVAL, scrape)),
    initialDelay: initialDelay ?? Duration.seconds(Math.max(FIRST_REQUEST_SECONDS, 2 * scrape)),
  };
}

function problems(props: RestartAnalysisProps): string[] {
  const { atMost, failureLimit = 1 } = props;
  const limits = [
    ...Object.entries(timing(props)).flatMap(([name, duration]) => durationProblems(name, duration)),
    ...wholeNumberProblems('failureLimit', failureLimit, 0, Number.MAX_SAFE_INTEGER),
  ];
  return [
    ...(atMost === undefined ? [] : wholeNumberProblems('atMost', atMost, 0, Number.MAX_SAFE_INTEGER)),
    ...(limits.length > 0 ? limits : timingProblems(props)),
  ];
}

function timingProblems(props: RestartAnalysisProps): string[] {
  const { window, interval, initialDelay } = timing(props);
  const { provider, failureLimit = 1 } = props;
  const leastDelay = Duration.seconds(Math.max(FIRST_REQUEST_SECONDS, provider.scrapeInterval.toSeconds()));
  const leastWindow = Duration.seconds((failureLimit + 1) * interval.toSeconds() + provider.scrapeInterval.toSeconds());
  return [
    ...(initialDelay.toSeconds() < leastDelay.toSeconds()
      ? [
          `initialDelay takes at least one scrape interval and at least 3s (${toGoDuration(leastDelay)}), before there is ` +
            `nothing to know of the canary's pods, got ${toGoDuration(initialDelay)}`,
        ]
      : []),
    ...(window.toSeconds() < leastWindow.toSeconds()
      ? [
          `window takes at least a scrape interval and as many intervals as failed measurements abort ` +
            `(${toGoDuration(leastWindow)}), or a restart is out of sight before it has aborted the release, got ` +
            toGoDuration(window),
        ]
      : []),
  ];
}
