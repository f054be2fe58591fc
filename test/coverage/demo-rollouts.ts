import { type Chart, Duration } from 'cdk8s';
import {
  ActivePreviewServices,
  BlueGreenRollout,
  type BlueGreenRolloutProps,
  CanaryRollout,
  type CanaryRolloutProps,
  CanaryStep,
  type ITrafficRouter,
  type TrafficRouting,
} from '../../src';
import { demoServices, ungated } from '../demo-chart';

const POD = { metadata: { name: 'demo' }, containers: [{ image: 'example/app:1', portNumber: 8080 }] };

/** Half an hour at 20 %. */
export const STEPS: readonly CanaryStep[] = [CanaryStep.setWeight(20), CanaryStep.pause(Duration.minutes(30))];

/** A canary rollout with containers, and what is given. */
export function canary(chart: Chart, props: Partial<CanaryRolloutProps> = {}): CanaryRollout {
  return new CanaryRollout(chart, 'rollout', { ...POD, ...ungated(props), ...props });
}

/** A canary rollout between two Services, with a router that can do everything. */
export function routedCanary(chart: Chart, props: Partial<CanaryRolloutProps> = {}, routing?: TrafficRouting): void {
  const services = demoServices(chart);
  canary(chart, { services, trafficRouting: [anyRouter(routing)], steps: [...STEPS], ...props });
}

/** A canary rollout with a router, after whose 20 % the given steps come. */
export function steppedCanary(chart: Chart, ...steps: CanaryStep[]): void {
  routedCanary(chart, { steps: [...STEPS, ...steps] });
}

/** A blue-green rollout with containers and Services, and what is given. */
export function blueGreen(chart: Chart, props: Partial<BlueGreenRolloutProps> = {}): void {
  const services = new ActivePreviewServices(chart, 'services', {
    name: 'demo',
    ports: [{ port: 80, targetPort: 8080 }],
  });
  new BlueGreenRollout(chart, 'rollout', { ...POD, services, ...props });
}

/** A router that can do everything, and says of itself what it is told. */
export function anyRouter(routing: TrafficRouting = { plugins: { 'demo/router': {} } }): ITrafficRouter {
  return {
    facts: {
      name: 'any router',
      setHeaderRoute: true,
      setMirrorRoute: true,
      experimentWeight: true,
      maxTrafficWeight: true,
      pingPong: true,
    },
    bind: () => routing,
  };
}
