import type { Chart } from 'cdk8s';
import {
  type CanaryRollout,
  type CanaryRolloutProps,
  NginxIngress,
  type NginxIngressProps,
  type StableCanaryServices,
} from '../../../src';
import { demoRollout, demoServices } from '../../demo-chart';

/** An Ingress named demo for demo.example.com, between the given Services. */
export function demoIngress(
  chart: Chart,
  services: StableCanaryServices,
  props: Partial<NginxIngressProps> = {},
  id = 'ingress',
): NginxIngress {
  return new NginxIngress(chart, id, { name: 'demo', services, rules: [{ host: 'demo.example.com' }], ...props });
}

/** A whole release with an Ingress, all named demo, without a gate. */
export function ingressRelease(
  chart: Chart,
  ingress: Partial<NginxIngressProps> = {},
  props: Partial<CanaryRolloutProps> = {},
): CanaryRollout {
  const services = demoServices(chart);
  const trafficRouting = [demoIngress(chart, services, ingress)];
  return demoRollout(chart, { services, trafficRouting, analysis: undefined, ...props });
}
