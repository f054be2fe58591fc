import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, listOf, type Plain, textOf } from '../manifest/plain';
import { APISIX_GROUP } from '../traffic/apisix/writer';
import { CONTOUR_GROUP } from '../traffic/contour/plugin-config';
import { GATEWAY_API_GROUP } from '../traffic/gateway-api/plugin-config';

/** A rule of a route that shares its requests between backends. */
export interface SharedRoute {
  /** The route. */
  readonly object: ManifestObject;

  /** The way to the rule. */
  readonly path: ManifestPath;

  /** What stands there. */
  readonly value: Plain;

  /** The backends. */
  readonly backends: readonly RouteTarget[];
}

/** A backend that a rule of a route names. */
export interface RouteTarget {
  /** The way to it. */
  readonly path: ManifestPath;

  /** The name of the Service. */
  readonly name: string;

  /** Its namespace; undefined is the one that the manifests are applied to. */
  readonly namespace?: string;
}

/** The rules of the routes of a set, as far as their backends are Services. */
export function sharedRoutes(set: ManifestSet): readonly SharedRoute[] {
  return set.derive(makeSharedRoutes);
}

const SHAPES = [
  ...['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'].map((kind) => ({
    group: GATEWAY_API_GROUP,
    kind,
    rules: 'rules',
    backends: 'backendRefs',
    name: 'name',
  })),
  { group: CONTOUR_GROUP, kind: 'HTTPProxy', rules: 'routes', backends: 'services', name: 'name' },
  { group: APISIX_GROUP, kind: 'ApisixRoute', rules: 'http', backends: 'backends', name: 'serviceName' },
] as const;

function makeSharedRoutes(set: ManifestSet): SharedRoute[] {
  return SHAPES.flatMap((shape) =>
    set.ofKind(shape.kind, shape.group).flatMap((object) =>
      listOf(at(object.spec, shape.rules)).map((value, index) => {
        const path = ['spec', shape.rules, index];
        const backends = listOf(at(value, shape.backends)).flatMap((backend, number) => {
          const name = textOf(at(backend, shape.name));
          if (name === undefined || (textOf(at(backend, 'kind')) ?? 'Service') !== 'Service') return [];
          const namespace = textOf(at(backend, 'namespace')) ?? object.metadata.namespace;
          const target = { path: [...path, shape.backends, number], name };
          return [{ ...target, ...(namespace === undefined ? {} : { namespace }) }];
        });
        return { object, path, value, backends };
      }),
    ),
  );
}
