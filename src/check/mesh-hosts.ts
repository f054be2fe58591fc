import { at, listOf, textOf } from '../manifest/plain';
import type { Release } from '../release/release';
import { gatewayConfig } from './gateway-config';

/**
 * The names of the Services at whose address a mesh catches the requests of a release and shares them out; undefined where
 * the objects that say it are not in the set, or the router is one that nothing is known of.
 */
export function meshHosts(release: Release): ReadonlySet<string> | undefined {
  const { routers, routes } = release;
  if (routers.length === 0 || routers.some(({ isOpaque, folder }) => isOpaque === true || folder === 'app-mesh')) {
    return undefined;
  }
  if (gatewayConfig(release)?.hasSelector === true) return undefined;
  const hosts = routes.map(({ router, object }) => {
    // Where it tells the versions apart by subsets, the host of the DestinationRule is a Service over both.
    if (router.folder === 'istio')
      return object && [...listOf(at(object.spec, 'hosts')), at(object.spec, 'host')].map(textOf);
    if (router.folder === 'gateway-api') return object && parents(object.spec);
    return [];
  });
  if (hosts.some((names) => names === undefined)) return undefined;
  return new Set(hosts.flatMap((names) => names ?? []).flatMap((host) => host?.split('.')[0] ?? []));
}

function parents(spec: unknown): (string | undefined)[] {
  return listOf(at(spec, 'parentRefs'))
    .filter((parent) => at(parent, 'kind') === 'Service')
    .map((parent) => textOf(at(parent, 'name')));
}
