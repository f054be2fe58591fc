import type { Chart } from 'cdk8s';
import { ContourHttpProxy, type ContourHttpProxyProps, type StableCanaryServices } from '../../../src';

/** An HTTPProxy named demo of demo.example.com between the given Services. */
export function demoContour(
  chart: Chart,
  services: StableCanaryServices,
  props: Partial<ContourHttpProxyProps> = {},
  id = 'http-proxy',
): ContourHttpProxy {
  return new ContourHttpProxy(chart, id, { name: 'demo', fqdn: 'demo.example.com', services, ...props });
}
