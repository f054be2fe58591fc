import { Chart, Duration } from 'cdk8s';
import {
  CanaryRollout,
  CanaryScale,
  CanaryStep,
  HeaderMatch,
  NoTraffic,
  Prometheus,
  Ramp,
  StableCanaryServices,
  StringMatch,
  SuccessRateAnalysis,
  VirtualService,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary behind a gateway of Istio, first for testers and with copies of requests, then with a share of them. */
export class IstioGateway extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'reviews' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'reviews',
      ports: [{ name: 'http', port: 80, targetPort: 9080 }],
    });
    const virtualService = new VirtualService(this, 'virtual-service', {
      name: 'reviews',
      services,
      hosts: ['reviews.example.com'],
      gateways: ['istio-ingress/public'],
      http: [{ name: 'primary', timeout: Duration.seconds(5) }],
    });
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      provider: Prometheus.at('http://prometheus.istio-system.svc:9090'),
      requests: virtualService.requestMetrics(),
      atLeast: 0.99,
      onNoTraffic: NoTraffic.INCONCLUSIVE,
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'reviews' },
      replicas: 5,
      containers: [{ image: props.image, portNumber: 9080 }],
      services,
      trafficRouting: [virtualService],
      analysis: { templates: [successRate] },
      steps: [
        CanaryStep.setCanaryScale(CanaryScale.replicas(1)),
        CanaryStep.setHeaderRoute('testers', HeaderMatch.exact('X-Canary', 'true')),
        // Only what may be done twice: nobody gets the answers, but the work is done.
        CanaryStep.setMirrorRoute('shadow', {
          match: [{ method: StringMatch.exact('GET'), path: StringMatch.prefix('/') }],
          percentage: 10,
        }),
        CanaryStep.pauseUntilPromoted('QA promotes after trying the new reviews with X-Canary: true'),
        CanaryStep.removeMirrorRoute('shadow'),
        CanaryStep.removeHeaderRoute('testers'),
        CanaryStep.setCanaryScale(CanaryScale.matchTrafficWeight()),
        ...Ramp.linear({ from: 20, to: 60, weights: 3, pause: Duration.minutes(3) }),
      ],
    });
  }
}
