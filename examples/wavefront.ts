import { Chart, Duration } from 'cdk8s';
import { Analysis, CanaryRollout, GatewayRoute, Ramp, StableCanaryServices, Wavefront } from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary judged by a query to Wavefront that has one series. */
export class WavefrontAnalysis extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'rewards' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'rewards',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const route = new GatewayRoute(this, 'route', {
      name: 'rewards',
      services,
      hostnames: ['rewards.example.com'],
      gateways: [{ name: 'public', namespace: 'gateways' }],
    });

    const latency = new Analysis(this, 'latency', {
      metrics: [
        {
          name: 'latency',
          // A series that is there as long as the version has requests: none at all is an error.
          provider: Wavefront.at('example.wavefront.com').query(
            'max(mavg(2m, ts("http.requests.duration.p95", service="rewards-canary")))',
            { window: Duration.minutes(2) },
          ),
          successCondition: 'result < 0.3',
          interval: Duration.minutes(1),
          initialDelay: Duration.minutes(2),
          failureLimit: 1,
        },
      ],
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'rewards' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [route],
      analysis: { templates: [latency] },
      steps: Ramp.weights([20, 50], { pause: Duration.minutes(10) }),
    });
  }
}
