import { describe, expect, test } from '@jest/globals';
import { Chart } from 'cdk8s';
import {
  IstioReporter,
  NoTraffic,
  PingPongServices,
  Prometheus,
  type RequestMetrics,
  SuccessRateAnalysis,
  VirtualService,
} from '../../../src';
import { demoChart, demoServices, onlyObject } from '../../demo-chart';
import { demoDestinationRule, demoSubsetRollout, demoVirtualService } from './demo-istio';

const OF_SERVICE = 'destination_service_namespace="demo",destination_service_name="demo-canary"';
const OF_PODS =
  'reporter="destination",destination_workload_namespace="demo",rollouts_pod_template_hash="{{args.canary-hash}}"';

function betweenServices() {
  const chart = demoChart();
  return demoVirtualService(chart, demoServices(chart));
}

function betweenSubsets(chart = demoChart()) {
  return new VirtualService(chart, 'virtual-service', { name: 'demo', destinationRule: demoDestinationRule(chart) });
}

function selectorsOf({ total, errors, latency }: RequestMetrics) {
  return { total, errors, buckets: latency?.buckets };
}

describe('the requests of the canary that Istio counts', () => {
  test('between Services are those to the canary Service, as the sender counts them', () => {
    const metrics = betweenServices().requestMetrics();
    expect(selectorsOf(metrics)).toEqual({
      total: `istio_requests_total{reporter="source",${OF_SERVICE}}`,
      errors: `istio_requests_total{reporter="source",${OF_SERVICE},response_code=~"5.."}`,
      buckets: `istio_request_duration_milliseconds_bucket{reporter="source",${OF_SERVICE}}`,
    });
    expect(metrics.source).toBe('requests to Service demo-canary counted by Istio (source)');
    expect([metrics.args, metrics.latency?.unit, metrics.latency?.bounds?.slice(0, 3)]).toEqual([
      undefined,
      'ms',
      [0.5, 1, 5],
    ]);
  });

  test('may be counted by the waypoint, or by the pods', () => {
    expect(betweenServices().requestMetrics({ reporter: IstioReporter.WAYPOINT }).total).toBe(
      `istio_requests_total{reporter="waypoint",${OF_SERVICE}}`,
    );
    const byPods = betweenServices().requestMetrics({ reporter: IstioReporter.DESTINATION });
    expect(byPods.total).toBe(`istio_requests_total{${OF_PODS}}`);
  });

  test('between subsets are those to the pods of the canary', () => {
    const metrics = betweenSubsets().requestMetrics();
    expect(selectorsOf(metrics)).toEqual({
      total: `istio_requests_total{${OF_PODS}}`,
      errors: `istio_requests_total{${OF_PODS},response_code=~"5.."}`,
      buckets: `istio_request_duration_milliseconds_bucket{${OF_PODS}}`,
    });
    expect(metrics.args?.map(({ name, isCanaryHash }) => [name, isCanaryHash])).toEqual([['canary-hash', true]]);
  });

  test('between ping and pong are those to the pods too, as the canary is now the one and now the other', () => {
    const chart = demoChart();
    const pingPong = new PingPongServices(chart, 'services', { name: 'demo', ports: [{ port: 80 }] });
    const virtualService = new VirtualService(chart, 'virtual-service', { name: 'demo', pingPong, hosts: ['demo'] });
    expect(virtualService.requestMetrics().total).toBe(`istio_requests_total{${OF_PODS}}`);
    expect(() => virtualService.requestMetrics({ reporter: IstioReporter.SOURCE })).toThrow(
      'requestMetrics: the reporter "source" counts by Service, which is not that of one version here: leave it out, or take ' +
        "the requests that the canary's pods count (PodRequests.ofCanary)",
    );
  });

  test('of gRPC have their errors in a label of their own', () => {
    expect(betweenServices().requestMetrics({ grpc: true }).errors).toBe(
      `istio_requests_total{reporter="source",${OF_SERVICE},grpc_response_status=~"2|4|12|13|14|15"}`,
    );
  });

  test('are selectors that Prometheus can read', () => {
    for (const metrics of [betweenServices().requestMetrics(), betweenSubsets().requestMetrics({ grpc: true })]) {
      for (const selector of Object.values(selectorsOf(metrics))) {
        expect(() => Prometheus.at('http://prometheus:9090').query(`sum(rate(${selector}[1m]))`)).not.toThrow();
      }
    }
  });

  test('reach the Rollout of subsets with the hash of the canary', () => {
    const chart = demoChart();
    const virtualService = betweenSubsets(chart);
    const successRate = new SuccessRateAnalysis(chart, 'success-rate', {
      provider: Prometheus.at('http://prometheus:9090'),
      requests: virtualService.requestMetrics(),
      atLeast: 0.99,
      onNoTraffic: NoTraffic.FAIL,
    });
    demoSubsetRollout(chart, { trafficRouting: [virtualService], analysis: { templates: [successRate] } });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.analysis.args).toEqual([
      { name: 'canary-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
    ]);
  });

  test('are none of TCP connections', () => {
    const chart = demoChart();
    const virtualService = demoVirtualService(chart, demoServices(chart), { tcp: [{ port: 5432 }] });
    expect(() => virtualService.requestMetrics()).toThrow(
      "requestMetrics: of TLS and TCP connections Istio counts no requests: take the requests that the canary's pods count " +
        '(PodRequests.ofCanary)',
    );
  });

  test('cannot be told without the namespace', () => {
    const chart = new Chart(demoChart().node.root, 'nowhere');
    expect(() => demoVirtualService(chart, demoServices(chart)).requestMetrics()).toThrow(
      'requestMetrics has to know the namespace',
    );
  });
});
