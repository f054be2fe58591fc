/**
 * What a router can do, as plain data that the steps of a release are checked against.
 *
 * Where the controller refuses a step for a router and where the router takes it and does nothing, the answer here is
 * the same: it cannot.
 */
export interface RouterFacts {
  /** The router as people call it, such as `Gateway API`. */
  readonly name: string;

  /**
   * Whether it sends requests with certain headers to the canary. By validation: Istio, ALB, APISIX and plugins
   * (argo-rollouts pkg/apis/rollouts/validation/validation.go).
   */
  readonly setHeaderRoute: boolean;

  /**
   * How many header routes it keeps at a time; one more replaces another silently.
   * @default - any number
   */
  readonly headerRoutesAtOnce?: number;

  /**
   * How it compares the value of a header: `exact` only, or in `all` ways. ALB has no prefix and no regular expression
   * (argo-rollouts pkg/apis/rollouts/validation/validation.go).
   * @default - all, or none where it has no header routes
   */
  readonly headerMatches?: 'exact' | 'all';

  /**
   * Whether one header route may name a header once only. The rules of the Gateway API keep headers by their names.
   * @default false
   */
  readonly headerOncePerRoute?: boolean;

  /**
   * Whether it copies requests to the canary. By validation: Istio and plugins (argo-rollouts
   * pkg/apis/rollouts/validation/validation.go).
   */
  readonly setMirrorRoute: boolean;

  /**
   * Whether it gives a template of an experiment a weight, and takes it back at the end. By validation: Istio, ALB, SMI
   * and plugins (argo-rollouts pkg/apis/rollouts/validation/validation.go).
   */
  readonly experimentWeight: boolean;

  /**
   * Whether weights may be parts of something else than 100. By validation: NGINX and plugins (argo-rollouts
   * pkg/apis/rollouts/validation/validation.go).
   */
  readonly maxTrafficWeight: boolean;

  /**
   * Whether it can switch between a ping and a pong Service. By validation: ALB, Istio and plugins (argo-rollouts
   * pkg/apis/rollouts/validation/validation.go).
   */
  readonly pingPong: boolean;

  /**
   * Whether the rollout has to have two Services. With a DestinationRule Istio tells the versions apart by subsets.
   * @default true
   */
  readonly needsServices?: boolean;

  /**
   * The lists in its part of `trafficRouting` of which a rollout usually needs one element, each with the field for just
   * one. Several routers of one kind are joined by these lists.
   * @default - none: a rollout has one router of the kind
   */
  readonly singular?: Readonly<Record<string, SingularField>>;
}

/** The field that stands for a list of one element. */
export interface SingularField {
  /** The name of the field, such as `stableIngress` for `stableIngresses`. */
  readonly field: string;

  /**
   * The key of the element that is its value.
   * @default - the element itself
   */
  readonly key?: string;
}
