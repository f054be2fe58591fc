import { Chart, Duration } from 'cdk8s';
import {
  CanaryRollout,
  NoTraffic,
  Prometheus,
  Ramp,
  RootService,
  SmiTrafficSplit,
  StableCanaryServices,
  SuccessRateAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary inside a mesh: Linkerd with its SMI extension splits what the other services send. */
export class LinkerdTrafficSplit extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'stock' });

    const ports = [{ name: 'http', port: 80, targetPort: 8080 }];
    const services = new StableCanaryServices(this, 'services', { name: 'stock', ports });
    // The clients call http://stock. The controller makes the TrafficSplit; Git has none.
    const split = new SmiTrafficSplit(this, 'split', {
      services,
      rootService: new RootService(this, 'root', { name: 'stock', ports }),
    });
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      // The Prometheus of linkerd-viz answers the controller once an AuthorizationPolicy lets it in.
      provider: Prometheus.at('http://prometheus.linkerd-viz.svc:9090', { scrapeInterval: Duration.seconds(10) }),
      requests: split.requestMetrics(),
      atLeast: 0.995,
      onNoTraffic: NoTraffic.INCONCLUSIVE,
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'stock' },
      replicas: 4,
      podMetadata: { annotations: { 'linkerd.io/inject': 'enabled' } },
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [split],
      analysis: { templates: [successRate] },
      steps: Ramp.linear({ from: 10, to: 50, weights: 3, pause: Duration.minutes(3) }),
    });
  }
}
