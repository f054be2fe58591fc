import { Chart, Duration, Size } from 'cdk8s';
import { Cpu, Probe } from 'cdk8s-plus-28';
import {
  CanaryRollout,
  NginxIngress,
  NoTraffic,
  Prometheus,
  Ramp,
  ServiceMonitor,
  StableCanaryServices,
  SuccessRateAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary behind ingress-nginx, with an analysis in the background from the second weight on. */
export class NginxBackgroundAnalysis extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'canary-demo' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'canary-demo',
      stableName: 'canary-demo',
      canaryName: 'canary-demo-canary',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const ingress = new NginxIngress(this, 'ingress', {
      name: 'canary-demo',
      services,
      rules: [{ host: 'canary-demo.example.com' }],
      tls: [{ hosts: ['canary-demo.example.com'], secretName: 'canary-demo-tls' }],
    });
    // A window of a minute needs a scrape every 15 seconds; the chart of ingress-nginx makes it 30.
    const prometheus = Prometheus.at('http://kps-prometheus.monitoring.svc:9090', {
      scrapeInterval: Duration.seconds(15),
    });
    // One for all that use the controller: what is scraped twice is counted twice.
    new ServiceMonitor(this, 'controller', {
      metadata: { name: 'ingress-nginx-controller', namespace: 'ingress-nginx', labels: { release: 'kps' } },
      matchLabels: { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' },
      port: 'metrics',
      interval: prometheus.scrapeInterval,
      honorLabels: true,
    });
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      metadata: { name: 'success-rate' },
      provider: prometheus,
      // The canary alone: over both versions a canary that fails 40 % of its 20 % reads 92 %.
      requests: ingress.requestMetrics({ clientErrorsFail: true }),
      atLeast: 0.9,
      window: Duration.seconds(60),
      interval: Duration.seconds(10),
      // Three in all, and not in a row: the fourth aborts.
      failureLimit: 3,
      onNoTraffic: NoTraffic.FAIL,
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'canary-demo' },
      replicas: 5,
      containers: [
        {
          name: 'canary-demo',
          image: props.image,
          ports: [{ name: 'http', number: 8080 }],
          readiness: Probe.fromHttpGet('/', { port: 8080 }),
          resources: { cpu: { request: Cpu.millis(5) }, memory: { request: Size.mebibytes(32) } },
          // The published image runs as root.
          securityContext: { ensureNonRoot: false },
        },
      ],
      services,
      trafficRouting: [ingress],
      analysis: { templates: [successRate], startingStep: 2 },
      steps: Ramp.linear({ from: 20, to: 80, weights: 4, pause: Duration.minutes(2) }),
    });
  }
}
