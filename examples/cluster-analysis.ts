import { Chart, Duration } from 'cdk8s';
import {
  Analysis,
  AnalysisArgument,
  CanaryRollout,
  GatewayRoute,
  Prometheus,
  Ramp,
  StableCanaryServices,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

const ARGS = [AnalysisArgument.canaryHash('canary-hash'), AnalysisArgument.field('namespace', 'metadata.namespace')];

/**
 * A gate of the platform team for the rollouts of every namespace, which one rollout is stricter with than the others.
 *
 * It has a second one nested, whose metric is measured and shown in each AnalysisRun, but does not count yet.
 */
export class ClusterAnalysis extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'basket' });

    const prometheus = Prometheus.at('http://prometheus.monitoring.svc:9090', { scrapeInterval: Duration.seconds(30) });
    const requests = (more: string) =>
      'sum(rate(http_requests_total{namespace="{{args.namespace}}",' +
      `rollouts_pod_template_hash="{{args.canary-hash}}"${more}}[2m]))`;
    const timing = { interval: Duration.seconds(30), initialDelay: Duration.minutes(2), failureLimit: 2 };

    const memory = new Analysis(this, 'memory', {
      metadata: { name: 'memory' },
      clusterScope: true,
      metrics: [
        {
          name: 'memory',
          provider: prometheus.query(
            'max(container_memory_working_set_bytes{namespace="{{args.namespace}}",pod=~"{{args.rollout}}-{{args.canary-hash}}-.+"})',
          ),
          successCondition: 'len(result) > 0 && result[0] < 500000000',
          ...timing,
        },
      ],
      args: [...ARGS, AnalysisArgument.field('rollout', 'metadata.name')],
    });
    const standard = new Analysis(this, 'standard', {
      metadata: { name: 'standard-gate' },
      clusterScope: true,
      metrics: [
        {
          name: 'success-rate',
          provider: prometheus.query(`1 - (${requests(',code=~"5.."')} or vector(0)) / (${requests('')} > 0)`),
          successCondition: 'len(result) > 0 && result[0] >= {{args.at-least}}',
          ...timing,
        },
      ],
      templates: [memory],
      args: [...ARGS, AnalysisArgument.perRollout('at-least', '0.99')],
      dryRun: ['memory'],
      measurementRetention: [{ metric: 'memory', limit: 50 }],
    });

    const services = new StableCanaryServices(this, 'services', {
      name: 'basket',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const route = new GatewayRoute(this, 'route', {
      name: 'basket',
      services,
      gateways: [{ name: 'public', namespace: 'gateways' }],
    });
    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'basket' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [route],
      analysis: { templates: [standard.withValues({ 'at-least': '0.999' })] },
      steps: Ramp.exponential({ from: 5, to: 80, factor: 4, pause: Duration.minutes(5) }),
    });
  }
}
