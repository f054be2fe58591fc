import { Chart, Duration, Size } from 'cdk8s';
import { Cpu, EnvValue, Probe } from 'cdk8s-plus-28';
import {
  CanaryRollout,
  CanaryStep,
  GatewayController,
  GatewayRoute,
  NoTraffic,
  Prometheus,
  StableCanaryServices,
  SuccessRateAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** Props of `GatewayApi`. */
export interface GatewayApiProps {
  /** The image of the version to release. */
  readonly image: string;

  /**
   * The percentage of requests that the version answers with HTTP 500, to see a release being taken back.
   * @default 0
   */
  readonly errorRate?: number;
}

/** A canary behind Traefik's Gateway API that takes itself back when one request in a hundred fails. */
export class GatewayApi extends Chart {
  constructor(scope: Construct, id: string, props: GatewayApiProps) {
    super(scope, id, { namespace: 'default' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'demo-app',
      ports: [{ name: 'http', port: 80, targetPort: 9898 }],
    });

    const route = new GatewayRoute(this, 'route', {
      name: 'demo-app-route',
      services,
      hostnames: ['demo.example.com'],
      gateways: [{ name: 'traefik-gateway', namespace: 'traefik-system' }],
    });

    // With a scrape every 5 seconds a version that fails one request in twenty is gone 30 seconds after its first.
    const prometheus = Prometheus.at('http://prometheus-server.prometheus-system.svc.cluster.local:80', {
      scrapeInterval: Duration.seconds(5),
    });

    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      metadata: { name: 'success-rate' },
      provider: prometheus,
      requests: route.requestMetrics(GatewayController.TRAEFIK),
      atLeast: 0.99,
      window: Duration.seconds(30),
      initialDelay: Duration.seconds(20),
      interval: Duration.seconds(10),
      onNoTraffic: NoTraffic.FAIL,
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'demo-app' },
      replicas: 4,
      containers: [
        {
          name: 'demo-app',
          image: props.image,
          portNumber: 9898,
          envVariables: { ERROR_RATE: EnvValue.fromValue(`${props.errorRate ?? 0}`) },
          liveness: Probe.fromHttpGet('/healthz', { port: 9898 }),
          readiness: Probe.fromHttpGet('/readyz', { port: 9898 }),
          resources: {
            cpu: { request: Cpu.millis(100), limit: Cpu.millis(200) },
            memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) },
          },
          // The published image starts as root, in root's home directory.
          securityContext: { ensureNonRoot: false },
        },
      ],
      services,
      trafficRouting: [route],
      analysis: { templates: [successRate] },
      steps: [
        CanaryStep.setWeight(20),
        CanaryStep.pause(Duration.minutes(2)),
        CanaryStep.setWeight(50),
        CanaryStep.pause(Duration.minutes(2)),
      ],
    });
  }
}
