import { Chart, Duration } from 'cdk8s';
import {
  CanaryRollout,
  ContourHttpProxy,
  NoTraffic,
  Prometheus,
  Ramp,
  StableCanaryServices,
  SuccessRateAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/**
 * A canary behind two host names of Contour, which move together.
 *
 * The plugin moves nothing where the weights of a route are not 100 together, so they are written out in each.
 */
export class ContourHostNames extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'billing' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'billing',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const shop = new ContourHttpProxy(this, 'public', {
      name: 'billing-public',
      fqdn: 'billing.example.com',
      tls: { secretName: 'billing-tls' },
      services,
      routes: [
        // Reports take their time, and exports of the old clients come without https.
        { conditions: [{ prefix: '/reports' }], timeoutPolicy: { response: '2m' } },
        {
          conditions: [{ prefix: '/export' }, { header: { name: 'User-Agent', contains: 'exporter/1' } }],
          permitInsecure: true,
        },
        {},
      ],
    });
    const internal = new ContourHttpProxy(this, 'internal', {
      name: 'billing-internal',
      fqdn: 'billing.internal.example.com',
      ingressClassName: 'contour-internal',
      services,
    });

    // Envoy counts what the canary gets by way of both.
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      provider: Prometheus.at('http://prometheus.monitoring.svc:9090', { scrapeInterval: Duration.seconds(15) }),
      requests: shop.requestMetrics(),
      atLeast: 0.99,
      onNoTraffic: NoTraffic.FAIL,
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'billing' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [shop, internal],
      analysis: { templates: [successRate] },
      steps: Ramp.weights([10, 50], { pause: Duration.minutes(5) }),
    });
  }
}
