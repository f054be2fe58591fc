import { Chart, Duration } from 'cdk8s';
import {
  CanaryRollout,
  NoTraffic,
  PluginRouter,
  PodRequests,
  Prometheus,
  Ramp,
  StableCanaryServices,
  SuccessRateAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/**
 * A canary behind a Route of OpenShift, which a plugin without a construct of its own moves.
 *
 * The Route is made elsewhere: `to` is the Service `ledger-stable` with the weight 100, and `ledger-canary` is among its
 * `alternateBackends` with the weight 0.
 */
export class OpenShiftRoute extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'ledger' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'ledger',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const route = new PluginRouter(this, 'route', {
      name: 'argoproj-labs/openshift',
      config: { routes: ['ledger'] },
      services,
    });

    // What the router counts is not known, so the pods of the new version say how they do; a PodMonitor with
    // podTargetLabels: [rollouts-pod-template-hash] tells them apart.
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      provider: Prometheus.at('http://prometheus.monitoring.svc:9090', { scrapeInterval: Duration.seconds(15) }),
      requests: PodRequests.ofCanary('ledger'),
      atLeast: 0.99,
      onNoTraffic: NoTraffic.FAIL,
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'ledger' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [route],
      analysis: { templates: [successRate] },
      steps: Ramp.weights([20, 60], { pause: Duration.minutes(5) }),
    });
  }
}
