import { Chart, Duration } from 'cdk8s';
import {
  AlbIngress,
  CanaryRollout,
  CanaryScale,
  CanaryStep,
  HeaderMatch,
  NoTraffic,
  PingPongServices,
  PodRequests,
  Prometheus,
  Ramp,
  RootService,
  SuccessRateAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary behind an Application Load Balancer of AWS, which testers reach first, by a header. */
export class AlbPingPong extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'tickets' });

    const ports = [{ name: 'http', port: 80, targetPort: 8080 }];
    // The two take turns, so that at the end of a release no target group has to be filled with other pods.
    const pingPong = new PingPongServices(this, 'services', { name: 'tickets', ports });
    const ingress = new AlbIngress(this, 'ingress', {
      name: 'tickets',
      pingPong,
      rootService: new RootService(this, 'root', { name: 'tickets', ports }),
      rules: [{ host: 'tickets.example.com' }],
      annotations: { 'alb.ingress.kubernetes.io/scheme': 'internet-facing' },
    });
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      provider: Prometheus.at('http://prometheus.monitoring.svc:9090'),
      // What the pods count themselves, by the label of their version; the load balancer counts in CloudWatch.
      requests: PodRequests.ofCanary('tickets'),
      atLeast: 0.99,
      onNoTraffic: NoTraffic.INCONCLUSIVE,
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'tickets' },
      replicas: 6,
      containers: [{ image: props.image, portNumber: 8080 }],
      pingPong,
      trafficRouting: [ingress],
      analysis: { templates: [successRate] },
      steps: [
        CanaryStep.setCanaryScale(CanaryScale.replicas(1)),
        CanaryStep.setHeaderRoute('testers', HeaderMatch.exact('X-Canary', 'true')),
        CanaryStep.pauseUntilPromoted('QA promotes after buying a ticket with X-Canary: true'),
        CanaryStep.removeHeaderRoute('testers'),
        CanaryStep.setCanaryScale(CanaryScale.matchTrafficWeight()),
        ...Ramp.linear({ from: 20, to: 60, weights: 3, pause: Duration.minutes(3) }),
      ],
    });
  }
}
