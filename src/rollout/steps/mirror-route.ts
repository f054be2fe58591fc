import { wholeNumberProblems } from '../../validation/numbers';
import { type RouteMatch, routeMatchProblems } from './route-match';

/** Options of `CanaryStep.setMirrorRoute`. */
export interface MirrorRouteOptions {
  /** Which requests are copied: those that fit one of these; at least one. */
  readonly match: RouteMatch[];

  /**
   * How many of them are copied, 1 to 100 per cent. The field itself may be left out and then means 100 (argo-rollouts
   * rollout/trafficrouting/istio/istio.go), twice the load; so it has to be chosen here.
   */
  readonly percentage: number;
}

/** What is wrong with the options of a mirror route, as a list of problems. */
export function mirrorRouteProblems({ match, percentage }: MirrorRouteOptions): string[] {
  return [
    ...(match.length === 0
      ? ['match is empty, which would remove the route: say which requests are copied, or call removeMirrorRoute']
      : match.flatMap((one, index) => routeMatchProblems(`match[${index}]`, one))),
    ...wholeNumberProblems('percentage', percentage, 1, 100),
  ];
}
