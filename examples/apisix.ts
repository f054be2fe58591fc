import { Chart, Duration } from 'cdk8s';
import {
  ApisixRoute,
  CanaryRollout,
  CanaryScale,
  CanaryStep,
  HeaderMatch,
  NoTraffic,
  PodMonitor,
  PodRequests,
  Prometheus,
  Ramp,
  StableCanaryServices,
  SuccessRateAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary behind Apache APISIX that testers reach first, by a header. */
export class ApisixHeaderRoute extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'booking' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'booking',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const route = new ApisixRoute(this, 'route', {
      name: 'booking',
      services,
      rules: [
        {
          name: 'api',
          hosts: ['booking.example.com'],
          paths: ['/api/*'],
          priority: 1,
          plugins: [{ name: 'limit-count', config: { count: 200, time_window: 60, rejected_code: 429 } }],
          timeout: { read: Duration.seconds(10) },
        },
        { name: 'site', hosts: ['booking.example.com'], methods: ['GET', 'HEAD'] },
      ],
    });
    // No metric of APISIX tells the versions apart, so the pods count themselves.
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      provider: Prometheus.at('http://prometheus.monitoring.svc:9090'),
      requests: PodRequests.ofCanary('booking'),
      atLeast: 0.99,
      onNoTraffic: NoTraffic.INCONCLUSIVE,
    });

    const rollout = new CanaryRollout(this, 'rollout', {
      metadata: { name: 'booking' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [route],
      analysis: { templates: [successRate] },
      steps: [
        CanaryStep.setCanaryScale(CanaryScale.replicas(1)),
        // The controller makes an ApisixRoute of that name, and up to 1.10.2 is not allowed to: its ClusterRole needs
        // create and delete on apisixroutes.
        CanaryStep.setHeaderRoute('booking-testers', HeaderMatch.exact('X-Canary', 'true')),
        CanaryStep.pauseUntilPromoted('QA promotes after booking a room with X-Canary: true'),
        CanaryStep.removeHeaderRoute('booking-testers'),
        CanaryStep.setCanaryScale(CanaryScale.matchTrafficWeight()),
        ...Ramp.linear({ from: 20, to: 60, weights: 3, pause: Duration.minutes(3) }),
      ],
    });
    // Their metrics get the label of the version that PodRequests asks for.
    new PodMonitor(this, 'pod-monitor', { metadata: { name: 'booking' }, selector: rollout, portNumber: 8080 });
  }
}
