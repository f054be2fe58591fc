import { Chart, Duration } from 'cdk8s';
import {
  CanaryRollout,
  NginxIngress,
  NoTraffic,
  Prometheus,
  Ramp,
  RootService,
  SmiTrafficSplit,
  StableCanaryServices,
  SuccessRateAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** Two routers at once: ingress-nginx splits what comes from outside, a mesh what the other services send. */
export class NginxAndSmi extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'pricing' });

    const ports = [{ name: 'http', port: 80, targetPort: 8080 }];
    const services = new StableCanaryServices(this, 'services', { name: 'pricing', ports });
    const ingress = new NginxIngress(this, 'ingress', {
      name: 'pricing',
      services,
      rules: [{ host: 'pricing.example.com' }],
    });
    const split = new SmiTrafficSplit(this, 'split', {
      services,
      rootService: new RootService(this, 'root', { name: 'pricing', ports }),
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'pricing' },
      replicas: 5,
      podMetadata: { annotations: { 'linkerd.io/inject': 'enabled' } },
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      // Both get each weight, one after the other.
      trafficRouting: [ingress, split],
      analysis: {
        templates: [
          // The proxies beside the canary's pods count what comes from outside and from inside.
          new SuccessRateAnalysis(this, 'success-rate', {
            provider: Prometheus.at('http://prometheus.linkerd-viz.svc:9090', { scrapeInterval: Duration.seconds(10) }),
            requests: split.requestMetrics(),
            atLeast: 0.99,
            onNoTraffic: NoTraffic.INCONCLUSIVE,
          }),
        ],
      },
      steps: Ramp.linear({ from: 10, to: 50, weights: 3, pause: Duration.minutes(3) }),
    });
  }
}
