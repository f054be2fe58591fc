import { ApiObject, JsonPatch } from 'cdk8s';
import { HttpIngressPathType } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { RolloutSpecStrategyCanaryTrafficRoutingAlb } from '../../../imports/argoproj.io';
import { AnalysisArgument } from '../../analysis/analysis-argument';
import type { CloudWatchRequestMetrics } from '../../analysis/requests/cloudwatch-request-metrics';
import { LatencyUnit } from '../../analysis/requests/request-metrics';
import { requireCheckedApp } from '../../check/app-check';
import type { RootService } from '../../services/root-service';
import { namespaceText, quote } from '../../validation/names';
import { throwProblems } from '../../validation/problems';
import { RouteOwner } from '../route-owner';
import type { RouterFacts } from '../router-facts';
import type { ITrafficRouter, TrafficBinding, TrafficRouting } from '../traffic-router';
import { backendPort, firstService, secondService, type VersionServices } from '../version-services';
import { albIngressProblems, managedRouteProblems } from './alb-ingress-problems';
import { type AlbIngressProps, AlbTargetType } from './alb-ingress-props';
import { ALB_FACTS } from './facts';
import { ALB_ANNOTATION_PREFIX, USE_ANNOTATION } from './writer';

/**
 * An Ingress of the AWS Load Balancer Controller, in whose annotations the controller writes the weights.
 *
 * It always has an annotation of its own: at an Ingress without any the controller panics, and the rollout gets no pods.
 * All its paths go to the rollout, as a header route catches what the other paths of its Ingress would get.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/alb/
 */
export class AlbIngress extends Construct implements ITrafficRouter {
  /** What the ALB can do: header routes by exact values, weights of experiments, and Services that take turns. */
  public readonly facts: RouterFacts = ALB_FACTS;

  private readonly ingress: ApiObject;
  private readonly owner: RouteOwner;
  private readonly services: VersionServices;
  private readonly rootService?: RootService;
  private readonly settings: Omit<RolloutSpecStrategyCanaryTrafficRoutingAlb, 'ingress' | 'ingresses'>;
  private isMeasured = false;

