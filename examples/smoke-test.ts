import { Chart, Duration } from 'cdk8s';
import {
  CanaryRollout,
  CanaryScale,
  CanaryStep,
  ExpectedValue,
  GatewayRoute,
  Ramp,
  SmokeTestAnalysis,
  StableCanaryServices,
  WebCheckAnalysis,
} from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A new version that is tested before anybody gets it, and is asked how it is until the end of the release. */
export class SmokeTest extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'vouchers' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'vouchers',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const route = new GatewayRoute(this, 'route', {
      name: 'vouchers',
      services,
      gateways: [{ name: 'public', namespace: 'gateways' }],
    });
    // The test is of the same release as what it tests.
    const smokeTest = new SmokeTestAnalysis(this, 'smoke-test', {
      containers: [{ name: 'test', image: `${props.image}-smoke-test`, args: ['--url', 'http://$(CANARY_SERVICE)'] }],
      activeDeadline: Duration.minutes(3),
    });
    const health = new WebCheckAnalysis(this, 'health', {
      metricName: 'health',
      path: '/health',
      jsonPath: '{$.status}',
      expected: ExpectedValue.text('UP'),
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'vouchers' },
      replicas: 4,
      containers: [{ image: props.image, portNumber: 8080 }],
      services,
      trafficRouting: [route],
      analysis: { templates: [health] },
      steps: [
        CanaryStep.setCanaryScale(CanaryScale.replicas(1)),
        CanaryStep.analysis({ templates: [smokeTest] }),
        CanaryStep.setCanaryScale(CanaryScale.matchTrafficWeight()),
        ...Ramp.weights([25, 50], { pause: Duration.minutes(5) }),
      ],
    });
  }
}
