import { Chart, Duration } from 'cdk8s';
import {
  CanaryRollout,
  CanaryScale,
  CanaryStep,
  GatewayController,
  GatewayRoute,
  HeaderMatch,
  NoTraffic,
  Prometheus,
  Ramp,
  StableCanaryServices,
  SuccessRateAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary that testers reach first, by a header, before anybody else does. */
export class HeaderRoute extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'profile' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'profile',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const route = new GatewayRoute(this, 'route', {
      name: 'profile',
      services,
      hostnames: ['profile.example.com'],
      gateways: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
    });
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      provider: Prometheus.at('http://prometheus.monitoring.svc:9090'),
      requests: route.requestMetrics(GatewayController.TRAEFIK),
      atLeast: 0.99,
      onNoTraffic: NoTraffic.INCONCLUSIVE,
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'profile' },
      replicas: 5,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [route],
      analysis: { templates: [successRate] },
      steps: [
        // The route can be set once a pod is there. Do not edit the HTTPRoute in Git while testers use it: Argo CD would
        // take their rule away, and nothing puts it back.
        CanaryStep.setCanaryScale(CanaryScale.replicas(1)),
        CanaryStep.setHeaderRoute('testers', HeaderMatch.exact('X-Canary', 'true')),
        CanaryStep.pauseUntilPromoted('QA promotes after trying the new profile page with X-Canary: true'),
        CanaryStep.removeHeaderRoute('testers'),
        CanaryStep.setCanaryScale(CanaryScale.matchTrafficWeight()),
        ...Ramp.linear({ from: 20, to: 60, weights: 3, pause: Duration.minutes(3) }),
      ],
    });
  }
}
