import * as cdk8s from 'cdk8s';
import { Chart, Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  App,
  CanaryRollout,
  CanaryStep,
  GatewayController,
  GatewayRoute,
  NoTraffic,
  Prometheus,
  StableCanaryServices,
  SuccessRateAnalysis,
} from '../src/index';

/** A usual release: a rollout with its Services, its route and its analysis. */
class Release extends Chart {
  constructor(scope: Construct, name: string) {
    super(scope, name, { namespace: name });
    const services = new StableCanaryServices(this, 'services', {
      name,
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const route = new GatewayRoute(this, 'route', {
      name: `${name}-route`,
      services,
      hostnames: [`${name}.example.com`],
      gateways: [{ name: 'traefik-gateway', namespace: 'traefik-system' }],
    });
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      provider: Prometheus.at('http://prometheus-server.prometheus-system.svc.cluster.local:80'),
      requests: route.requestMetrics(GatewayController.TRAEFIK),
      atLeast: 0.99,
      interval: Duration.seconds(10),
      onNoTraffic: NoTraffic.FAIL,
    });
    new CanaryRollout(this, 'rollout', {
      metadata: { name },
      containers: [{ image: `ghcr.io/acme/${name}:1.0.0`, portNumber: 8080 }],
      services,
      trafficRouting: [route],
      analysis: { templates: [successRate], startingStep: 1 },
      steps: [
        CanaryStep.setWeight(20),
        CanaryStep.pause(Duration.minutes(2)),
        CanaryStep.setWeight(50),
        CanaryStep.pause(Duration.minutes(2)),
      ],
    });
  }
}

// Prints how long the synth of so many charts takes, in milliseconds, and the most memory that the process took, in MB.
const [, , whose, charts, outdir] = process.argv;
const app = whose === 'ours' ? new App({ outdir }) : new cdk8s.App({ outdir });
for (let n = 0; n < Number(charts); n++) new Release(app, `app-${n}`);
const begin = process.hrtime.bigint();
app.synth();
const milliseconds = Number(process.hrtime.bigint() - begin) / 1e6;
console.log(JSON.stringify({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
