import type { Chart } from 'cdk8s';
import {
  AlbIngress,
  type AlbIngressProps,
  PingPongServices,
  RootService,
  type StableCanaryServices,
} from '../../../src';

const PORTS = [{ name: 'http', port: 80, targetPort: 8080 }];

/** An Ingress named demo between the given Services; in front of those that are given in the props instead, if there are. */
export function demoAlb(
  chart: Chart,
  services: StableCanaryServices | undefined,
  props: Partial<AlbIngressProps> = {},
  id = 'ingress',
): AlbIngress {
  return new AlbIngress(chart, id, { name: 'demo', services, ...props });
}

/** A Service named demo-root in front of both versions. */
export function demoRoot(chart: Chart, name = 'demo-root'): RootService {
  return new RootService(chart, name, { name, ports: PORTS });
}

/** Two Services named demo-ping and demo-pong. */
export function demoPingPong(chart: Chart): PingPongServices {
  return new PingPongServices(chart, 'ping-pong', { name: 'demo', ports: PORTS });
}
