import { Chart, Duration } from 'cdk8s';
import {
  CanaryRollout,
  CanaryStep,
  ErrorBudgetAnalysis,
  LatencyAnalysis,
  NoTraffic,
  Prometheus,
  StableCanaryServices,
  SuccessRateAnalysis,
  VirtualService,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary in a mesh of Istio with gates on errors, on slow requests and on the few errors that add up. */
export class LatencyGates extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'payouts' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'payouts',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const virtualService = new VirtualService(this, 'virtual-service', {
      name: 'payouts',
      services,
      hosts: ['payouts.example.com'],
      gateways: ['istio-ingress/public'],
    });
    const measured = {
      provider: Prometheus.at('http://prometheus.istio-system.svc:9090'),
      requests: virtualService.requestMetrics(),
      // At night it may happen that nobody wants their money: a person decides then.
      onNoTraffic: NoTraffic.INCONCLUSIVE,
      minRequests: 50,
    };

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'payouts' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [virtualService],
      analysis: {
        templates: [
          // Takes a plainly bad version back within a minute or two.
          new SuccessRateAnalysis(this, 'success-rate', { ...measured, atLeast: 0.98 }),
          // Both are bounds of the buckets that Istio counts in.
          new LatencyAnalysis(this, 'p95', { ...measured, percentile: 95, atMost: Duration.millis(250) }),
          new LatencyAnalysis(this, 'p99', { ...measured, percentile: 99, atMost: Duration.seconds(1) }),
          // More than half a per cent of errors, for a minute and for five: the promised 99.9 % would be missed by far.
          new ErrorBudgetAnalysis(this, 'error-budget', { ...measured, objective: 0.999, burnRate: 5 }),
        ],
      },
      steps: [
        CanaryStep.setWeight(10),
        CanaryStep.pause(Duration.minutes(10)),
        CanaryStep.setWeight(50),
        CanaryStep.pause(Duration.minutes(10)),
      ],
    });
  }
}
