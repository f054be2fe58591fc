import { describe, expect, test } from '@jest/globals';
import { Chart } from 'cdk8s';
import {
  GatewayController,
  GatewayGrpcRoute,
  type GatewayRouteProps,
  LatencyUnit,
  ParentService,
  Prometheus,
  type RequestMetrics,
  RouteFilter,
} from '../../../src';
import { ENVOY_BOUNDS, LINKERD_BOUNDS } from '../../../src/traffic/latency-bounds';
import { demoChart, demoRollout, demoRoute, demoServices, demoSuccessRate } from '../../demo-chart';

const CANARY_FILTERS = [RouteFilter.responseHeaderModifier({ set: { 'X-Version': 'canary' } })];
const APART = { rules: [{ canaryFilters: CANARY_FILTERS }] };
const MESH = { parentServices: [ParentService.named('demo')] };
const HINT = "; take the requests that the canary's pods count (PodRequests.ofCanary)";

function http(controller: GatewayController, props: Partial<GatewayRouteProps> = {}): RequestMetrics {
  const chart = demoChart();
  return demoRoute(chart, demoServices(chart), props).requestMetrics(controller);
}

function grpc(controller: GatewayController, props: Partial<GatewayRouteProps> = {}): RequestMetrics {
  const chart = demoChart();
  const { gateways = [{ name: 'gateway' }], parentServices } = props;
  const services = demoServices(chart);
  return new GatewayGrpcRoute(chart, 'route', { name: 'demo', services, gateways, parentServices }).requestMetrics(
    controller,
  );
}

/** What the value of a label is compared with, as a regular expression. */
function matcherOf(selector: string, label: string): RegExp {
  const [, pattern = ''] = selector.match(new RegExp(`${label}=~?"([^"]*)"`)) ?? [];
  return new RegExp(`^(?:${pattern})$`);
}

