import type { Chart } from 'cdk8s';
import {
  AppMeshVirtualService,
  type AppMeshVirtualServiceProps,
  RootService,
  type StableCanaryServices,
} from '../../../src';

/** A VirtualService named demo between the given Services, called by the Service demo. */
export function demoVirtualService(
  chart: Chart,
  services: StableCanaryServices,
  props: Partial<AppMeshVirtualServiceProps> = {},
): AppMeshVirtualService {
  const rootService =
    props.rootService ?? new RootService(chart, 'root-service', { name: 'demo', ports: services.ports });
  return new AppMeshVirtualService(chart, 'virtual-service', { name: 'demo', services, rootService, ...props });
}
