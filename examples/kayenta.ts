import { Chart, Duration } from 'cdk8s';
import { Analysis, AnalysisArgument, CanaryRollout, Kayenta, Ramp } from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary that Kayenta compares with the stable version; its score says whether the release goes on. */
export class KayentaAnalysis extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'fares' });

    const kayenta = Kayenta.at('http://kayenta.spinnaker.svc:8090', {
      application: 'fares',
      metricsAccountName: 'prometheus',
      storageAccountName: 'bucket',
    });
    const pods = (hash: string) => ({
      scope: `rollouts_pod_template_hash="{{args.${hash}}}"`,
      region: 'eu-central-1',
      step: Duration.minutes(1),
    });
    const comparison = new Analysis(this, 'comparison', {
      metrics: [
        {
          name: 'comparison',
          // A score from 75 to 89 stops the release for a person to decide.
          provider: kayenta.judge({
            canaryConfigName: 'fares-latency',
            pass: 90,
            marginal: 75,
            scopes: [{ name: 'default', controlScope: pods('stable'), experimentScope: pods('canary') }],
          }),
          interval: Duration.minutes(10),
          initialDelay: Duration.minutes(10),
        },
      ],
      args: [AnalysisArgument.stableHash('stable'), AnalysisArgument.canaryHash('canary')],
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'fares' },
      replicas: 6,
      containers: [{ image: props.image, portNumber: 8080 }],
      analysis: { templates: [comparison] },
      steps: Ramp.weights([50], { pause: Duration.hours(1) }),
    });
  }
}
