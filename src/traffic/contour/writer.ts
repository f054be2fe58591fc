import { EACH, edit, withKey } from '../../manifest/edit';
import { at, listOf, numberOf, type Plain, textOf } from '../../manifest/plain';
import { changeRoute, tryFindRoute } from '../route-objects';
import { withSpec } from '../route-weights';
import { type RoutedRollout, type RouteWriter, TrafficRoutingError } from '../router-model';
import { httpProxiesOf } from './plugin-config';

/** What the plugin writes into HTTPProxies (rollouts-plugin-trafficrouter-contour pkg/plugin/plugin.go). */
export const CONTOUR_WRITER: RouteWriter = {
  setWeight: (objects, rollout, weight) => {
    const { stableService, canaryService } = rollout;
    if (stableService === undefined || canaryService === undefined) {
      throw new TrafficRoutingError('illegal parameter(s),both canary service and stable service must be specified');
    }
    return httpProxiesOf(rollout).reduce((all, reference) => {
      if (tryFindRoute(all, rollout, reference) === undefined) {
        throw new TrafficRoutingError(
          `failed to get the httpproxy: httpproxies.projectcontour.io "${reference.name}" not found`,
        );
      }
      return changeRoute(all, rollout, reference, (object) =>
        withSpec(
          object,
          edit(object.spec, ['routes', EACH], (route) =>
            weightedRoute(route, { stableService, canaryService }, weight),
          ),
        ),
      );
    }, objects);
  },
};

type Services = Required<Pick<RoutedRollout, 'stableService' | 'canaryService'>>;

// A route without the canary is none of the rollout's, and an HTTPProxy that has no other is left alone silently.
function weightedRoute(route: Plain, { stableService, canaryService }: Services, weight: number): Plain {
  const services = listOf(at(route, 'services'));
  const canary = services.find((service) => at(service, 'name') === canaryService);
  const stable = services.find((service) => at(service, 'name') === stableService);
  if (canary === undefined) return route;
  if (stable === undefined) {
    throw new TrafficRoutingError(`failed to create patch : the service: ${stableService} is not found in httpproxy`);
  }
  // What mirrored requests weigh does not count (pull request 93 of the plugin).
  const others = services.filter((one) => one !== canary && one !== stable && at(one, 'mirror') !== true);
  const taken = others.reduce<number>((sum, one) => sum + weightOf(one), 0);
  if (taken + weightOf(canary) + weightOf(stable) !== 100) {
    throw new TrafficRoutingError('failed to create patch : the total weight must equals to 100');
  }
  // Others keep their part, and the rest of 100 is shared; to the nearest, as how the plugin rounds then is not known.
  const share = Math.round(((100 - taken) * weight) / 100);
  const weights = new Map([
    [stableService, 100 - taken - share],
    [canaryService, share],
  ]);
  return edit(route, ['services', EACH], (service) => {
    const own = weights.get(textOf(at(service, 'name')) ?? '');
    // The plugin leaves a weight of 0 out when it writes, which means the same to Contour.
    return own === undefined || own === weightOf(service) ? service : withKey(service, 'weight', own);
  });
}

function weightOf(service: Plain): number {
  return numberOf(at(service, 'weight')) ?? 0;
}
