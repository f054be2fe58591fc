import { Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import {
  CanaryRollout,
  GatewayRoute,
  NoData,
  NoTraffic,
  PodMonitor,
  PodRequests,
  Prometheus,
  Ramp,
  ResourceBound,
  RestartAnalysis,
  SaturationAnalysis,
  StableCanaryServices,
  SuccessRateAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** Gates on the canary's pods: what they count of their requests, how full they are, and whether they restart. */
export class PodGates extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'thumbnails' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'thumbnails',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const route = new GatewayRoute(this, 'route', {
      name: 'thumbnails',
      services,
      gateways: [{ name: 'public', namespace: 'gateways' }],
    });
    // As kube-prometheus-stack scrapes the kubelets and kube-state-metrics unless told otherwise.
    const prometheus = Prometheus.at('http://kps-prometheus.monitoring.svc:9090', {
      scrapeInterval: Duration.seconds(30),
    });
    const successRate = new SuccessRateAnalysis(this, 'success-rate', {
      provider: prometheus,
      requests: PodRequests.ofCanary('thumbnails', { matchers: ['handler!~"/(healthz|metrics)"'] }),
      atLeast: 0.99,
      onNoTraffic: NoTraffic.INCONCLUSIVE,
    });
    const saturation = new SaturationAnalysis(this, 'saturation', {
      metadata: { name: 'thumbnails-saturation' },
      provider: prometheus,
      // It has no limit of CPU, and autoscalers go by the request as well.
      cpuAtMost: 1.5,
      cpuRelativeTo: ResourceBound.REQUESTS,
      memoryAtMost: 0.9,
      warmUp: Duration.seconds(30),
      onNoData: NoData.INCONCLUSIVE,
    });
    const restarts = new RestartAnalysis(this, 'restarts', { provider: prometheus, onNoData: NoData.INCONCLUSIVE });

    const rollout = new CanaryRollout(this, 'rollout', {
      metadata: { name: 'thumbnails' },
      replicas: 6,
      containers: [
        {
          name: 'thumbnails',
          image: props.image,
          ports: [{ name: 'http', number: 8080 }],
          resources: {
            cpu: { request: Cpu.millis(250) },
            memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
          },
        },
      ],
      services,
      trafficRouting: [route],
      analysis: { templates: [successRate, saturation, restarts] },
      steps: Ramp.weights([20, 50], { pause: Duration.minutes(10) }),
    });
    new PodMonitor(this, 'pod-monitor', {
      // The label by which the Prometheus of kube-prometheus-stack finds it.
      metadata: { name: 'thumbnails', labels: { release: 'kps' } },
      selector: rollout,
      port: 'http',
      interval: prometheus.scrapeInterval,
    });
  }
}
