import { AnalysisArgument } from '../analysis/analysis-argument';
import { LatencyUnit, type RequestMetrics } from '../analysis/requests/request-metrics';
import { LINKERD_BOUNDS } from './latency-bounds';

const CANARY_HASH = 'canary-hash';

/** The requests to the pods of the canary as the proxies of Linkerd beside them count them. */
export function linkerdInboundRequests(namespace: string): Omit<RequestMetrics, 'source'> {
  // Kubelet's probes and the port of the proxy's own metrics are counted too: they always succeed, and are no traffic.
  const matcher = `direction="inbound",namespace="${namespace}",rollouts_pod_template_hash="{{args.${CANARY_HASH}}}",target_port!="4191",route_name!="probe"`;
  return {
    total: `response_total{${matcher}}`,
    errors: `response_total{${matcher},classification="failure"}`,
    latency: {
      buckets: `response_latency_ms_bucket{${matcher}}`,
      unit: LatencyUnit.MILLISECONDS,
      bounds: [...LINKERD_BOUNDS],
    },
    args: [AnalysisArgument.canaryHash(CANARY_HASH)],
  };
}
