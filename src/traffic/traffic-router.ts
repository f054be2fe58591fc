import type { RolloutSpecStrategyCanaryTrafficRouting } from '../../imports/argoproj.io';
import type { PingPongServices } from '../services/ping-pong-services';
import type { StableCanaryServices } from '../services/stable-canary-services';
import type { RouterFacts } from './router-facts';

/** The part of a Rollout's `trafficRouting` that one router fills in. */
export type TrafficRouting = RolloutSpecStrategyCanaryTrafficRouting;

/** What a router has to know of the rollout whose traffic it splits. */
export interface TrafficBinding {
  /** The path of the rollout in the construct tree, for messages. */
  readonly path: string;

  /** The name of the rollout. */
  readonly rolloutName: string;

  /**
   * The namespace of the rollout.
   * @default - the namespace that the manifests are applied to
   */
  readonly namespace?: string;

  /**
   * The Services that the rollout switches between.
   * @default - it has `pingPong` instead, or none
   */
  readonly services?: StableCanaryServices;

  /**
   * The Services that take turns in being the stable one.
   * @default - it has `services` instead, or none
   */
  readonly pingPong?: PingPongServices;

  /** The names of the managed routes that its steps set. */
  readonly managedRoutes: readonly string[];

  /** All routers of the rollout, in their order. */
  readonly routers: readonly ITrafficRouter[];

  /** The labels that select the pods of the rollout, of both versions; known when the tree is finished. */
  podLabels(): Readonly<Record<string, string>>;
}

/** Something that splits requests between the stable and the new version as the controller tells it. */
export interface ITrafficRouter {
  /** What the router can do. */
  readonly facts: RouterFacts;

  /**
   * Ties the router to a rollout and returns what the Rollout has to say about it. What several routers of one kind
   * say is joined: lists are, and texts have to be the same (see `RouterFacts.singular`).
   * @throws if the router and the rollout do not fit together.
   */
  bind(rollout: TrafficBinding): TrafficRouting;
}
