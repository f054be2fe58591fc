import { Chart, Duration } from 'cdk8s';
import { Analysis, AnalysisArgument, CanaryRollout, MetricPlugin, Ramp } from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary judged by a plugin of the controller, which `argo-rollouts-config` names under `metricProviderPlugins`. */
export class MetricPluginAnalysis extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'loyalty' });

    const queueWait = new Analysis(this, 'queue-wait', {
      metrics: [
        {
          name: 'queue-wait',
          provider: MetricPlugin.of('argoproj-labs/sample-prometheus', {
            address: 'http://prometheus.monitoring.svc:9090',
            query: 'avg(queue_wait_seconds{rollouts_pod_template_hash="{{args.canary}}"})',
          }),
          successCondition: 'len(result) > 0 && result[0] < 0.3',
          interval: Duration.seconds(30),
          initialDelay: Duration.minutes(1),
          failureLimit: 2,
        },
      ],
      args: [AnalysisArgument.canaryHash('canary')],
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'loyalty' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      analysis: { templates: [queueWait] },
      steps: Ramp.weights([25, 50], { pause: Duration.minutes(5) }),
    });
  }
}
