import { Chart, Duration } from 'cdk8s';
import {
  Analysis,
  AnalysisArgument,
  CanaryRollout,
  CanaryStep,
  ExperimentVersion,
  GatewayRoute,
  Prometheus,
  Ramp,
  StableCanaryServices,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/**
 * A canary that is compared, before it gets any request, with as many pods of the old version that start with it.
 *
 * Old pods that have run for weeks are no fair measure for new ones: the experiment starts both at once.
 */
export class ExperimentFirst extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'search' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'search',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const route = new GatewayRoute(this, 'route', {
      name: 'search',
      services,
      gateways: [{ name: 'public', namespace: 'gateways' }],
    });

    const heap = (arg: string) => `avg(go_memstats_heap_inuse_bytes{rollouts_pod_template_hash="{{args.${arg}}}"})`;
    const memory = new Analysis(this, 'memory', {
      metadata: { name: 'search-memory' },
      metrics: [
        {
          name: 'memory',
          provider: Prometheus.at('http://prometheus.monitoring.svc:9090').query(`${heap('new')} / ${heap('old')}`),
          successCondition: 'len(result) > 0 && result[0] < 1.2',
          interval: Duration.seconds(30),
          initialDelay: Duration.minutes(1),
          failureLimit: 2,
        },
      ],
      args: [AnalysisArgument.canaryHash('new'), AnalysisArgument.stableHash('old')],
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'search' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [route],
      steps: [
        CanaryStep.experiment({
          templates: [
            { name: 'baseline', version: ExperimentVersion.STABLE },
            { name: 'canary', version: ExperimentVersion.CANARY },
          ],
          duration: Duration.minutes(10),
          analyses: [{ name: 'memory', analysis: memory }],
        }),
        ...Ramp.exponential({ from: 5, to: 80, factor: 4, pause: Duration.minutes(5) }),
      ],
    });
  }
}