describe('requestMetrics', () => {
  test('selects the canary Service in the names of every Traefik since 3.1', () => {
    const { total, errors, latency } = http(GatewayController.TRAEFIK);
    const matches = (service: string) => matcherOf(total, 'service').test(`${service}@kubernetesgateway`);
    const byRoute = 'httproute-demo-demo-gw-infra-gateway-ep-web-0-6f1a2b3c4d5e6f7a8b9c-svc-demo';
    expect(['demo-demo-canary-80', 'demo-demo-canary-http-80', `${byRoute}-demo-canary-1`].map(matches)).toEqual([
      true,
      true,
      true,
    ]);
    expect(
      [
        'demo-demo-stable-http-80',
        'demo-demo-canary-http-8080',
        'demo-demo-canary-80-grpc',
        `${byRoute}-demo-stable-0`,
      ].map(matches),
    ).toEqual([false, false, false, false]);
    expect(errors).toBe(total.replace('}', ',code=~"5.."}'));
    expect(latency).toEqual({
      buckets: total.replace('requests_total', 'request_duration_seconds_bucket'),
      unit: LatencyUnit.SECONDS,
      bounds: [0.1, 0.3, 1.2, 5],
    });
  });

  test('selects gRPC calls of every Traefik by their status', () => {
    const { total, errors } = grpc(GatewayController.TRAEFIK);
    const matches = (service: string) => matcherOf(total, 'service').test(`${service}@kubernetesgateway`);
    const byRoute = 'grpcroute-demo-demo-gw-infra-gateway-ep-web-0-6f1a2b3c4d5e6f7a8b9c-svc-demo';
    expect(['demo-demo-canary-80-grpc', `${byRoute}-demo-canary-1`].map(matches)).toEqual([true, true]);
    expect(['demo-demo-canary-http-80', 'demo-demo-stable-80-grpc'].map(matches)).toEqual([false, false]);
    expect(errors).toBe(total.replace('}', ',code=~"2|4|12|13|14|15"}'));
  });

  test.each([
    [GatewayController.ISTIO, 'source'],
    [GatewayController.ISTIO_WAYPOINT, 'waypoint'],
  ])('selects the canary Service as %s counts it', (controller, reporter) => {
    const matcher = `reporter="${reporter}",destination_service_namespace="demo",destination_service_name="demo-canary"`;
    expect(http(controller)).toEqual({
      source: `requests to Service demo-canary counted by ${controller}`,
      total: `istio_requests_total{${matcher}}`,
      errors: `istio_requests_total{${matcher},response_code=~"5.."}`,
      latency: {
        buckets: `istio_request_duration_milliseconds_bucket{${matcher}}`,
        unit: LatencyUnit.MILLISECONDS,
        bounds: [...ENVOY_BOUNDS],
      },
    });
    expect(grpc(controller).errors).toBe(`istio_requests_total{${matcher},grpc_response_status=~"2|4|12|13|14|15"}`);
  });

  test('selects the good requests only of Linkerd, where a failure has two labels', () => {
    const matcher = 'parent_namespace="demo",parent_name="demo",backend_name="demo-canary"';
    expect(http(GatewayController.LINKERD, MESH)).toEqual({
      source: 'requests to Service demo-canary counted by Linkerd',
      total: `outbound_http_route_backend_response_statuses_total{${matcher}}`,
      successes: `outbound_http_route_backend_response_statuses_total{${matcher},http_status!~"5..",error=""}`,
      latency: {
        buckets: `outbound_http_route_backend_response_duration_seconds_bucket{${matcher}}`,
        unit: LatencyUnit.SECONDS,
        bounds: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 10],
      },
    });
    const { total, successes } = grpc(GatewayController.LINKERD, MESH);
    expect(total).toBe(`outbound_grpc_route_backend_response_statuses_total{${matcher}}`);
    expect(successes).toBe(
      `outbound_grpc_route_backend_response_statuses_total{${matcher},` +
        'grpc_status!~"UNKNOWN|DEADLINE_EXCEEDED|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS",error=""}',
    );
  });

  test('selects the requests of several parents of Linkerd', () => {
    const parentServices = [ParentService.named('demo'), ParentService.named('other')];
    expect(http(GatewayController.LINKERD, { parentServices }).total).toContain('parent_name=~"demo|other"');
  });

  test('selects the pods of the canary by their hash where Linkerd counts at their side', () => {
    const { total, errors, latency, args = [] } = http(GatewayController.LINKERD_INBOUND);
    // Probes and scrapes always succeed: counted, they would hide errors, and be traffic where there is none.
    const matcher =
      'direction="inbound",namespace="demo",rollouts_pod_template_hash="{{args.canary-hash}}",target_port!="4191",route_name!="probe"';
    expect(total).toBe(`response_total{${matcher}}`);
    expect(errors).toBe(`response_total{${matcher},classification="failure"}`);
    expect(latency).toEqual({
      buckets: `response_latency_ms_bucket{${matcher}}`,
      unit: LatencyUnit.MILLISECONDS,
      bounds: [...LINKERD_BOUNDS],
    });
    expect(args.map(({ name, isCanaryHash }) => [name, isCanaryHash])).toEqual([['canary-hash', true]]);
  });

  test('selects the cluster of the canary in the Envoy of Contour', () => {
    const { total, errors, latency } = http(GatewayController.CONTOUR);
    expect(total).toBe('envoy_cluster_upstream_rq{envoy_cluster_name=~"demo_demo-canary_[0-9a-zA-Z-]+"}');
    expect(errors).toBe(total.replace('}', ',envoy_response_code=~"5.."}'));
    expect(latency).toEqual({
      buckets: total.replace('_rq', '_rq_time_bucket'),
      unit: LatencyUnit.MILLISECONDS,
      bounds: [...ENVOY_BOUNDS],
    });
    const matches = (cluster: string) => matcherOf(total, 'envoy_cluster_name').test(cluster);
    expect(['demo_demo-canary_80', 'demo_demo-stable_80', 'other_demo-canary_80'].map(matches)).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('selects the second backend of each rule of Envoy Gateway where it has filters of its own', () => {
    const { total } = http(GatewayController.ENVOY_GATEWAY, { ...APART, name: 'demo.v1' });
    const matches = (cluster: string) => matcherOf(total, 'envoy_cluster_name').test(cluster);
    expect(matches('httproute/demo/demo.v1/rule/12/backend/1')).toBe(true);
    expect(
      ['demo.v1/rule/0/backend/0', 'demo.v1/rule/0', 'demo-v1/rule/0/backend/1'].map((name) =>
        matches(`httproute/demo/${name}`),
      ),
    ).toEqual([false, false, false]);
  });

  test('makes a gate of them although the name of the Service is not in it', () => {
    const release = (change: Partial<RequestMetrics>) => {
      const chart = demoChart();
      const services = demoServices(chart);
      const route = demoRoute(chart, services, APART);
      const requests = { ...route.requestMetrics(GatewayController.ENVOY_GATEWAY), ...change };
      const templates = [demoSuccessRate(chart, route, { requests })];
      demoRollout(chart, { services, trafficRouting: [route], analysis: { templates } });
    };
    expect(() => release({})).not.toThrow();
    expect(() => release({ canaryBecause: undefined })).toThrow('measures the stable and the new version');
  });

  test.each<[GatewayController, string]>([
    [GatewayController.KONG, 'its metrics have the route, and the same labels for both Services'],
    [
      GatewayController.ENVOY_GATEWAY,
      'it counts those of a rule together unless a backend has filters of its own (give every rule canaryFilters)',
    ],
    [GatewayController.LINKERD, 'it counts by the parent Service of a route, and this one has no parentServices'],
    [GatewayController.NGINX_GATEWAY_FABRIC, 'no metric of it is known that has the Service'],
    [GatewayController.CILIUM, 'no metric of it is known that has the Service'],
    [GatewayController.GKE, 'no metric of it is known that has the Service'],
    [GatewayController.VPC_LATTICE, 'no metric of it is known that has the Service'],
    [GatewayController.KGATEWAY, 'no metric of it is known that has the Service'],
    [GatewayController.AGENTGATEWAY, 'no metric of it is known that has the Service'],
    [GatewayController.HAPROXY_INGRESS, 'no metric of it is known that has the Service'],
  ])('has none of %s, and says why', (controller, reason) => {
    expect(() => http(controller)).toThrow(
      `[demo/route] ${controller} has no metric that tells how the requests of the canary went: ${reason}${HINT}`,
    );
  });

  test('has none of Envoy Gateway where one rule has no filters for the canary', () => {
    const rules = [{ canaryFilters: CANARY_FILTERS }, {}];
    expect(() => http(GatewayController.ENVOY_GATEWAY, { rules })).toThrow('give every rule canaryFilters');
  });

  test('has none of an Envoy for gRPC, whose status it does not count', () => {
    expect(() => grpc(GatewayController.CONTOUR)).toThrow(
      'its counter has the status of HTTP only, which is 200 for gRPC calls that fail',
    );
  });

  test.each(Object.values(GatewayController))('has PromQL of %s that parses, or says why not', (controller) => {
    const prometheus = Prometheus.at('http://prometheus:9090');
    const selectors = [http, grpc].flatMap((make) => {
      try {
        const { total, errors, successes, latency } = make(controller, { ...MESH, ...APART });
        return [total, errors, successes, latency?.buckets].filter((selector) => selector !== undefined);
      } catch (error) {
        expect(String(error)).toContain(HINT);
        return [];
      }
    });
    for (const selector of selectors) expect(() => prometheus.query(`sum(rate(${selector}[1m]))`)).not.toThrow();
  });

  test('needs to know the namespace', () => {
    const chart = demoChart('');
    const unknown = new Chart(chart, 'unknown', {});
    const route = demoRoute(unknown, demoServices(unknown));
    expect(() => route.requestMetrics(GatewayController.TRAEFIK)).toThrow(
      '[demo/unknown/route] requestMetrics has to know the namespace',
    );
  });
});
