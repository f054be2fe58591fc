import { Construct } from 'constructs';
import type { RequestMetrics } from '../../analysis/requests/request-metrics';
import type { RootService } from '../../services/root-service';
import type { StableCanaryServices } from '../../services/stable-canary-services';
import { constructsInApp, objectsInApp } from '../../validation/app-constructs';
import { dnsSubdomainProblems, namespaceText, quote } from '../../validation/names';
import { throwProblems } from '../../validation/problems';
import { knownNamespace } from '../known-namespace';
import { linkerdInboundRequests } from '../linkerd-requests';
import { RouteOwner } from '../route-owner';
import type { RouterFacts } from '../router-facts';
import type { ITrafficRouter, TrafficBinding, TrafficRouting } from '../traffic-router';
import { SMI_FACTS, TRAFFIC_SPLIT } from './facts';

/** Props of `SmiTrafficSplit`. */
export interface SmiTrafficSplitProps {
  /** The Services that the traffic is split between; the same as those of the rollout. */
  readonly services: StableCanaryServices;

  /**
   * The Service that the clients call, whose requests are split. Each port that it offers has to be one of `services`.
   * @default - the clients call the stable Service
   */
  readonly rootService?: RootService;

  /**
   * The name of the TrafficSplit.
   * @default - that of the rollout
   */
  readonly name?: string;
}

/**
 * The TrafficSplit of a rollout, for a mesh that follows the Service Mesh Interface.
 *
 * It renders no TrafficSplit: the controller makes it, owns it, and refuses one that comes from elsewhere. It makes it in
 * `v1alpha1` unless its flag `--traffic-split-api-version` says `v1alpha2` or `v1alpha3`, and the cluster has to serve that
 * version. The CRD of linkerd-smi serves the first two; the newest of the SMI SDK serves `v1alpha4` alone, and with it the
 * first release never completes.
 *
 * The mesh splits where the client is, so that only clients inside it count; others get whatever pods the Service selects.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/smi/
 */
export class SmiTrafficSplit extends Construct implements ITrafficRouter {
  /** What a TrafficSplit can do: weights, those of experiments too, and no steps with routes. */
  public readonly facts: RouterFacts = SMI_FACTS;

  private readonly owner: RouteOwner;
  private made?: { readonly name: string; readonly namespace?: string };

  /** @throws if the name is not valid, or the root Service offers a port that the other Services do not. */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: SmiTrafficSplitProps,
  ) {
    super(scope, id);
    throwProblems(this, problems(props));
    this.owner = new RouteOwner(this, { what: 'TrafficSplit', services: props.services });
    this.node.addValidation({ validate: () => [...this.rendered(), ...this.shared()] });
  }

  /**
   * The requests of the canary alone, as the proxies of Linkerd beside its pods count them; linkerd-viz brings the
   * Prometheus that knows their labels. Probes and scrapes of the proxy itself are left out. For another mesh behind SMI
   * take the requests that the canary's pods count, `PodRequests.ofCanary`.
   * @throws if the namespace is not known: set it on the chart.
   */
  public requestMetrics(): RequestMetrics {
    const namespace = knownNamespace(this, this.props.services.stable.metadata.namespace);
    return { source: "requests to the canary's pods counted by Linkerd", ...linkerdInboundRequests(namespace) };
  }

  /**
   * Ties the TrafficSplit to a rollout and returns its name and the root Service.
   * @throws if the rollout has other Services, lives in another namespace than the root Service, or is the second.
   */
  public bind(rollout: TrafficBinding): TrafficRouting {
    const { services, rootService, name } = this.props;
    this.owner.bind(rollout);
    throwProblems(
      this,
      rootService === undefined || rootService.service.metadata.namespace === rollout.namespace
        ? []
        : [
            `the root Service is in ${namespaceText(rootService.service.metadata.namespace)}, the rollout at ${rollout.path} in ` +
              `${namespaceText(rollout.namespace)}: a TrafficSplit is for Services of its own namespace, put both into one`,
          ],
    );
    rootService?.selectPods(rollout.path, () => rollout.podLabels());
    this.made = { name: name ?? rollout.rolloutName, namespace: rollout.namespace };
    return { smi: { rootService: rootService?.name ?? services.stable.name, trafficSplitName: name } };
  }

  private rendered(): string[] {
    return objectsInApp(this, TRAFFIC_SPLIT)
      .filter(({ name, metadata }) => this.isMade(name, metadata.namespace))
      .map(
        ({ name, node }) =>
          `the TrafficSplit ${quote(name)} at ${node.path} is the one that the controller makes, and it refuses one from Git ` +
          '("Rollout does not own TrafficSplit"): leave it out',
      );
  }

  private shared(): string[] {
    return constructsInApp(this, SmiTrafficSplit)
      .filter((one) => one.node.path < this.node.path)
      .filter(({ made }) => made !== undefined && this.isMade(made.name, made.namespace))
      .map(
        ({ node }) =>
          `the TrafficSplit ${quote(this.made?.name)} is that of ${node.path} too, and the controller refuses it to the second ` +
          'rollout ("Rollout does not own TrafficSplit"): give one of them another name',
      );
  }

  private isMade(name: string, namespace: string | undefined): boolean {
    return this.made?.name === name && this.made.namespace === namespace;
  }
}

function problems({ services, rootService, name }: SmiTrafficSplitProps): string[] {
  const offered = services.ports.map(({ port }) => port);
  return [
    ...(name === undefined ? [] : dnsSubdomainProblems('name', name)),
    ...(rootService?.ports ?? [])
      .filter(({ port }) => !offered.includes(port))
      .map(
        ({ port }) =>
          `rootService offers port ${port}, the Services ${offered.join(', ')}: a request keeps its port when it is split, give ` +
          'them the same ports',
      ),
  ];
}
