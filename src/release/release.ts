import type { ManifestObject } from '../manifest/manifest';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, isThere, numberOf, type Plain } from '../manifest/plain';
import type { RoutedRollout, RouterModel } from '../traffic/router-model';
import { type Gate, gatesOf } from './gate';
import { type ReleaseMoment, releaseMoments } from './release-moment';
import { type ReleasePods, releasePods } from './release-pods';
import { type ReleaseRoute, releaseRoutes, routedRollout, routersIn } from './release-routes';
import { type ReleaseService, releaseServices } from './release-services';
import { type ReleaseStep, releaseSteps } from './release-step';

/** A Rollout together with the objects that it refers to, as far as they are in the set. */
export interface Release {
  /** The manifests that it is looked at in. */
  readonly set: ManifestSet;

  /** The Rollout. */
  readonly rollout: ManifestObject;

  /** Its `strategy.canary`; undefined where it has none. */
  readonly canary: Plain;

  /** Its `strategy.blueGreen`; undefined where it has none. */
  readonly blueGreen: Plain;

  /** The `trafficRouting` of its canary strategy; undefined where it has none. */
  readonly routing: Plain;

  /** How many pods it wants: 1 where it does not say it. An autoscaler may decide otherwise. */
  readonly replicas: number;

  /** Its pods; undefined where the workload that has them is not in the set. */
  readonly pods?: ReleasePods;

  /** The Services that it names, each in its role. */
  readonly services: readonly ReleaseService[];

  /** What is known of the routers that it names. */
  readonly routers: readonly RouterModel[];

  /** The Rollout as those see it. */
  readonly routed: RoutedRollout;

  /** The objects that its routers read and write. */
  readonly routes: readonly ReleaseRoute[];

  /** The steps of its canary strategy. */
  readonly steps: readonly ReleaseStep[];

  /** The same steps, each with what was set before it and what is set after it. */
  readonly moments: readonly ReleaseMoment[];

  /** The places at which it runs analyses. */
  readonly gates: readonly Gate[];
}

/** The releases of a set: one for each Rollout. */
export function releasesOf(set: ManifestSet): readonly Release[] {
  return set.derive(makeReleases);
}

/** The Service that a release has in a role; undefined where it names none, or none that is in the set. */
export function serviceIn(release: Release, role: ReleaseService['role']): ReleaseService | undefined {
  return release.services.find((service) => service.role === role);
}

function makeReleases(set: ManifestSet): Release[] {
  return set.ofKind('Rollout', 'argoproj.io').map((rollout) => {
    const strategy = at(rollout.spec, 'strategy');
    const canary = at(strategy, 'canary');
    const routing = isThere(canary) ? at(canary, 'trafficRouting') : undefined;
    const routers = routersIn(routing);
    const routed = routedRollout(rollout, canary, routing);
    const steps = releaseSteps(canary);
    return {
      set,
      rollout,
      canary: canary ?? undefined,
      blueGreen: at(strategy, 'blueGreen') ?? undefined,
      routing: routing ?? undefined,
      replicas: numberOf(at(rollout.spec, 'replicas')) ?? 1,
      pods: releasePods(set, rollout),
      services: releaseServices(set, rollout),
      routers,
      routed,
      routes: releaseRoutes(set, rollout, routers, routed),
      steps,
      moments: releaseMoments(steps),
      gates: gatesOf(set, rollout),
    };
  });
}
