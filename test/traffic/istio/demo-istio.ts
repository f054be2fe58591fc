import type { Chart } from 'cdk8s';
import {
  CanaryRollout,
  type CanaryRolloutProps,
  DestinationRule,
  type DestinationRuleProps,
  RootService,
  type RootServiceProps,
  type StableCanaryServices,
  VirtualService,
  type VirtualServiceProps,
} from '../../../src';
import { demoSteps, ungated } from '../../demo-chart';

/** A VirtualService named demo between the given Services, behind the Gateway infra/gw. */
export function demoVirtualService(
  chart: Chart,
  services: StableCanaryServices,
  props: Partial<VirtualServiceProps> = {},
  id = 'virtual-service',
): VirtualService {
  const hosts = ['demo.example.com'];
  return new VirtualService(chart, id, { name: 'demo', services, hosts, gateways: ['infra/gw'], ...props });
}

/** A Service named demo over the pods of both versions, port 80 to 8080. */
export function demoRootService(chart: Chart, props: Partial<RootServiceProps> = {}): RootService {
  const ports = [{ name: 'http', port: 80, targetPort: 8080 }];
  return new RootService(chart, 'root', { name: 'demo', ports, ...props });
}

/** A DestinationRule named demo, with a Service of its own unless one is given. */
export function demoDestinationRule(
  chart: Chart,
  props: Partial<DestinationRuleProps> = {},
  id = 'destination-rule',
): DestinationRule {
  return new DestinationRule(chart, id, { name: 'demo', service: props.service ?? demoRootService(chart), ...props });
}

/** A rollout named demo without Services, whose versions are the subsets of a Service. */
export function demoSubsetRollout(chart: Chart, props: Partial<CanaryRolloutProps>): CanaryRollout {
  return new CanaryRollout(chart, 'rollout', {
    metadata: { name: 'demo' },
    containers: [{ image: 'example/app:1', portNumber: 8080 }],
    steps: demoSteps(),
    ...ungated({ steps: demoSteps(), ...props }),
    ...props,
  });
}
