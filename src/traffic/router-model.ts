import type {
  RolloutSpecStrategyCanaryStepsSetHeaderRoute,
  RolloutSpecStrategyCanaryStepsSetMirrorRoute,
} from '../../imports/argoproj.io';
import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { Plain } from '../manifest/plain';
import type { RouterFacts } from './router-facts';

/** Everything that is known of one router, as data and pure functions over manifests. */
export interface RouterModel {
  /** The folder under src/traffic that has it. */
  readonly folder: string;

  /** What steps and options it supports. */
  readonly facts: RouterFacts;

  /** What a cluster has to have for it, for people. */
  readonly requires: RouterRequirements;

  /** Whether the controller notices a change of its routes that somebody else makes; else it takes up to 15 minutes. */
  readonly isWatched: boolean;

  /**
   * Whether it is what somebody else has made and nothing is known of: its facts are the least, it has no routes, no
   * backends and nothing to ignore, and its writer hands all objects through.
   * @default false
   */
  readonly isOpaque?: boolean;

  /** Whether a `trafficRouting` names it. */
  isIn(routing: Plain): boolean;

  /** The objects that the controller reads and writes for a rollout, by the names that the Rollout says. */
  routes(rollout: RoutedRollout): RouteReference[];

  /** The Service ports that the routes of a rollout send to, as far as they are of that rollout. */
  backends(objects: readonly ManifestObject[], rollout: RoutedRollout): RouteBackend[];

  /**
   * Where an object of Git shares requests out by weights, as far as the versions of a rollout are among those that get
   * a share.
   * @default - nowhere: the weights stand in an object or an annotation of the controller's
   */
  splits?(object: ManifestObject, rollout: RoutedRollout): RouteSplit[];

  /**
   * What an object of Git has to send to for a rollout, and does not.
   * @default - nothing
   */
  lacks?(object: ManifestObject, rollout: RoutedRollout): RouteLack[];

  /**
   * What an object of Git has under the name of a managed route, so that the controller takes it for its own.
   * @default - nothing
   */
  namesakes?(object: ManifestObject, rollout: RoutedRollout, managedRoute: string): RouteNamesake[];

  /**
   * What becomes of a rollout when one of its objects is missing.
   * @default - `unhealthy`
   */
  whenMissing?(reference: RouteReference, rollout: RoutedRollout): RouteFailure;

  /** What Argo CD has to leave to the controller. */
  ignoreDifferences(managedRoutes: readonly string[]): IgnoredDifference[];

  /** What the controller writes. */
  readonly writer: RouteWriter;
}

/** What a cluster has to have for a router. */
export interface RouterRequirements {
  /** The first version of Argo Rollouts that has the router, such as `1.2`. */
  readonly argoRollouts: string;

  /**
   * The fields below `trafficRouting` that came later, by the keys joined with dots, each with the first version of Argo
   * Rollouts that has it.
   * @default - none
   */
  readonly fields?: Readonly<Record<string, string>>;

  /** What the facts were seen on or read in, such as `Argo Rollouts 1.10.2`. */
  readonly known: readonly string[];

  /** Flags of the controller, each with when it is needed. */
  readonly flags: readonly ControllerFlag[];

  /** What has to exist before the first release, in words. */
  readonly existing: readonly string[];

  /** The permissions that the controller's own ClusterRole lacks. */
  readonly permissions: readonly PermissionRule[];

  /** Who counts the requests of the canary apart, in a few words; undefined where nobody does, and the pods are asked. */
  readonly countedBy?: string;
}

/** A flag of the controller. */
export interface ControllerFlag {
  /** The flag with its value, such as `--traefik-api-group=traefik.io`. */
  readonly flag: string;

  /** When it is needed. */
  readonly when: string;
}

/** A rule of a ClusterRole. */
export interface PermissionRule {
  /** The API groups; the core group is the empty text. */
  readonly apiGroups: readonly string[];

  /** The plural names of the kinds. */
  readonly resources: readonly string[];

  /** What may be done. */
  readonly verbs: readonly string[];
}

/** A Rollout as a router sees it. */
export interface RoutedRollout {
  /** The name of the Rollout. */
  readonly name: string;

  /** Its namespace; undefined is the one that the manifests are applied to. */
  readonly namespace?: string;

  /** The Service of the stable version; undefined where the versions are told apart otherwise. */
  readonly stableService?: string;

  /** The Service of the new version. */
  readonly canaryService?: string;

  /** Its `trafficRouting`. */
  readonly routing: Plain;
}

/** An object that a router reads or writes. */
export interface RouteReference {
  /** The API group; several where the controller takes one of them. */
  readonly groups: readonly string[];

  /** The kind. */
  readonly kind: string;

  /** The name. */
  readonly name: string;

  /** The namespace; undefined is that of the Rollout. */
  readonly namespace?: string;

  /** Who makes it: Git has to have it, or the controller makes it and Git must not. */
  readonly madeBy: 'git' | 'controller';
}

/** A port of a Service that a route sends to. */
export interface RouteBackend {
  /** The name of the Service. */
  readonly service: string;

