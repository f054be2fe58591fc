import { Chart, Duration } from 'cdk8s';
import { Analysis, AnalysisArgument, CanaryRollout, Ramp, SkyWalking } from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary whose pods report to Apache SkyWalking, under a name with their hash (`SW_AGENT_NAME`). */
export class SkyWalkingAnalysis extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'menu' });

    const question = [
      'query ($duration: Duration!) {',
      '  sla: readMetricsValues(duration: $duration, condition: {',
      '    name: "service_sla", entity: { scope: Service, serviceName: "menu-{{args.canary}}", normal: true } }) {',
      '    values { values { value } } } }',
    ];
    const success = new Analysis(this, 'success', {
      metrics: [
        {
          name: 'success',
          provider: SkyWalking.at('http://skywalking-oap.skywalking.svc:12800').query(
            question.join('\n'),
            Duration.minutes(3),
          ),
          // In hundredths of a per cent. A minute without requests has the value 0, and fails.
          successCondition: 'len(result.sla.values.values) > 0 && all(result.sla.values.values, #.value >= 9900)',
          interval: Duration.minutes(1),
          initialDelay: Duration.minutes(5),
          failureLimit: 1,
        },
      ],
      args: [AnalysisArgument.canaryHash('canary')],
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'menu' },
      replicas: 5,
      containers: [{ image: props.image, portNumber: 8080 }],
      analysis: { templates: [success] },
      steps: Ramp.weights([20, 60], { pause: Duration.minutes(10) }),
    });
  }
}
