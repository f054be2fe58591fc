import type { Duration } from 'cdk8s';
import type { HttpIngressPathType } from 'cdk8s-plus-28';
import type { PingPongServices } from '../../services/ping-pong-services';
import type { RootService } from '../../services/root-service';
import type { StableCanaryServices } from '../../services/stable-canary-services';

/** What the load balancer sends requests to. */
export enum AlbTargetType {
  /** The pods. */
  IP = 'ip',

  /** The nodes, on a port that the Services have there. */
  INSTANCE = 'instance',
}

/** A path of a rule of an Ingress. */
export interface AlbIngressPath {
  /** The path, beginning with `/`. */
  readonly path: string;

  /**
   * How it is compared. Only `HttpIngressPathType.IMPLEMENTATION_SPECIFIC` takes `*` and `?`.
   * @default HttpIngressPathType.PREFIX
   */
  readonly pathType?: HttpIngressPathType;
}

/** A rule of an Ingress: which requests it is about. */
export interface AlbIngressRule {
  /**
   * The host name, such as `shop.example.com` or `*.example.com`.
   * @default - every host name
   */
  readonly host?: string;

  /**
   * The paths.
   * @default - every path
   */
  readonly paths?: AlbIngressPath[];
}

/** Props of `AlbIngress`. */
export interface AlbIngressProps {
  /** The name of the Ingress. */
  readonly name: string;

  /**
   * The Services that the traffic is split between; the same as those of the rollout.
   * @default - `pingPong` is given instead
   */
  readonly services?: StableCanaryServices;

  /**
   * The Services that take turns in being the stable one; the same as those of the rollout. No Service gets other pods
   * at the end of a release then, so that the load balancer cannot lag behind. It needs a `rootService`.
   * @default - `services` are given instead
   */
  readonly pingPong?: PingPongServices;

  /**
   * The Service whose name stands for the split in the rules. All Ingresses of a rollout have to have the same.
   * @default - the stable Service
   */
  readonly rootService?: RootService;

  /**
   * The port of the Services that requests are sent to. All Ingresses of a rollout have to have the same.
   * @default - the only port of the Services; required if they have several
   */
  readonly servicePort?: number;

  /**
   * Which requests it is about. A header route of a release goes in front of every rule.
   * @default - every host name and every path
   */
  readonly rules?: AlbIngressRule[];

  /**
   * What the load balancer sends requests to. `AlbTargetType.INSTANCE` makes the Services of type NodePort.
   * @default AlbTargetType.IP
   */
  readonly targetType?: AlbTargetType;

  /**
   * Further annotations, such as `alb.ingress.kubernetes.io/scheme`. The actions are the controller's.
   * @default - the target type alone
   */
  readonly annotations?: { readonly [key: string]: string };

  /**
   * The class of the Ingress. Another than `alb` has to be told to Argo Rollouts by its flag `--alb-ingress-classes`.
   * @default alb
   */
  readonly ingressClassName?: string;

  /**
   * The prefix of annotations that the AWS Load Balancer Controller was told by `--annotations-prefix`. All Ingresses of
   * a rollout have to have the same.
   * @default alb.ingress.kubernetes.io
   */
  readonly annotationPrefix?: string;

  /**
   * For how long a client stays at the version that it had first: 1 to 604800 seconds (7 days). All Ingresses of a
   * rollout have to have the same.
   * @default - each request is decided on by itself
   */
  readonly stickiness?: Duration;
}
