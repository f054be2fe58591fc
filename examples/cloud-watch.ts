import { Chart, Duration } from 'cdk8s';
import { AlbIngress, Analysis, CanaryRollout, CloudWatch, NoTraffic, Ramp, StableCanaryServices } from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary behind a load balancer of AWS, judged by what that counts for the canary's target group. */
export class CloudWatchAnalysis extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'seats' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'seats',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const ingress = new AlbIngress(this, 'ingress', { name: 'seats', services });

    const requests = ingress.requestMetrics();
    // Values come up to three minutes late, so the first measurement waits until some are the canary's.
    const timing = { interval: Duration.minutes(1), initialDelay: Duration.minutes(5), failureLimit: 1 };
    const analysis = new Analysis(this, 'analysis', {
      metadata: { name: 'seats' },
      metrics: [
        {
          name: 'error-rate',
          provider: CloudWatch.errorRate(requests),
          ...CloudWatch.atMost(0.01, NoTraffic.FAIL),
          ...timing,
        },
        {
          name: 'latency',
          provider: CloudWatch.latency(requests, 'p95'),
          ...CloudWatch.atMost(0.5, NoTraffic.PASS),
          ...timing,
        },
      ],
      args: requests.args,
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'seats' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [ingress],
      analysis: { templates: [analysis] },
      steps: Ramp.weights([20, 50], { pause: Duration.minutes(15) }),
    });
  }
}