  /**
   * @throws if a name, rule, port, annotation or duration is not valid, there is not one pair of Services, or a root
   * Service is missing or elsewhere.
   */
  constructor(scope: Construct, id: string, props: AlbIngressProps) {
    super(scope, id);
    throwProblems(this, albIngressProblems(props));
    const { rootService, stickiness, annotationPrefix } = props;
    this.services = pairOf(props);
    this.rootService = rootService;
    this.settings = {
      servicePort: backendPort(this.services, props.servicePort),
      rootService: rootService?.name,
      annotationPrefix: annotationPrefix === ALB_ANNOTATION_PREFIX ? undefined : annotationPrefix,
      stickinessConfig: stickiness && { enabled: true, durationSeconds: stickiness.toSeconds() },
    };
    this.ingress = new ApiObject(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        name: props.name,
        annotations: {
          [`${annotationPrefix ?? ALB_ANNOTATION_PREFIX}/target-type`]: props.targetType ?? AlbTargetType.IP,
          ...props.annotations,
        },
      },
      spec: toSpec(props, rootService?.name ?? firstService(this.services).name),
    });
    const { namespace } = this.ingress.metadata;
    throwProblems(this, rootProblems(namespace, rootService));
    if (props.targetType === AlbTargetType.INSTANCE) {
      for (const service of [firstService(this.services), secondService(this.services)]) {
        service.addJsonPatch(JsonPatch.add('/spec/type', 'NodePort'));
      }
    }
    this.owner = new RouteOwner(this, { what: 'Ingress', services: this.services, namespace: { name: namespace } });
    requireCheckedApp(this);
  }

  /** The name of the Ingress. */
  public get name(): string {
    return this.ingress.name;
  }

  /**
   * The requests of the canary alone that came through this Ingress, as the load balancer counts them in CloudWatch.
   *
   * It takes the names of load balancer and target group from `status.alb` of the Rollout. That is empty unless the
   * controller runs with `--aws-verify-target-group` and an IAM role that allows `elasticloadbalancing:Describe*` of
   * target groups, load balancers, listeners, rules, tags and target health; for the values it needs
   * `cloudwatch:GetMetricData`. Errors are answers of the pods: those of the load balancer itself, for pods that do not
   * answer, are counted for no target group. With `pingPong` let the analysis begin after the first `setWeight`, before
   * which `status.alb` may still be of the release before.
   */
  public requestMetrics(): CloudWatchRequestMetrics {
    this.isMeasured = true;
    const loadBalancer = AnalysisArgument.field('alb-load-balancer', 'status.alb.loadBalancer.fullName');
    const targetGroup = AnalysisArgument.field('alb-canary-target-group', 'status.alb.canaryTargetGroup.fullName');
    return {
      source: `requests to the canary through Ingress ${this.name} counted by its load balancer`,
      namespace: 'AWS/ApplicationELB',
      dimensions: {
        // The controller cuts the kinds off, and CloudWatch has them (argo-rollouts rollout/trafficrouting/alb/alb.go).
        LoadBalancer: `app/{{args.${loadBalancer.name}}}`,
        TargetGroup: `targetgroup/{{args.${targetGroup.name}}}`,
      },
      total: { metricName: 'RequestCount', stat: 'Sum' },
      errors: { metricName: 'HTTPCode_Target_5XX_Count', stat: 'Sum' },
      latency: { metricName: 'TargetResponseTime', stats: ['p50', 'p95', 'p99'], unit: LatencyUnit.SECONDS },
      args: [loadBalancer, targetGroup],
    };
  }

  /**
   * Ties the Ingress to a rollout and returns its name, and what the Rollout says for all of its Ingresses.
   * @throws if the rollout has other Services, another Ingress that says something else, or a header route with the name
   * of a Service, lives in another namespace, or is the second.
   */
  public bind(rollout: TrafficBinding): TrafficRouting {
    this.owner.bind(rollout);
    const ingresses = rollout.routers.filter((router) => router instanceof AlbIngress);
    const services = [firstService(this.services), secondService(this.services), this.rootService];
    throwProblems(this, [
      ...managedRouteProblems(
        rollout.managedRoutes,
        services.flatMap((service) => service?.name ?? []),
      ),
      ...ingresses.flatMap((other) => this.differences(other)),
      ...(this.isMeasured && ingresses.at(-1) !== this
        ? [
            `requestMetrics counts by status.alb, which has the last Ingress of the rollout (${ingresses.at(-1)?.node.path}) and not ` +
              'this one: ask that one for it, or put this one last',
          ]
        : []),
    ]);
    this.rootService?.selectPods(rollout.path, () => rollout.podLabels());
    return { alb: { ingresses: [this.name], ...this.settings } };
  }

  /** What another Ingress of the rollout says otherwise, though a Rollout says it once for all. */
  private differences(other: AlbIngress): string[] {
    const { servicePort, rootService, annotationPrefix, stickinessConfig } = this.settings;
    const all = {
      servicePort: [servicePort, other.settings.servicePort],
      rootService: [rootService, other.settings.rootService],
      annotationPrefix: [annotationPrefix, other.settings.annotationPrefix],
      stickiness: [stickinessConfig?.durationSeconds, other.settings.stickinessConfig?.durationSeconds],
    };
    return Object.entries(all)
      .filter(([, [own, others]]) => own !== others)
      .map(
        ([what, [own, others]]) =>
          `${what} is ${textOf(own)} here and ${textOf(others)} at ${other.node.path}, and a rollout has one for all its Ingresses: ` +
          'give both the same',
      );
  }
}

function pairOf({ services, pingPong }: AlbIngressProps): VersionServices {
  const pair = services ?? pingPong;
  if (pair === undefined) throw new Error('there are no Services');
  return pair;
}

function toSpec({ rules = [{}], ingressClassName = 'alb' }: AlbIngressProps, name: string): object {
  return {
    ingressClassName,
    rules: rules.map(({ host, paths = [{ path: '/' }] }) => ({
      host,
      http: {
        paths: paths.map(({ path, pathType = HttpIngressPathType.PREFIX }) => ({
          path,
          pathType,
          backend: { service: { name, port: { name: USE_ANNOTATION } } },
        })),
      },
    })),
  };
}

function rootProblems(namespace: string | undefined, rootService: RootService | undefined): string[] {
  if (rootService === undefined || rootService.service.metadata.namespace === namespace) return [];
  return [
    `the Ingress is in ${namespaceText(namespace)}, its rootService "${rootService.name}" in ` +
      `${namespaceText(rootService.service.metadata.namespace)}: an Ingress sends to its own namespace only, put both into one`,
  ];
}

function textOf(value: number | string | undefined): string {
  return value === undefined ? 'not given' : quote(value);
}