  /** The number or the name of the port; undefined where the route takes whatever the Service has. */
  readonly port?: number | string;
}

/** A place of a route at which requests are shared out by weights. */
export interface RouteSplit {
  /** The way to the rule or the route that does it. */
  readonly path: ManifestPath;

  /** Those that get a share, in their order. */
  readonly shares: readonly RouteShare[];

  /** The weight of one for which none is written. */
  readonly omittedWeight: number;
}

/** What one backend gets of the requests. */
export interface RouteShare {
  /** The way to the backend. */
  readonly path: ManifestPath;

  /** What it is called: a Service or a subset. */
  readonly name: string;

  /**
   * Which version of the rollout it is, or that the controller leaves its weight alone.
   * @default - none: it is for something else
   */
  readonly role?: 'stable' | 'canary' | 'additional';

  /**
   * The weight that is written.
   * @default - none is
   */
  readonly weight?: number;
}

/** A version of a rollout that a route does not send to. */
export interface RouteLack {
  /** The way to the place that lacks it. */
  readonly path: ManifestPath;

  /** Which version. */
  readonly role: 'stable' | 'canary';

  /** The name of the Service or subset. */
  readonly name: string;

  /**
   * The name of the other version, where it is there but nowhere beside that one.
   * @default - it is nowhere
   */
  readonly beside?: string;

  /** What becomes of the rollout. */
  readonly failure: RouteFailure;
}

/** Something in a route that has the name of a managed route. */
export interface RouteNamesake {
  /** The way to it. */
  readonly path: ManifestPath;

  /** Whether the controller deletes it; else it leaves its weights as they are. */
  readonly isDeleted: boolean;
}

/**
 * What becomes of a rollout with a wrong route: `invalid` is reported as InvalidSpec and starts no pod, `noPods` starts
 * none and says nothing, `unhealthy` starts them and never gets further, with TrafficRoutingError, and in `unnoticed` the
 * release goes on without the canary's share.
 */
export type RouteFailure = 'invalid' | 'noPods' | 'unhealthy' | 'unnoticed';

/** An entry of `ignoreDifferences` of an Argo CD Application. */
export interface IgnoredDifference {
  /** The API group; the empty text is the core group. */
  readonly group: string;

  /** The kind. */
  readonly kind: string;

  /** What is ignored, as jq expressions. */
  readonly jqPathExpressions: readonly string[];
}

/** A Service of an experiment that gets a share of the requests. */
export interface ExperimentDestination {
  /** The name of the Service. */
  readonly service: string;

  /** The port that it offers as `http`, or else its first one. */
  readonly port: number;

  /** The hash of its pods. */
  readonly hash: string;

  /** Its weight in per cent. */
  readonly weight: number;
}

/** The hashes of the pods that the two versions have. */
export interface VersionHashes {
  /** The stable version. */
  readonly stable: string;

  /** The new version; the same as the stable one when no release is under way. */
  readonly canary: string;
}

/** A step that sets a header route, or removes it where it has no `match`. */
export type HeaderRouteStep = RolloutSpecStrategyCanaryStepsSetHeaderRoute;

/** A step that sets a mirror route, or removes it where it has no `match`. */
export type MirrorRouteStep = RolloutSpecStrategyCanaryStepsSetMirrorRoute;

/**
 * What the controller writes into the routes of a rollout, as pure functions: objects in, objects out.
 *
 * The controller calls them in this order, at each reconcile: `removeManagedRoutes` while the canary has no pods and
 * at the end, the route of the current step, `updateHash`, `setWeight` (argo-rollouts rollout/trafficrouting.go).
 * Objects that are not of the router are handed through. What a router does not do, it has no function for.
 */
export interface RouteWriter {
  /**
   * Gives the canary a weight, and the stable version the rest.
   * @throws TrafficRoutingError where the controller would report one.
   */
  setWeight(
    objects: readonly ManifestObject[],
    rollout: RoutedRollout,
    weight: number,
    experiments?: readonly ExperimentDestination[],
  ): readonly ManifestObject[];

  /** Adds or removes a header route. */
  setHeaderRoute?(
    objects: readonly ManifestObject[],
    rollout: RoutedRollout,
    step: HeaderRouteStep,
  ): readonly ManifestObject[];

  /** Adds or removes a mirror route. */
  setMirrorRoute?(
    objects: readonly ManifestObject[],
    rollout: RoutedRollout,
    step: MirrorRouteStep,
  ): readonly ManifestObject[];

  /** Takes all managed routes away. */
  removeManagedRoutes?(objects: readonly ManifestObject[], rollout: RoutedRollout): readonly ManifestObject[];

  /** Tells routes that select pods which ones are those of the two versions. */
  updateHash?(
    objects: readonly ManifestObject[],
    rollout: RoutedRollout,
    hashes: VersionHashes,
    experiments?: readonly ExperimentDestination[],
  ): readonly ManifestObject[];
}

/** What the controller reports as `TrafficRoutingError`, with its own words: the weight is not moved, and it tries again. */
export class TrafficRoutingError extends Error {}
