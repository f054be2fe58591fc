import { Chart, Duration } from 'cdk8s';
import { ConfigMap, EnvValue, Volume } from 'cdk8s-plus-28';
import { ActivePreviewServices, Analysis, BlueGreenRollout, MetricJob } from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A blue-green release that is promoted only after a load test against its preview Service. */
export class JobAnalysis extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'signup' });

    const services = new ActivePreviewServices(this, 'services', {
      name: 'signup',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    // Without thresholds k6 ends well whatever it was answered.
    const script = new ConfigMap(this, 'script', {
      metadata: { name: 'signup-load-test' },
      data: {
        'signup.js': [
          "import http from 'k6/http';",
          "export const options = { thresholds: { http_req_failed: ['rate<0.01'], http_req_duration: ['p(95)<300'] } };",
          'export default () => http.get(__ENV.TARGET);',
        ].join('\n'),
      },
    });

    const loadTest = new Analysis(this, 'load-test', {
      metrics: [
        {
          name: 'load-test',
          provider: MetricJob.of({
            containers: [
              {
                name: 'k6',
                image: 'grafana/k6:1.3.0',
                args: ['run', '--vus=10', '--duration=2m', '/scripts/signup.js'],
                envVariables: { TARGET: EnvValue.fromValue('http://signup-preview') },
                volumeMounts: [{ path: '/scripts', volume: Volume.fromConfigMap(this, 'scripts', script) }],
              },
            ],
            activeDeadline: Duration.minutes(5),
            podAnnotations: { 'sidecar.istio.io/inject': 'false' },
          }),
        },
      ],
    });

    new BlueGreenRollout(this, 'rollout', {
      metadata: { name: 'signup' },
      replicas: 2,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      prePromotionAnalysis: { templates: [loadTest] },
    });
  }
}
