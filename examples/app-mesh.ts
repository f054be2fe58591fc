import { Chart, Duration } from 'cdk8s';
import {
  AppMeshVirtualService,
  CanaryRollout,
  NoTraffic,
  Prometheus,
  Ramp,
  RootService,
  StableCanaryServices,
  SuccessRateAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary inside a mesh of AWS App Mesh, whose support ends on 2026-09-30. */
export class AppMeshCanary extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'ratings' });

    const ports = [{ name: 'http', port: 80, targetPort: 8080 }];
    const services = new StableCanaryServices(this, 'services', { name: 'ratings', ports });
    const virtualService = new AppMeshVirtualService(this, 'virtual-service', {
      name: 'ratings',
      services,
      // The clients go on calling http://ratings.ratings.svc.cluster.local.
      rootService: new RootService(this, 'root-service', { name: 'ratings', ports }),
      backends: [{ name: 'users', namespace: 'users' }],
    });
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      provider: Prometheus.at('http://appmesh-prometheus.appmesh-system.svc:9090', {
        scrapeInterval: Duration.seconds(15),
      }),
      requests: virtualService.requestMetrics(),
      atLeast: 0.99,
      onNoTraffic: NoTraffic.INCONCLUSIVE,
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'ratings' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [virtualService],
      analysis: { templates: [successRate] },
      steps: Ramp.linear({ from: 20, to: 60, weights: 3, pause: Duration.minutes(5) }),
    });
  }
}
