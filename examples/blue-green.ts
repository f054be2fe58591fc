import { Chart, Duration } from 'cdk8s';
import {
  ActivePreviewServices,
  Analysis,
  AnalysisArgument,
  BlueGreenRollout,
  Prometheus,
  Promotion,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/**
 * A release that starts all of the new version beside the old one, checks it, and then switches.
 *
 * For its duration it takes twice the pods. The metrics are the application's own, scraped with the label of the pods'
 * hash (PodMonitor: `podTargetLabels: [rollouts-pod-template-hash]`).
 */
export class BlueGreen extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'checkout' });

    const services = new ActivePreviewServices(this, 'services', {
      name: 'checkout',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });

    // A version that nobody has called yet has no errors, and is good: testers call the preview Service meanwhile.
    const errors = new Analysis(this, 'errors', {
      metadata: { name: 'checkout-errors' },
      metrics: [
        {
          name: 'errors',
          provider: Prometheus.at('http://prometheus.monitoring.svc:9090').query(
            'sum(increase(http_requests_total{code=~"5..",rollouts_pod_template_hash="{{args.new}}"}[1m]))',
          ),
          successCondition: 'len(result) == 0 || result[0] < 5',
          interval: Duration.seconds(20),
          initialDelay: Duration.minutes(1),
          failureLimit: 1,
        },
      ],
      args: [AnalysisArgument.canaryHash('new')],
    });

    new BlueGreenRollout(this, 'rollout', {
      metadata: { name: 'checkout' },
      replicas: 3,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      prePromotionAnalysis: { templates: [errors], duration: Duration.minutes(3) },
      promotion: Promotion.after(Duration.minutes(2)),
      postPromotionAnalysis: { templates: [errors], duration: Duration.minutes(5) },
    });
  }
}
