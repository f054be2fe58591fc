import { describe, expect, test } from '@jest/globals';
import {
  GatewayController,
  GatewayGrpcRoute,
  GrpcCode,
  GrpcCodeStyle,
  GrpcServerRequests,
  GrpcSuccessRateAnalysis,
  type GrpcSuccessRateAnalysisProps,
  NoTraffic,
  ParentService,
  type RequestMetrics,
} from '../../../src';
import { spelled } from '../../../src/analysis/requests/grpc-code';
import { demoChart, demoServices } from '../../demo-chart';
import { demoVirtualService } from '../../traffic/istio/demo-istio';
import { DEMO_GATE, gateMetric, OF_PODS } from './demo-gate';

const BY_PODS = GrpcServerRequests.ofCanary('demo');

function metricOf(props: Partial<GrpcSuccessRateAnalysisProps> = {}) {
  return gateMetric(
    (chart) => new GrpcSuccessRateAnalysis(chart, 'grpc', { ...DEMO_GATE, requests: BY_PODS, atLeast: 0.99, ...props }),
  );
}

function ofRoute(controller: GatewayController): RequestMetrics {
  const chart = demoChart();
  const parentServices = [ParentService.named('demo')];
  return new GatewayGrpcRoute(chart, 'route', {
    name: 'demo',
    services: demoServices(chart),
    parentServices,
  }).requestMetrics(controller);
}

function ofMesh(grpc: boolean): RequestMetrics {
  const chart = demoChart();
  return demoVirtualService(chart, demoServices(chart)).requestMetrics({ grpc });
}

describe('GrpcSuccessRateAnalysis', () => {
  test('asks for one minus the faults of the server over all calls', () => {
    const { name, provider } = metricOf();
    const pods =
      'namespace="demo",rollouts_pod_template_hash="{{args.canary-hash}}",grpc_service!="grpc.health.v1.Health"';
    const faults = 'Unknown|DeadlineExceeded|Unimplemented|Internal|Unavailable|DataLoss';
    expect(name).toBe('grpc-success-rate');
    expect(provider.prometheus.query).toBe(
      `1 - (sum(rate(grpc_server_handled_total{${pods},grpc_code=~"${faults}"}[20s])) or vector(0)) / ` +
        `(sum(rate(grpc_server_handled_total{${pods}}[20s])) > 0)`,
    );
  });

  const failures = [GrpcCode.INTERNAL, GrpcCode.RESOURCE_EXHAUSTED];

  test.each([
    ['the pods', BY_PODS, '1 - ', ',grpc_code=~"Internal|ResourceExhausted"}'],
    ['Traefik', ofRoute(GatewayController.TRAEFIK), '1 - ', ',code=~"13|8"}'],
    ['a mesh of Istio', ofMesh(true), '1 - ', ',grpc_response_status=~"13|8"}'],
    ['Linkerd', ofRoute(GatewayController.LINKERD), '(sum', ',grpc_status!~"INTERNAL|RESOURCE_EXHAUSTED",error=""}'],
  ])('takes the failures that it is told as %s writes them', (_, requests, begin, matcher) => {
    const { query } = metricOf({ requests, failures }).provider.prometheus;
    expect(query.slice(0, 4)).toBe(begin);
    expect(query).not.toMatch(/2[|]4|unknown/i);
    expect(query).toContain(matcher);
  });

  test.each([
    [NoTraffic.PASS, 'len(result) == 0 || isNaN(result[0]) || result[0] >= 0.99'],
    [NoTraffic.FAIL, 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.99'],
    [NoTraffic.INCONCLUSIVE, 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.99'],
  ])('says what no traffic means: %s', (onNoTraffic, successCondition) => {
    expect(metricOf({ onNoTraffic }).successCondition).toBe(successCondition);
  });

  test.each<[string, Partial<GrpcSuccessRateAnalysisProps>, string]>([
    [
      'requests without a status of gRPC',
      { requests: OF_PODS },
      "requests (requests counted by the canary's pods) do not have the status of gRPC calls (grpcStatus), and most calls " +
        'that fail are an HTTP 200: take those of GatewayGrpcRoute.requestMetrics, ' +
        'VirtualService.requestMetrics({ grpc: true }) or GrpcServerRequests.ofCanary',
    ],
    ['the requests of HTTP', { requests: ofMesh(false) }, 'do not have the status of gRPC calls'],
    ['no failures', { failures: [] }, 'failures is empty, so no call could ever fail'],
    ['the good status', { failures: [GrpcCode.OK] }, 'failures has OK, the status of every call that went well'],
    ['one twice', { failures: [GrpcCode.ABORTED, GrpcCode.ABORTED] }, 'failures has ABORTED twice'],
    ['a threshold in per cent', { atLeast: 99 }, 'got 99: write 0.99'],
  ])('refuses %s', (_, props, message) => {
    expect(() => metricOf(props)).toThrow(message);
  });
});

describe('GrpcServerRequests', () => {
  test('are the calls of one version, with the faults of the server for failures', () => {
    const { source, total, errors } = GrpcServerRequests.ofStable('demo');
    expect(source).toBe('gRPC calls counted by the pods of the stable version');
    expect(total).toContain('rollouts_pod_template_hash="{{args.stable-hash}}"');
    expect(errors).toContain('grpc_code=~"Unknown|');
    expect(BY_PODS.source).toBe("gRPC calls counted by the canary's pods");
  });

  test('refuse a namespace that is none', () => {
    expect(() => GrpcServerRequests.ofCanary('My Shop')).toThrow('My Shop');
  });
});

describe('the status of a gRPC call', () => {
  test.each([
    [GrpcCode.OK, '0', 'OK', 'OK'],
    [GrpcCode.CANCELLED, '1', 'CANCELLED', 'Canceled'],
    [GrpcCode.DEADLINE_EXCEEDED, '4', 'DEADLINE_EXCEEDED', 'DeadlineExceeded'],
    [GrpcCode.UNAVAILABLE, '14', 'UNAVAILABLE', 'Unavailable'],
    [GrpcCode.UNAUTHENTICATED, '16', 'UNAUTHENTICATED', 'Unauthenticated'],
  ])('%s is written as a number, as the specification does and as Go does', (code, ...written) => {
    const styles = [GrpcCodeStyle.NUMBER, GrpcCodeStyle.UPPER_SNAKE, GrpcCodeStyle.UPPER_CAMEL];
    expect(styles.map((style) => spelled(code, style))).toEqual(written);
  });
});
