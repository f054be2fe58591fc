import { Chart, Duration } from 'cdk8s';
import {
  Analysis,
  AnalysisArgument,
  CanaryRollout,
  GatewayRoute,
  InfluxDb,
  Ramp,
  StableCanaryServices,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary judged by a Flux query to InfluxDB that ends in one row. */
export class InfluxDbAnalysis extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'telemetry' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'telemetry',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const route = new GatewayRoute(this, 'route', {
      name: 'telemetry',
      services,
      hostnames: ['telemetry.example.com'],
      gateways: [{ name: 'public', namespace: 'gateways' }],
    });

    const flux = [
      'from(bucket: "requests")',
      '  |> range(start: -2m)',
      '  |> filter(fn: (r) => r._measurement == "http" and r._field == "duration")',
      '  |> filter(fn: (r) => r.pod_template_hash == "{{args.canary}}")',
      '  |> group()',
      '  |> quantile(q: 0.95)',
    ];
    const latency = new Analysis(this, 'latency', {
      metrics: [
        {
          name: 'latency',
          provider: InfluxDb.profile('influxdb-platform').query(flux.join('\n')),
          // Without requests there is no row, an error; the fifth in a row aborts the release.
          successCondition: 'result[0] < 300',
          interval: Duration.seconds(30),
          initialDelay: Duration.minutes(2),
          failureLimit: 1,
        },
      ],
      args: [AnalysisArgument.canaryHash('canary')],
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'telemetry' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [route],
      analysis: { templates: [latency] },
      steps: Ramp.weights([20, 50], { pause: Duration.minutes(10) }),
    });
  }
}
