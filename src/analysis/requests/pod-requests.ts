import { dnsLabelProblems, quote } from '../../validation/names';
import { AnalysisArgument } from '../analysis-argument';
import { type PodRequestsOptions, podRequestsProblems } from './pod-requests-options';
import { LatencyUnit, type RequestMetrics } from './request-metrics';

/**
 * The requests that the pods of one version count themselves.
 *
 * It works behind any router and without one. What never reaches a pod is not counted: a pod that is killed or refuses
 * connections fails unseen.
 */
export class PodRequests {
  /**
   * The requests that the canary's pods count.
   * @param namespace the namespace of the pods: a pod of another has the same hash where its template is the same
   * @throws if a name is none of a metric or a label, or a matcher or the status of failed requests cannot be right.
   */
  public static ofCanary(namespace: string, options: PodRequestsOptions = {}): RequestMetrics {
    return requestsOf("the canary's pods", namespace, AnalysisArgument.canaryHash('canary-hash'), options);
  }

  /**
   * The requests that the pods of the stable version count, to compare the canary with.
   * @param namespace the namespace of the pods
   * @throws as `ofCanary` does.
   */
  public static ofStable(namespace: string, options: PodRequestsOptions = {}): RequestMetrics {
    return requestsOf('the pods of the stable version', namespace, AnalysisArgument.stableHash('stable-hash'), options);
  }
}

function requestsOf(
  pods: string,
  namespace: string,
  hash: AnalysisArgument,
  options: PodRequestsOptions,
): RequestMetrics {
  const problems = [...dnsLabelProblems('namespace', namespace), ...podRequestsProblems(options)];
  if (problems.length > 0) throw new Error(`requests counted by ${pods}: ${problems.join('; ')}`);
  const { counter = 'http_requests_total', statusLabel = 'code', failures = '5..', matchers = [] } = options;
  const { latencyBuckets, latencyUnit = LatencyUnit.SECONDS, latencyBounds, hashLabel = HASH_LABEL } = options;
  const selected = [`namespace="${namespace}"`, `${hashLabel}="{{args.${hash.name}}}"`, ...matchers].join(',');
  return {
    source: `requests counted by ${pods}`,
    total: `${counter}{${selected}}`,
    errors: `${counter}{${selected},${statusLabel}=~${quote(failures)}}`,
    latency:
      latencyBuckets === undefined
        ? undefined
        : { buckets: `${latencyBuckets}{${selected}}`, unit: latencyUnit, bounds: latencyBounds },
    args: [hash],
  };
}

const HASH_LABEL = 'rollouts_pod_template_hash';
