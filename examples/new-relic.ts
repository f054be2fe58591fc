import { Chart, Duration } from 'cdk8s';
import {
  Analysis,
  AnalysisArgument,
  CanaryRollout,
  GatewayRoute,
  NewRelic,
  Ramp,
  StableCanaryServices,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary judged by the transactions that New Relic has of its pods. */
export class NewRelicAnalysis extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'returns' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'returns',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const route = new GatewayRoute(this, 'route', {
      name: 'returns',
      services,
      hostnames: ['returns.example.com'],
      gateways: [{ name: 'public', namespace: 'gateways' }],
    });

    const errors = new Analysis(this, 'errors', {
      metrics: [
        {
          name: 'errors',
          provider: NewRelic.profile('newrelic-eu').query(
            "SELECT percentage(count(*), WHERE error IS true) AS errors FROM Transaction WHERE appName = 'returns' " +
              "AND podTemplateHash = '{{args.canary}}' SINCE 3 minutes ago",
            { timeout: Duration.seconds(10) },
          ),
          // In per cent; null without transactions.
          successCondition: 'result.errors != nil && result.errors < 1',
          interval: Duration.minutes(1),
          initialDelay: Duration.minutes(3),
          failureLimit: 1,
        },
      ],
      args: [AnalysisArgument.canaryHash('canary')],
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'returns' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [route],
      analysis: { templates: [errors] },
      steps: Ramp.weights([20, 50], { pause: Duration.minutes(10) }),
    });
  }
}
