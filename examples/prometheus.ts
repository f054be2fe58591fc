import { Chart, Duration } from 'cdk8s';
import {
  Analysis,
  AnalysisArgument,
  CanaryRollout,
  GatewayRoute,
  Prometheus,
  PrometheusAuthentication,
  Ramp,
  StableCanaryServices,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary judged by a Prometheus that wants a token and a tenant, over a range of time too. */
export class PrometheusAnalysis extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'tracking' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'tracking',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const route = new GatewayRoute(this, 'route', {
      name: 'tracking',
      services,
      hostnames: ['tracking.example.com'],
      gateways: [{ name: 'public', namespace: 'gateways' }],
    });

    const prometheus = Prometheus.at('https://mimir.example.com/prometheus', {
      timeout: Duration.seconds(20),
      authentication: PrometheusAuthentication.oauth2({
        tokenUrl: 'https://login.example.com/oauth2/token',
        clientId: 'argo-rollouts',
        clientSecret: '{{args.client-secret}}',
        scopes: ['metrics.read'],
      }),
      headers: { 'X-Scope-OrgID': 'logistics' },
    });
    const own = 'rollouts_pod_template_hash="{{args.canary}}"';
    const timing = { interval: Duration.seconds(30), initialDelay: Duration.minutes(2), failureLimit: 1 };
    const gate = new Analysis(this, 'gate', {
      metadata: { name: 'tracking' },
      metrics: [
        {
          name: 'errors',
          provider: prometheus.query(
            `(sum(rate(parcel_events_failed_total{${own}}[1m])) or vector(0)) / (sum(rate(parcel_events_total{${own}}[1m])) > 0)`,
          ),
          successCondition: 'len(result) > 0 && result[0] < 0.01',
          ...timing,
        },
        {
          name: 'backlog',
          // One peak is enough: each value of the two minutes counts.
          provider: prometheus.rangeQuery(`max(parcel_events_waiting{${own}})`, {
            start: Duration.minutes(2),
            step: Duration.seconds(15),
          }),
          successCondition: 'len(result) > 0 && all(result, # < 1000)',
          ...timing,
        },
      ],
      args: [
        AnalysisArgument.canaryHash('canary'),
        AnalysisArgument.secret('client-secret', 'mimir-client', 'client-secret'),
      ],
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'tracking' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [route],
      analysis: { templates: [gate] },
      steps: Ramp.weights([20, 50], { pause: Duration.minutes(10) }),
    });
  }
}
