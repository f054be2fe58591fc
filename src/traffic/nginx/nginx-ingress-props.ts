import type { HttpIngressPathType } from 'cdk8s-plus-28';
import type { StableCanaryServices } from '../../services/stable-canary-services';

/** A path of an Ingress whose requests are split between the versions. */
export interface NginxIngressPath {
  /** The path, such as `/api`. */
  readonly path: string;

  /**
   * How a request is compared with the path.
   * @default HttpIngressPathType.PREFIX
   */
  readonly pathType?: HttpIngressPathType;
}

/** The requests for a host that are split between the versions. */
export interface NginxIngressRule {
  /**
   * The host name, such as `shop.example.com` or `*.example.com`. The requests of a host with a wildcard, and those that
   * no other host takes, are not counted by ingress-nginx unless it is told to (see `requestMetrics`).
   * @default - the requests that no other host takes
   */
  readonly host?: string;

  /**
   * The paths, of which each goes to the Services of the rollout. A path to another Service belongs into an Ingress of
   * its own: the controller would copy it into the Ingress of the canary.
   * @default - all: `/` as a prefix
   */
  readonly paths?: NginxIngressPath[];
}

/** A certificate with the hosts that it is for. */
export interface NginxIngressTls {
  /** The hosts, each that of a rule; at least one. */
  readonly hosts: string[];

  /**
   * The Secret with the certificate, in the namespace of the Ingress.
   * @default - the default certificate of ingress-nginx
   */
  readonly secretName?: string;
}

/** Props of `NginxIngress`. */
export interface NginxIngressProps {
  /** The name of the Ingress. With that of the rollout and `-canary` it has to have at most 253 characters. */
  readonly name: string;

  /** The Services that the traffic is split between; the same as those of the rollout. */
  readonly services: StableCanaryServices;

  /** The hosts and paths; at least one. */
  readonly rules: NginxIngressRule[];

  /**
   * The certificates of the hosts; the controller copies them into the Ingress of the canary.
   * @default - plain HTTP, or the default certificate of ingress-nginx
   */
  readonly tls?: NginxIngressTls[];

  /**
   * The class of the Ingress. With another one run Argo Rollouts with `--nginx-ingress-classes=<class>`, or it does not
   * notice changes of the Ingress.
   * @default nginx
   */
  readonly ingressClassName?: string;

  /**
   * Annotations of the Ingress. That of the canary has none of them and needs none: ingress-nginx takes over those of
   * the Ingress with the same host and path.
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };

  /**
   * The port of the Services that requests are sent to.
   * @default - the only port of the Services; required if they have several
   */
  readonly port?: number;

  /**
   * What all requests are to the weights of the steps, at least 1: with 1000 `CanaryStep.setWeight(1, 1000)` is 0.1 %. The
   * same for all Ingresses of a rollout.
   * @default - 100, so that weights are per cents
   */
  readonly maxTrafficWeight?: number;

  /**
   * A header by which a client chooses its version, such as `X-Canary`, of letters, digits and `-`: `always` is the canary
   * and `never` the stable version, unless `canaryByHeaderValue` or `canaryByHeaderPattern` is given. It comes before the
   * cookie, and the cookie before the weight. It works at any weight and between releases too, when the Service of the
   * canary has stable pods. The same for all Ingresses of a rollout, as all that begins with `canary`.
   * @default - no header decides
   */
  readonly canaryByHeader?: string;

  /**
   * The value of the header that is for the canary, in place of `always` and `never`. Any other value decides nothing.
   * @default - `always` and `never`
   */
  readonly canaryByHeaderValue?: string;

  /**
   * What the value of the header has to match to be for the canary, as a regular expression (PCRE). Any other value
   * decides nothing, and so does an expression with an error.
   * @default - `always` and `never`, or `canaryByHeaderValue`
   */
  readonly canaryByHeaderPattern?: string;

  /**
   * A cookie by which a client chooses its version: `always` is the canary and `never` the stable version. The header
   * comes before it, and it comes before the weight.
   * @default - no cookie decides
   */
  readonly canaryByCookie?: string;

  /**
   * Further annotations of the Ingress of the canary, as they are. Of those of ingress-nginx that are not about canaries
   * it reads few there, such as `load-balance` and `upstream-hash-by`. One that is taken away here stays in the cluster
   * until the Ingress of the canary is deleted. Argo Rollouts 1.8 or newer.
   * @default - none
   */
  readonly canaryIngressAnnotations?: { readonly [key: string]: string };

  /**
   * What the annotations of ingress-nginx begin with, if it runs with `--annotations-prefix`.
   * @default nginx.ingress.kubernetes.io
   */
  readonly annotationPrefix?: string;
}
