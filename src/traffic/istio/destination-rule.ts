import { ApiObject, Chart, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { DestinationRuleSpecTrafficPolicy } from '../../../imports/networking.istio.io';
import { requireCheckedApp } from '../../check/app-check';
import type { RootService } from '../../services/root-service';
import { dnsLabelProblems, dnsSubdomainProblems, namespaceText } from '../../validation/names';
import { throwProblems } from '../../validation/problems';
import { RouteOwner } from '../route-owner';
import type { TrafficBinding } from '../traffic-router';
import { ISTIO_API_VERSION } from './facts';

/** Props of `DestinationRule`. */
export interface DestinationRuleProps {
  /** The name of the DestinationRule. */
  readonly name: string;

  /** The Service in front of the pods of both versions, by which clients know the application. */
  readonly service: RootService;

  /**
   * The name of the subset with the pods of the stable version, a DNS-1123 label.
   * @default stable
   */
  readonly stableSubset?: string;

  /**
   * The name of the subset with the pods of the new version, a DNS-1123 label.
   * @default canary
   */
  readonly canarySubset?: string;

  /**
   * How requests are sent to the pods of both, as Istio has it: load balancing, connection pool, outlier detection, TLS.
   * @default - as Istio does by itself
   */
  readonly trafficPolicy?: DestinationRuleSpecTrafficPolicy;
}

/**
 * A DestinationRule of Istio that tells the two versions behind one Service apart, for `VirtualServiceProps.destinationRule`.
 *
 * Its subsets select the pods of the rollout; the controller adds the hash of one version to each, and drops every other
 * subset. Until it has done so for the first time both subsets have the pods of both versions.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/#subset-level-traffic-splitting
 */
export class DestinationRule extends Construct {
  /** The Service in front of the pods of both versions. */
  public readonly service: RootService;

  /** The name of the subset with the pods of the stable version. */
  public readonly stableSubset: string;

  /** The name of the subset with the pods of the new version. */
  public readonly canarySubset: string;

  private readonly object: ApiObject;
  private readonly owner: RouteOwner;

  /** @throws if a name is not valid, both subsets have one name, or the Service is in another namespace. */
  constructor(scope: Construct, id: string, props: DestinationRuleProps) {
    super(scope, id);
    const { name, service, stableSubset = 'stable', canarySubset = 'canary', trafficPolicy } = props;
    const { namespace } = Chart.of(this);
    throwProblems(this, [
      ...dnsSubdomainProblems('name', name),
      ...dnsLabelProblems('stableSubset', stableSubset),
      ...dnsLabelProblems('canarySubset', canarySubset),
      ...(stableSubset === canarySubset
        ? [`stableSubset and canarySubset are both "${stableSubset}": each version needs a subset, give them two names`]
        : []),
      ...(namespace === service.service.metadata.namespace
        ? []
        : [
            `the DestinationRule is in ${namespaceText(namespace)}, the Service "${service.name}" in ` +
              `${namespaceText(service.service.metadata.namespace)}: the controller looks for it in the namespace of the rollout ` +
              'and its pods, put both there',
          ]),
    ]);
    this.service = service;
    this.stableSubset = stableSubset;
    this.canarySubset = canarySubset;
    this.object = new ApiObject(this, 'Resource', {
      apiVersion: ISTIO_API_VERSION,
      kind: 'DestinationRule',
      metadata: { name },
      spec: {
        host: service.name,
        subsets: [this.subset(stableSubset), this.subset(canarySubset)],
        trafficPolicy,
      },
    });
    this.owner = new RouteOwner(this, {
      what: 'DestinationRule',
      namespace: { name: namespace },
      remedy: 'name it as `destinationRule` of a VirtualService',
    });
    requireCheckedApp(this);
  }

  /** The name of the DestinationRule. */
  public get name(): string {
    return this.object.name;
  }

  /**
   * Ties the DestinationRule and its Service to a rollout; the VirtualService that names it calls it.
   * @throws if the rollout lives in another namespace, or is the second of the DestinationRule or of its Service.
   */
  public bind(rollout: TrafficBinding): void {
    this.owner.bind(rollout);
    this.service.selectPods(rollout.path, () => rollout.podLabels());
  }

  private subset(name: string): { readonly name: string; readonly labels: unknown } {
    return { name, labels: Lazy.any({ produce: () => this.owner.podLabels }) };
  }
}
