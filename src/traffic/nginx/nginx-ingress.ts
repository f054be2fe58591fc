import { ApiObject } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { RequestMetrics } from '../../analysis/requests/request-metrics';
import { requireCheckedApp } from '../../check/app-check';
import { throwProblems } from '../../validation/problems';
import { knownNamespace } from '../known-namespace';
import { RouteOwner } from '../route-owner';
import type { RouterFacts } from '../router-facts';
import type { ITrafficRouter, TrafficBinding, TrafficRouting } from '../traffic-router';
import { backendPort } from '../version-services';
import { otherIngressProblems } from './canary-ingress';
import { type CanaryOptions, differenceProblems, toNginx } from './canary-options';
import { NGINX_FACTS } from './facts';
import { EVERY_PATH, nginxIngressProblems, pathTypeOf } from './nginx-ingress-problems';
import type { NginxIngressProps, NginxIngressRule } from './nginx-ingress-props';
import { type NginxRequestMetricsOptions, nginxRequestMetrics } from './nginx-request-metrics';
import { canaryIngressName } from './writer';

/**
 * An Ingress of the community's ingress-nginx. Beside it the controller makes another one for the canary,
 * `<rollout>-<name>-canary`, and writes the weights into its annotations; Git must not have that one.
 *
 * ingress-nginx is retired: since March 2026 there are no more fixes. The controller of F5 does not know canaries.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/nginx/
 */
export class NginxIngress extends Construct implements ITrafficRouter {
  /** What ingress-nginx can do: weights, finer ones too, and no steps with routes. For testers see `canaryByHeader`. */
  public readonly facts: RouterFacts = NGINX_FACTS;

  private readonly props: NginxIngressProps;
  private readonly port: number;
  private readonly object: ApiObject;
  private readonly owner: RouteOwner;
  private canaryName?: string;

  /** @throws if a name, a rule, a certificate, an annotation or an option of the canary is not valid. */
  constructor(scope: Construct, id: string, props: NginxIngressProps) {
    super(scope, id);
    throwProblems(this, nginxIngressProblems(props));
    this.props = props;
    this.port = backendPort(props.services, props.port);
    this.object = new ApiObject(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: props.name, annotations: props.annotations && { ...props.annotations } },
      spec: this.toSpec(),
    });
    this.owner = new RouteOwner(this, {
      what: 'Ingress',
      services: props.services,
      namespace: { name: this.object.metadata.namespace },
    });
    this.node.addValidation({
      validate: () =>
        this.canaryName === undefined ? [] : otherIngressProblems(this.object, this.canaryName, props.annotationPrefix),
    });
    requireCheckedApp(this);
  }

  /** The name of the Ingress. */
  public get name(): string {
    return this.object.name;
  }

  /**
   * The requests of the canary alone, as ingress-nginx counts them with `--enable-metrics=true`.
   * @throws if the namespace is not known, or a rule has no host that they could be counted by.
   */
  public requestMetrics(options: NginxRequestMetricsOptions = {}): RequestMetrics {
    const { metricsPerHost = true } = options;
    throwProblems(this, metricsPerHost ? this.props.rules.flatMap(uncountedProblems) : []);
    const namespace = knownNamespace(this, this.object.metadata.namespace);
    const service = this.props.services.canary.name;
    return nginxRequestMetrics({ namespace, ingress: this.name, service, port: this.port }, options);
  }

  /**
   * Ties the Ingress to a rollout and returns its name, and what the controller has to say in the Ingress of the canary.
   * @throws if the rollout has other Services, lives in another namespace or is the second, if another Ingress of it says
   * other things about the canary, or the name of the Ingress of the canary is too long.
   */
  public bind(rollout: TrafficBinding): TrafficRouting {
    this.owner.bind(rollout);
    this.canaryName = canaryIngressName(rollout.rolloutName, this.name);
    throwProblems(this, this.bindProblems(rollout));
    const { maxTrafficWeight } = this.props;
    return { nginx: { stableIngresses: [this.name], ...toNginx(this.options) }, maxTrafficWeight };
  }

  private get options(): CanaryOptions {
    return this.props;
  }

  private bindProblems({ rolloutName, routers }: TrafficBinding): string[] {
    const wanted = `${rolloutName}-${this.name}-canary`;
    const others = routers.filter((router) => router instanceof NginxIngress).filter((router) => router !== this);
    return [
      ...(wanted === this.canaryName
        ? []
        : [
            `the controller would cut "${wanted}", the name of the Ingress of the canary, which has ${wanted.length} characters, to ` +
              `${this.canaryName?.length}: take a shorter name`,
          ]),
      ...(routers.filter((router) => router === this).length > 1
        ? [`trafficRouting has the Ingress "${this.name}" twice: name it once`]
        : []),
      ...others.flatMap((other) => differenceProblems(this.name, this.options, other.name, other.options)),
    ];
  }

  private toSpec(): k8s.IngressSpec {
    const { rules, tls = [], ingressClassName = 'nginx' } = this.props;
    const service = { name: this.props.services.stable.name, port: { number: this.port } };
    return {
      ingressClassName,
      rules: rules.map(({ host, paths = [EVERY_PATH] }) => ({
        host,
        http: {
          paths: paths.map((path) => ({ path: path.path, pathType: pathTypeOf(path), backend: { service } })),
        },
      })),
      tls: tls.length === 0 ? undefined : tls.map(({ hosts, secretName }) => ({ hosts: [...hosts], secretName })),
    };
  }
}

function uncountedProblems({ host }: NginxIngressRule, index: number): string[] {
  if (host !== undefined && !host.startsWith('*')) return [];
  return [
    `requestMetrics would not see the requests of rules[${index}], which has ${host === undefined ? 'no host' : `the host "${host}"`}: ` +
      'ingress-nginx does not count them while it counts by host; run it with --metrics-per-host=false and say ' +
      'metricsPerHost: false, or name the hosts',
  ];
}
