import { Chart, Duration } from 'cdk8s';
import {
  Analysis,
  AnalysisArgument,
  CanaryRollout,
  Datadog,
  DatadogAggregator,
  GatewayRoute,
  Ramp,
  StableCanaryServices,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary judged by the share of its requests that Datadog counts as failed. */
export class DatadogAnalysis extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'parcels' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'parcels',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const route = new GatewayRoute(this, 'route', {
      name: 'parcels',
      services,
      hostnames: ['parcels.example.com'],
      gateways: [{ name: 'public', namespace: 'gateways' }],
    });

    const pods = '{service:parcels,rollouts_pod_template_hash:{{args.canary}}}';
    const errors = new Analysis(this, 'errors', {
      metrics: [
        {
          name: 'errors',
          // The keys of the team's own account, in the namespace of the rollout.
          provider: Datadog.secret('datadog-parcels').formula(
            'default_zero(failed) / all',
            { failed: `sum:http.requests.errors${pods}.as_count()`, all: `sum:http.requests${pods}.as_count()` },
            { aggregator: DatadogAggregator.SUM, interval: Duration.minutes(3), requestTimeout: Duration.seconds(30) },
          ),
          // Without data the version has had no requests, and that is not good enough.
          successCondition: '!isNil(result) && default(result, 1) < 0.01',
          interval: Duration.minutes(1),
          initialDelay: Duration.minutes(3),
          failureLimit: 1,
        },
      ],
      args: [AnalysisArgument.canaryHash('canary')],
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'parcels' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [route],
      analysis: { templates: [errors] },
      steps: Ramp.weights([20, 50], { pause: Duration.minutes(15) }),
    });
  }
}
