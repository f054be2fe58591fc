import type { Chart } from 'cdk8s';
import { AmbassadorMapping, type AmbassadorMappingProps, type StableCanaryServices } from '../../../src';

/** A Mapping named demo of everything under `/demo` between the given Services. */
export function demoMapping(
  chart: Chart,
  services: StableCanaryServices,
  props: Partial<AmbassadorMappingProps> = {},
  id = 'mapping',
): AmbassadorMapping {
  return new AmbassadorMapping(chart, id, { name: 'demo', services, prefix: '/demo', ...props });
}
