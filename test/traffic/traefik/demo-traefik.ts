import type { Chart } from 'cdk8s';
import {
  IngressRoute,
  type IngressRouteProps,
  type StableCanaryServices,
  Traefik,
  TraefikService,
  type TraefikServiceProps,
} from '../../../src';

/** Traefik 3 as its Helm chart installs it. */
export const TRAEFIK_3 = Traefik.of({ allowEmptyServices: true });

/** A TraefikService named demo between the given Services. */
export function demoTraefik(
  chart: Chart,
  services: StableCanaryServices,
  props: Partial<TraefikServiceProps> = {},
  id = 'weighted',
): TraefikService {
  return new TraefikService(chart, id, { name: 'demo', services, traefik: TRAEFIK_3, ...props });
}

/** An IngressRoute named demo to the given TraefikService. */
export function demoIngressRoute(
  chart: Chart,
  service: TraefikService,
  props: Partial<IngressRouteProps> = {},
): IngressRoute {
  return new IngressRoute(chart, 'ingress-route', {
    name: 'demo',
    service,
    match: 'Host(`demo.example.com`)',
    ...props,
  });
}
