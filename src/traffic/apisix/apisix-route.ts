import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ApisixRouteSpec } from '../../../imports/apisix.apache.org';
import { requireCheckedApp } from '../../check/app-check';
import type { StableCanaryServices } from '../../services/stable-canary-services';
import { constructsInApp, objectsInApp } from '../../validation/app-constructs';
import { dnsSubdomainProblems, quote } from '../../validation/names';
import { throwProblems } from '../../validation/problems';
import { repeated } from '../../validation/repeated';
import { RouteOwner } from '../route-owner';
import type { RouterFacts } from '../router-facts';
import type { PermissionRule } from '../router-model';
import type { ITrafficRouter, TrafficBinding, TrafficRouting } from '../traffic-router';
import { backendPort, backendPortProblems } from '../version-services';
import { type ApisixRule, ruleProblems, toHttpRule } from './apisix-rule';
import { APISIX, APISIX_FACTS } from './facts';
import { APISIX_GROUP } from './writer';

/** Props of `ApisixRoute`. */
export interface ApisixRouteProps {
  /** The name of the ApisixRoute. */
  readonly name: string;

  /** The Services that the traffic is split between; the same as those of the rollout. */
  readonly services: StableCanaryServices;

  /** The rules; at least one. The weights of all of them move. */
  readonly rules: ApisixRule[];

  /**
   * The port of the Services that requests are sent to.
   * @default - the only port of the Services; required if they have several
   */
  readonly port?: number;

  /**
   * The IngressClass of APISIX, by which its Ingress Controller 2 knows the routes that are for it.
   * @default 'apisix'
   */
  readonly ingressClassName?: string;
}

/**
 * An ApisixRoute whose weights the controller moves.
 *
 * The weights are written out, stable 100 and canary 0: where they are left out APISIX splits half and half until the
 * controller's first write, and again after each sync of Argo CD.
 *
 * A header route is an ApisixRoute of its own, which the controller makes, named after the managed route. It has to be
 * allowed to create and delete ApisixRoutes for that, and the ClusterRole of Argo Rollouts up to 1.10.2 does not.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/apisix/
 */
export class ApisixRoute extends Construct implements ITrafficRouter {
  /** What the controller has to be allowed for header routes beyond its own ClusterRole, for `ControllerPermissions`. */
  public static get permissions(): PermissionRule[] {
    return [...APISIX.requires.permissions];
  }

  /** What APISIX can do: weights and header routes, no mirror routes. */
  public readonly facts: RouterFacts = APISIX_FACTS;

  private readonly object: ApiObject;
  private readonly owner: RouteOwner;
  private readonly rules: readonly string[];
  private headerRoutes: readonly string[] = [];

  /** @throws if there is no rule, two have one name, or a name, rule or port is not valid. */
  constructor(scope: Construct, id: string, props: ApisixRouteProps) {
    super(scope, id);
    const { name, services, rules, ingressClassName = 'apisix' } = props;
    throwProblems(this, problems(props, ingressClassName));
    this.rules = rules.map((rule) => rule.name);
    const servicePort = backendPort(services, props.port);
    const spec: ApisixRouteSpec = {
      ingressClassName,
      http: rules.map((rule) =>
        toHttpRule(rule, [
          { serviceName: services.stable.name, servicePort, weight: 100 },
          { serviceName: services.canary.name, servicePort, weight: 0 },
        ]),
      ),
    };
    this.object = new ApiObject(this, 'Resource', {
      apiVersion: `${APISIX_GROUP}/v2`,
      kind: 'ApisixRoute',
      metadata: { name },
      spec,
    });
    this.owner = new RouteOwner(this, { what: 'ApisixRoute', services, namespace: { name: this.namespace } });
    this.node.addValidation({ validate: () => [...this.takenNames(), ...this.sharedHeaderRoutes()] });
    requireCheckedApp(this);
  }

  /** The name of the ApisixRoute. */
  public get name(): string {
    return this.object.name;
  }

  /**
   * Nothing: APISIX counts requests by route, and both versions are backends of one.
   * @throws always.
   */
  public requestMetrics(): never {
    throw new Error(
      `[${this.node.path}] Apache APISIX counts the requests of a route over both its backends, and no metric of it tells ` +
        "the canary from the stable version: take the requests that the canary's pods count (PodRequests.ofCanary)",
    );
  }

  /**
   * Ties the ApisixRoute to a rollout and returns its name and those of its rules.
   * @throws if the rollout has other Services, lives in another namespace, is the second, or has a managed route of the
   * name of the ApisixRoute.
   */
  public bind(rollout: TrafficBinding): TrafficRouting {
    this.owner.bind(rollout);
    throwProblems(
      this,
      rollout.managedRoutes.includes(this.name)
        ? [
            `the managed route ${quote(this.name)} has the name of this ApisixRoute, and the controller makes an ApisixRoute of ` +
              'that name for it ("duplicate ApisixRoute"): give the step another name',
          ]
        : [],
    );
    this.headerRoutes = rollout.managedRoutes;
    // Without `rules` the controller looks for a rule that has the name of the route.
    return { apisix: { route: { name: this.name, rules: [...this.rules] } } };
  }

  private get namespace(): string | undefined {
    return this.object.metadata.namespace;
  }

  private takenNames(): string[] {
    return objectsInApp(this, 'ApisixRoute')
      .filter((one) => one !== this.object && one.apiGroup === APISIX_GROUP)
      .filter(({ name, metadata }) => metadata.namespace === this.namespace && this.headerRoutes.includes(name))
      .map(
        ({ name, node }) =>
          `the managed route ${quote(name)} has the name of the ApisixRoute at ${node.path}, and the controller makes an ` +
          'ApisixRoute of that name for it ("duplicate ApisixRoute"): give the step another name',
      );
  }

  private sharedHeaderRoutes(): string[] {
    return constructsInApp(this, ApisixRoute)
      .filter((one) => one.namespace === this.namespace && one.node.path < this.node.path)
      .flatMap((one) =>
        one.headerRoutes
          .filter((route) => this.headerRoutes.includes(route))
          .map(
            (route) =>
              `the rollout of ${one.node.path} has a managed route ${quote(route)} too, and of the ApisixRoutes that the ` +
              'controller makes of it one namespace holds one ("duplicate ApisixRoute"): give the steps different names',
          ),
      );
  }
}

function problems({ name, services, rules, port }: ApisixRouteProps, ingressClassName: string): string[] {
  return [
    ...dnsSubdomainProblems('name', name),
    ...dnsSubdomainProblems('ingressClassName', ingressClassName),
    ...backendPortProblems(services, port),
    ...(rules.length === 0 ? ['rules is empty: a route without rules gets no request, make at least one'] : []),
    ...repeated(rules.map((rule) => rule.name)).map(
      (rule) => `two rules are named ${quote(rule)}: the controller finds a rule by its name, give each its own`,
    ),
    ...rules.flatMap((rule, index) => ruleProblems(rule, `rules[${index}]`)),
  ];
}
