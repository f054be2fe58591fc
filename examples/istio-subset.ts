import { Chart, Duration } from 'cdk8s';
import {
  CanaryRollout,
  DestinationRule,
  NoTraffic,
  Prometheus,
  Ramp,
  RootService,
  SuccessRateAnalysis,
  VirtualService,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A canary inside of a mesh: callers keep the one Service that they know, and its subsets are the versions. */
export class IstioSubset extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'details' });

    const service = new RootService(this, 'service', {
      name: 'details',
      ports: [{ name: 'http', port: 80, targetPort: 9080 }],
    });
    const destinationRule = new DestinationRule(this, 'destination-rule', {
      name: 'details',
      service,
      trafficPolicy: { outlierDetection: { consecutive5xxErrors: 5 } },
    });
    const virtualService = new VirtualService(this, 'virtual-service', { name: 'details', destinationRule });
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      // The PodMonitor of the sidecars has podTargetLabels: [rollouts-pod-template-hash].
      provider: Prometheus.at('http://prometheus.istio-system.svc:9090'),
      requests: virtualService.requestMetrics(),
      atLeast: 0.99,
      onNoTraffic: NoTraffic.FAIL,
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'details' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 9080 }],
      trafficRouting: [virtualService],
      analysis: { templates: [successRate] },
      steps: Ramp.linear({ from: 25, to: 75, weights: 3, pause: Duration.minutes(5) }),
    });
  }
}
