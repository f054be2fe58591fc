import { groupOf, type ManifestObject } from '../manifest/manifest';
import type { ManifestSet } from '../manifest/manifest-set';
import { type Delivery, deliveriesOf } from '../release/delivery';
import type { Release } from '../release/release';
import { managedRoutesIn } from '../traffic/route-objects';
import type { IgnoredDifference, RouterModel } from '../traffic/router-model';

/** A route that Argo CD delivers and the controller writes into. */
export interface DeliveredRoute {
  /** The Application. */
  readonly delivery: Delivery;

  /** The release. */
  readonly release: Release;

  /** What is known of the router. */
  readonly router: RouterModel;

  /** The API group of the route. */
  readonly group: string;

  /** The kind of the route. */
  readonly kind: string;

  /** The name of the route. */
  readonly name: string;

  /**
   * Its namespace.
   * @default - that which the manifests are applied to
   */
  readonly namespace?: string;

  /** What Argo CD has to leave to the controller in it. */
  readonly ignored: IgnoredDifference;

  /** The route, where it is in the set. */
  readonly object?: ManifestObject;
}

/** The routes that Argo CD delivers and has to leave something of to the controller. */
export function deliveredRoutes(set: ManifestSet): readonly DeliveredRoute[] {
  return set.derive(makeDeliveredRoutes);
}

function makeDeliveredRoutes(set: ManifestSet): DeliveredRoute[] {
  return deliveriesOf(set).flatMap((delivery) =>
    delivery.releases.flatMap((release) =>
      release.routes.flatMap(({ router, reference, object }) => {
        if (reference.madeBy === 'controller') return [];
        const group = object === undefined ? (reference.groups[0] ?? '') : groupOf(object.apiVersion);
        const ignored = router
          .ignoreDifferences(managedRoutesIn(release.routing))
          .find((difference) => difference.kind === reference.kind && difference.group === group);
        if (ignored === undefined) return [];
        const { kind, name } = reference;
        const namespace = reference.namespace ?? release.rollout.metadata.namespace;
        const route = { delivery, release, router, group, kind, name, ignored };
        return [{ ...route, ...(namespace && { namespace }), ...(object && { object }) }];
      }),
    ),
  );
}
