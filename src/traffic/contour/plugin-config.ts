import { at, entriesOf, listOf, textOf } from '../../manifest/plain';
import { CONTOUR_PLUGIN } from '../known-plugins';
import type { RoutedRollout, RouteReference } from '../router-model';

/** The API group of HTTPProxies. */
export const CONTOUR_GROUP = 'projectcontour.io';

/** The HTTPProxies that a rollout names in the plugin's configuration. */
export function httpProxiesOf({ routing }: RoutedRollout): RouteReference[] {
  // Go's JSON decoder takes the key in any case.
  const names = entriesOf(at(routing, 'plugins', CONTOUR_PLUGIN)).find(([key]) => key.toLowerCase() === 'httpproxies');
  return listOf(names?.[1]).flatMap((entry) => {
    const name = textOf(entry);
    return name === undefined ? [] : [{ groups: [CONTOUR_GROUP], kind: 'HTTPProxy', name, madeBy: 'git' as const }];
  });
}
