import { Chart, Duration } from 'cdk8s';
import { ActivePreviewServices, Analysis, AnalysisArgument, BlueGreenRollout, Web } from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A version that has to say of itself that all is well, asked through its preview Service before it is promoted. */
export class WebAnalysis extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'coupons' });

    const services = new ActivePreviewServices(this, 'services', {
      name: 'coupons',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });

    const health = new Analysis(this, 'health', {
      metrics: [
        {
          name: 'health',
          provider: Web.post('http://coupons-preview.coupons.svc/checks', {
            jsonBody: { checks: ['database', 'queue'] },
            headers: { Authorization: 'Bearer {{args.token}}' },
            jsonPath: '{$.summary}',
            timeout: Duration.seconds(20),
          }),
          successCondition: 'result.ok == true && result.slowestMillis < 300',
          interval: Duration.seconds(15),
          count: 4,
          failureLimit: 1,
        },
      ],
      args: [AnalysisArgument.secret('token', 'coupons-checks', 'token')],
    });

    new BlueGreenRollout(this, 'rollout', {
      metadata: { name: 'coupons' },
      replicas: 2,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      prePromotionAnalysis: { templates: [health] },
    });
  }
}
