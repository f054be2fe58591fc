import { Duration } from 'cdk8s';
import {
  AnalysisArgument,
  CanaryStep,
  GatewayController,
  type IAnalysis,
  LatencyUnit,
  NoTraffic,
  Prometheus,
  type RequestMetrics,
} from '../../../src';
import { promqlFacts } from '../../../src/analysis/providers/prometheus/promql';
import { demoChart, demoRollout, demoRoute, demoServices, onlyObject } from '../../demo-chart';

/** The canary's requests as the Traefik of the demo counts them, up to the names of its Service. */
export const OF_CANARY = 'service=~"(demo-demo-canary(-http)?-80|.+-svc-demo-demo-canary-[0-9]+)@kubernetesgateway"';

/** What a gate of the demo takes besides its own: a scrape every 5 seconds. */
export const DEMO_GATE = {
  provider: Prometheus.at('http://prometheus:9090', { scrapeInterval: Duration.seconds(5) }),
  onNoTraffic: NoTraffic.FAIL,
};

const BY_HASH = 'rollouts_pod_template_hash="{{args.canary-hash}}"';

/** Requests that the canary's pods count, selected by their hash. */
export const OF_PODS: RequestMetrics = {
  source: "requests counted by the canary's pods",
  total: `http_requests_total{${BY_HASH}}`,
  errors: `http_requests_total{${BY_HASH},code=~"5.."}`,
  latency: { buckets: `http_duration_bucket{${BY_HASH}}`, unit: LatencyUnit.MILLISECONDS, bounds: [100, 250, 1000] },
  args: [AnalysisArgument.canaryHash('canary-hash')],
};

/** Renders a rollout with one gate, and returns the gate's metric. Its query has to be PromQL. */
export function gateMetric(gate: (chart: ReturnType<typeof demoChart>, requests: RequestMetrics) => IAnalysis) {
  const chart = rolloutWith(gate);
  const [metric] = onlyObject(chart, 'AnalysisTemplate').spec.metrics;
  const { errorAt } = promqlFacts(metric.provider.prometheus.query);
  if (errorAt !== undefined) throw new Error(`no PromQL from ${errorAt} on: ${metric.provider.prometheus.query}`);
  return metric;
}

/** A chart with a rollout that holds 20 % and 50 % for ten minutes each, and one gate on it. */
export function rolloutWith(gate: (chart: ReturnType<typeof demoChart>, requests: RequestMetrics) => IAnalysis) {
  const chart = demoChart();
  const services = demoServices(chart);
  const route = demoRoute(chart, services);
  demoRollout(chart, {
    services,
    trafficRouting: [route],
    analysis: { templates: [gate(chart, route.requestMetrics(GatewayController.TRAEFIK))] },
    steps: [20, 50].flatMap((weight) => [CanaryStep.setWeight(weight), CanaryStep.pause(Duration.minutes(10))]),
  });
  return chart;
}
