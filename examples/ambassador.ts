import { Chart, Duration } from 'cdk8s';
import {
  AmbassadorMapping,
  CanaryRollout,
  CanaryStep,
  NoTraffic,
  Prometheus,
  Ramp,
  StableCanaryServices,
  SuccessRateAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary behind Emissary that is called by two host names, the older one with another prefix. */
export class EmissaryMappings extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'invoices' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'invoices',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const mapping = new AmbassadorMapping(this, 'mapping', {
      name: 'invoices',
      services,
      host: 'invoices.example.com',
      prefix: '/',
      timeout: Duration.seconds(10),
    });
    const olderMapping = new AmbassadorMapping(this, 'older-mapping', {
      name: 'invoices-older',
      services,
      host: 'www.example.com',
      prefix: '/invoices/',
    });
    // One gate for both: Emissary counts by the Service that a Mapping sends to.
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      provider: Prometheus.at('http://prometheus.monitoring.svc:9090', { scrapeInterval: Duration.seconds(15) }),
      requests: mapping.requestMetrics(),
      atLeast: 0.99,
      onNoTraffic: NoTraffic.INCONCLUSIVE,
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'invoices' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [mapping, olderMapping],
      analysis: { templates: [successRate] },
      steps: [
        ...Ramp.linear({ from: 10, to: 50, weights: 3, pause: Duration.minutes(5) }),
        CanaryStep.pauseUntilPromoted('billing compares the first invoices of the day'),
      ],
    });
  }
}
