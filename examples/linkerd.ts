import { Chart, Duration } from 'cdk8s';
import {
  CanaryRollout,
  GatewayController,
  GatewayRoute,
  NoTraffic,
  ParentService,
  Prometheus,
  Ramp,
  RootService,
  StableCanaryServices,
  SuccessRateAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary inside a mesh: Linkerd splits what the other services send to http://quotes by an HTTPRoute. */
export class LinkerdHttpRoute extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'quotes' });

    const ports = [{ name: 'http', port: 80, targetPort: 8080 }];
    const services = new StableCanaryServices(this, 'services', { name: 'quotes', ports });
    const route = new GatewayRoute(this, 'route', {
      name: 'quotes',
      services,
      parentServices: [ParentService.of(new RootService(this, 'root', { name: 'quotes', ports }), 80)],
    });
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      // The Prometheus of linkerd-viz answers the controller once an AuthorizationPolicy lets it in.
      provider: Prometheus.at('http://prometheus.linkerd-viz.svc:9090', { scrapeInterval: Duration.seconds(10) }),
      requests: route.requestMetrics(GatewayController.LINKERD),
      atLeast: 0.995,
      onNoTraffic: NoTraffic.INCONCLUSIVE,
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'quotes' },
      replicas: 4,
      podMetadata: { annotations: { 'linkerd.io/inject': 'enabled' } },
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [route],
      analysis: { templates: [successRate] },
      steps: Ramp.linear({ from: 10, to: 50, weights: 3, pause: Duration.minutes(3) }),
    });
  }
}
