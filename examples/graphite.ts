import { Chart, Duration } from 'cdk8s';
import {
  Analysis,
  AnalysisArgument,
  CanaryRollout,
  GatewayRoute,
  Graphite,
  Ramp,
  StableCanaryServices,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary judged by the points that Graphite has of the last minutes. */
export class GraphiteAnalysis extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'newsletter' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'newsletter',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const route = new GatewayRoute(this, 'route', {
      name: 'newsletter',
      services,
      hostnames: ['newsletter.example.com'],
      gateways: [{ name: 'public', namespace: 'gateways' }],
    });

    const latency = new Analysis(this, 'latency', {
      metrics: [
        {
          name: 'latency',
          provider: Graphite.at('http://graphite.monitoring.svc:8080').query(
            "summarize(maxSeries(newsletter.{{args.canary}}.*.duration.p95), '1min', 'max')",
            // The minute that is being counted is left out.
            { from: Duration.minutes(4), until: Duration.minutes(1) },
          ),
          successCondition: 'len(result) > 0 && all(result, # < 300)',
          interval: Duration.minutes(1),
          initialDelay: Duration.minutes(4),
          failureLimit: 1,
        },
      ],
      args: [AnalysisArgument.canaryHash('canary')],
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'newsletter' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [route],
      analysis: { templates: [latency] },
      steps: Ramp.weights([20, 50], { pause: Duration.minutes(10) }),
    });
  }
}
