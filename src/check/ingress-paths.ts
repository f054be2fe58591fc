import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import { at, listOf, type Plain, textOf } from '../manifest/plain';

/** A path of an Ingress. */
export interface IngressPath {
  /** The way to it. */
  readonly path: ManifestPath;

  /** The index of its rule. */
  readonly rule: number;

  /** What requests it is for: host and path. */
  readonly place: string;

  /** What stands there. */
  readonly value: Plain;

  /**
   * The Service that it sends to.
   * @default - none
   */
  readonly service?: string;
}

/** The paths of an Ingress. */
export function ingressPaths({ spec }: ManifestObject): IngressPath[] {
  return listOf(at(spec, 'rules')).flatMap((rule, index) =>
    listOf(at(rule, 'http', 'paths')).map((value, number) => ({
      path: ['spec', 'rules', index, 'http', 'paths', number],
      rule: index,
      place: `${textOf(at(rule, 'host')) ?? '*'}${textOf(at(value, 'path')) ?? '/'}`,
      value,
      // So it was called up to networking.k8s.io/v1beta1.
      service: textOf(at(value, 'backend', 'service', 'name')) ?? textOf(at(value, 'backend', 'serviceName')),
    })),
  );
}
