import { Chart, Duration } from 'cdk8s';
import {
  CanaryRollout,
  CanaryStep,
  IngressRoute,
  NoTraffic,
  Prometheus,
  StableCanaryServices,
  SuccessRateAnalysis,
  Traefik,
  TraefikService,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary behind a weighted service of Traefik. */
export class TraefikWeighted extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'canary' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'canary',
      // The names say what is behind them: production is behind canary-active.
      stableName: 'canary-active',
      canaryName: 'canary-preview',
      ports: [{ name: 'http', port: 80 }],
    });
    const weighted = new TraefikService(this, 'weighted', {
      name: 'canary-service',
      traefik: Traefik.of({ allowEmptyServices: true }),
      services,
    });
    new IngressRoute(this, 'route', {
      name: 'myapp-canary',
      service: weighted,
      entryPoints: ['web'],
      match: 'Host(`canary.myapp.com`)',
    });
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      provider: Prometheus.at('http://prometheus-server.prometheus-system.svc:80', {
        scrapeInterval: Duration.seconds(5),
      }),
      requests: weighted.requestMetrics(),
      atLeast: 0.99,
      window: Duration.seconds(30),
      initialDelay: Duration.seconds(20),
      interval: Duration.seconds(10),
      onNoTraffic: NoTraffic.FAIL,
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'canary-rollout' },
      replicas: 10,
      revisionHistoryLimit: 2,
      containers: [{ name: 'myapp', image: props.image, portNumber: 80, securityContext: { ensureNonRoot: false } }],
      services,
      trafficRouting: [weighted],
      analysis: { templates: [successRate] },
      steps: [
        CanaryStep.setWeight(10),
        CanaryStep.pause(Duration.minutes(5)),
        CanaryStep.setWeight(30),
        CanaryStep.pause(Duration.minutes(1)),
        CanaryStep.setWeight(60),
        // Half a minute, as this was published, is too short for the gate to take two failed measurements.
        CanaryStep.pause(Duration.minutes(1)),
      ],
    });
  }
}
