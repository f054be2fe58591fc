import type { RolloutSpecStrategyCanaryTrafficRoutingManagedRoutes } from '../../../imports/argoproj.io';
import type { CanaryStep } from './canary-step';

/**
 * The `managedRoutes` that steps need, in the order of their first use; undefined where they need none.
 *
 * The controller refuses a step whose route is not listed, and deletes any rule of that name that it has not made.
 */
export function managedRoutesOf(
  steps: readonly CanaryStep[],
): RolloutSpecStrategyCanaryTrafficRoutingManagedRoutes[] | undefined {
  const names = new Set(steps.flatMap(({ managedRoute }) => (managedRoute === undefined ? [] : [managedRoute.name])));
  return names.size === 0 ? undefined : [...names].map((name) => ({ name }));
}
