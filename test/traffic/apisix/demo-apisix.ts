import type { Chart } from 'cdk8s';
import { ApisixRoute, type ApisixRouteProps, type StableCanaryServices } from '../../../src';

/** An ApisixRoute named demo with one rule between the given Services. */
export function demoApisix(
  chart: Chart,
  services: StableCanaryServices,
  props: Partial<ApisixRouteProps> = {},
  id = 'route',
): ApisixRoute {
  return new ApisixRoute(chart, id, {
    name: 'demo',
    services,
    rules: [{ name: 'main', hosts: ['demo.example.com'] }],
    ...props,
  });
}
