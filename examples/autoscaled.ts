import { Chart, Duration } from 'cdk8s';
import { Cpu, HorizontalPodAutoscaler, Metric, MetricTarget, PercentOrAbsolute } from 'cdk8s-plus-28';
import {
  CanaryRollout,
  GatewayController,
  GatewayRoute,
  NoTraffic,
  NotificationTrigger,
  PodDisruptionBudget,
  Prometheus,
  Ramp,
  StableCanaryServices,
  SuccessRateAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary whose number of pods an autoscaler decides on, and that keeps running while nodes are drained. */
export class Autoscaled extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'catalog' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'catalog',
      ports: [{ port: 80, targetPort: 8080 }],
    });
    const route = new GatewayRoute(this, 'route', {
      name: 'catalog',
      services,
      gateways: [{ name: 'public', namespace: 'gateways' }],
    });
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      provider: Prometheus.at('http://prometheus.monitoring.svc:9090'),
      requests: route.requestMetrics(GatewayController.TRAEFIK),
      atLeast: 0.99,
      onNoTraffic: NoTraffic.INCONCLUSIVE,
    });

    // No replicas: with the number in Git each sync would take it back from the autoscaler.
    const rollout = new CanaryRollout(this, 'rollout', {
      metadata: { name: 'catalog' },
      containers: [{ image: props.image, portNumber: 8080, resources: { cpu: { request: Cpu.millis(250) } } }],
      services,
      trafficRouting: [route],
      analysis: { templates: [successRate] },
      steps: Ramp.linear({ from: 20, to: 80, weights: 4, pause: Duration.minutes(5) }),
      notifications: [
        {
          // Without traffic the gate is Inconclusive, and the rollout waits for a person.
          triggers: [
            NotificationTrigger.ON_ROLLOUT_ABORTED,
            NotificationTrigger.ON_ROLLOUT_PAUSED,
            NotificationTrigger.ON_ROLLOUT_COMPLETED,
          ],
          service: 'slack',
          recipients: ['catalog-releases'],
        },
      ],
    });

    new HorizontalPodAutoscaler(this, 'autoscaler', {
      metadata: { name: 'catalog' },
      target: rollout,
      minReplicas: 4,
      maxReplicas: 20,
      metrics: [Metric.resourceCpu(MetricTarget.averageUtilization(70))],
    });

    // A share, as a release has more pods than usual: stable and canary are counted together.
    new PodDisruptionBudget(this, 'budget', {
      metadata: { name: 'catalog' },
      selector: rollout,
      maxUnavailable: PercentOrAbsolute.percent(25),
    });
  }
}
