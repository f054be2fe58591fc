import { Chart, Duration } from 'cdk8s';
import {
  CanaryRollout,
  CanaryVsStableAnalysis,
  GatewayRoute,
  NoTraffic,
  PodMonitor,
  PodRequests,
  Prometheus,
  Ramp,
  StableCanaryServices,
  SuccessRateAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary behind Kong that is held against the stable version, whose partners fail for reasons of their own. */
export class CanaryVsStable extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'quotas' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'quotas',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const route = new GatewayRoute(this, 'route', {
      name: 'quotas',
      services,
      gateways: [{ name: 'kong', namespace: 'kong' }],
    });
    // Kong counts both versions under one name, so the pods count their requests themselves.
    const counted = {
      counter: 'http_server_requests_total',
      statusLabel: 'status',
      matchers: ['path!~"/(healthz|metrics)"'],
      latencyBuckets: 'http_server_request_duration_seconds_bucket',
      latencyBounds: [0.05, 0.1, 0.25, 0.5, 1, 2.5],
    };
    const canary = PodRequests.ofCanary('quotas', counted);
    const stable = PodRequests.ofStable('quotas', counted);
    const measured = {
      provider: Prometheus.at('http://prometheus.monitoring.svc:9090'),
      onNoTraffic: NoTraffic.INCONCLUSIVE,
      minRequests: 100,
    };

    const rollout = new CanaryRollout(this, 'rollout', {
      metadata: { name: 'quotas' },
      replicas: 6,
      containers: [{ image: props.image, ports: [{ name: 'http', number: 8080 }] }],
      services,
      trafficRouting: [route],
      analysis: {
        templates: [
          // What both versions fail at is no fault of the canary, up to a point.
          new SuccessRateAnalysis(this, 'success-rate', { ...measured, requests: canary, atLeast: 0.5 }),
          // With a stable version that fails 3 % the canary may fail 6 %, and 2 % with one that never fails.
          new CanaryVsStableAnalysis(this, 'errors', {
            ...measured,
            canary,
            stable,
            atMostTimes: 2,
            metricName: 'errors-vs-stable',
          }),
          new CanaryVsStableAnalysis(this, 'slowness', {
            ...measured,
            canary,
            stable,
            atMostTimes: 2,
            slowerThan: Duration.millis(500),
            metricName: 'slowness-vs-stable',
          }),
        ],
      },
      steps: Ramp.linear({ from: 20, to: 60, weights: 3, pause: Duration.minutes(5) }),
    });
    new PodMonitor(this, 'monitor', { metadata: { name: 'quotas' }, selector: rollout, port: 'http' });
  }
}
