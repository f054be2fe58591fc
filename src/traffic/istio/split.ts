import type { ApiObject } from 'cdk8s';
import type { ServicePort } from '../../services/service-port';
import { firstService, secondService } from '../version-services';
import type { VirtualServiceProps } from './virtual-service-props';

/** What a VirtualService splits between: two Services, or two subsets of one. */
export interface Split {
  /** What gets the weight 100 in Git. */
  readonly stable: SplitDestination;

  /** What gets the weight 0 in Git. */
  readonly canary: SplitDestination;

  /** The ports that are offered. */
  readonly ports: ServicePort[];
}

/** What one version is reached by. */
export interface SplitDestination {
  /** The Service. */
  readonly service: ApiObject;

  /**
   * The subset of the Service.
   * @default - all of it
   */
  readonly subset?: string;
}

/** What the props of a VirtualService say to split between; undefined unless they say just one thing. */
export function trySplit({ services, pingPong, destinationRule }: VirtualServiceProps): Split | undefined {
  const pair = services ?? pingPong;
  if ([services, pingPong, destinationRule].filter((given) => given !== undefined).length !== 1) return undefined;
  if (pair !== undefined) {
    return { stable: { service: firstService(pair) }, canary: { service: secondService(pair) }, ports: pair.ports };
  }
  if (destinationRule === undefined) return undefined;
  const { service, ports } = destinationRule.service;
  return {
    stable: { service, subset: destinationRule.stableSubset },
    canary: { service, subset: destinationRule.canarySubset },
    ports,
  };
}

/** The host by which a Service is reached from a namespace: its name, or all of it from another one. */
export function hostIn(namespace: string | undefined, { name, metadata }: ApiObject): string {
  return metadata.namespace === namespace ? name : `${name}.${metadata.namespace}.svc.cluster.local`;
}
