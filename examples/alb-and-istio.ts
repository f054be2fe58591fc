import { Chart, Duration } from 'cdk8s';
import {
  AlbIngress,
  CanaryRollout,
  CanaryScale,
  CanaryStep,
  HeaderMatch,
  NoTraffic,
  PingPongServices,
  Prometheus,
  Ramp,
  RootService,
  SuccessRateAnalysis,
  VirtualService,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** Two routers at once: a load balancer of AWS splits what comes from outside, Istio what comes from inside of the mesh. */
export class AlbAndIstio extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'payments' });

    const ports = [{ name: 'http', port: 80, targetPort: 8080 }];
    const pingPong = new PingPongServices(this, 'services', { name: 'payments', ports });
    const ingress = new AlbIngress(this, 'ingress', {
      name: 'payments',
      pingPong,
      rootService: new RootService(this, 'root', { name: 'payments', ports }),
      rules: [{ host: 'payments.example.com' }],
    });
    const virtualService = new VirtualService(this, 'virtual-service', {
      name: 'payments',
      pingPong,
      hosts: ['payments'],
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'payments' },
      replicas: 6,
      containers: [{ image: props.image, portNumber: 8080 }],
      pingPong,
      trafficRouting: [ingress, virtualService],
      analysis: {
        templates: [
          // The sidecars of the canary's pods count what both routers send to them.
          new SuccessRateAnalysis(this, 'success-rate', {
            provider: Prometheus.at('http://prometheus.istio-system.svc:9090'),
            requests: virtualService.requestMetrics(),
            atLeast: 0.99,
            onNoTraffic: NoTraffic.INCONCLUSIVE,
          }),
        ],
      },
      steps: [
        CanaryStep.setCanaryScale(CanaryScale.replicas(1)),
        // Exact values only: the load balancer knows no others.
        CanaryStep.setHeaderRoute('testers', HeaderMatch.exact('X-Canary', 'true')),
        CanaryStep.pauseUntilPromoted('QA promotes after a test payment with X-Canary: true'),
        CanaryStep.removeHeaderRoute('testers'),
        CanaryStep.setCanaryScale(CanaryScale.matchTrafficWeight()),
        ...Ramp.linear({ from: 20, to: 60, weights: 3, pause: Duration.minutes(3) }),
      ],
    });
  }
}
