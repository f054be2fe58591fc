import type { ManifestObject } from '../../manifest/manifest';
import { at, entriesOf, isThere, listOf, numberOf, type Plain, textOf } from '../../manifest/plain';
import { tryFindRoute } from '../route-objects';
import {
  type HeaderRouteStep,
  type MirrorRouteStep,
  type RoutedRollout,
  type RouteReference,
  TrafficRoutingError,
} from '../router-model';
import { destinationRuleOf, meantRoutes, type VirtualServiceReference } from './weighted-routes';

/** The VirtualService that a managed route is made for, and what else it is made from. */
export interface ManagedRouteContext {
  /** All objects, among them the DestinationRule. */
  readonly objects: readonly ManifestObject[];

  /** The rollout. */
  readonly rollout: RoutedRollout;

  /** The VirtualService. */
  readonly reference: VirtualServiceReference;

  /** Its routes, without an earlier one of the same name. */
  readonly http: readonly Plain[];
}

/** The route that a header step makes: each of its matches is one more way in, and none of the other routes' matches counts. */
export function headerRoute(context: ManagedRouteContext, { name, match = [] }: HeaderRouteStep): Plain {
  const [first] = weighedDestinations(context);
  return {
    name,
    match: match.map(({ headerName, headerValue }) => ({ headers: { [headerName]: withoutEmpty(headerValue) } })),
    route: [{ destination: canaryDestination(context, first), weight: 100 }],
  };
}

/** The route that a mirror step makes: it splits like the first weighed route, and copies to the canary. */
export function mirrorRoute(context: ManagedRouteContext, { name, match = [], percentage }: MirrorRouteStep): Plain {
  const destinations = weighedDestinations(context);
  const [first] = destinations;
  // The controller reads the first destination without a look whether there is one.
  if (first === undefined) throw new TrafficRoutingError('index out of range [0] with length 0');
  return {
    name,
    match: match.map(({ method, path, headers }) => withoutEmpty({ method, uri: path, headers })),
    // Read into the controller's own types and written back: a weight of 0 and the headers of a destination get lost.
    route: destinations.map((destination) => ({
      destination: destinationWith(
        textOf(at(destination, 'destination', 'host')) ?? '',
        destination,
        textOf(at(destination, 'destination', 'subset')),
      ),
      ...(weightIn(destination) === 0 ? {} : { weight: weightIn(destination) }),
    })),
    mirror: canaryDestination(context, first),
    mirrorPercentage: { value: percentage ?? 100 },
  };
}

/** The weight of a destination; 0 where none is written. */
export function weightIn(destination: Plain): number {
  return numberOf(at(destination, 'weight')) ?? 0;
}

/**
 * An object of the router's.
 * @throws TrafficRoutingError if it is not there.
 */
export function requireObject(
  objects: readonly ManifestObject[],
  rollout: RoutedRollout,
  reference: RouteReference,
): ManifestObject {
  const found = tryFindRoute(objects, rollout, reference);
  if (found !== undefined) return found;
  throw new TrafficRoutingError(`${reference.kind.toLowerCase()}s.networking.istio.io "${reference.name}" not found`);
}

/** The destinations of the first route that the rollout weighs; none where one that it names is missing. */
function weighedDestinations({ reference, http }: ManagedRouteContext): Plain[] {
  const meant = meantRoutes('http', reference.listed.http, http);
  const [first] = meant.flat();
  return first === undefined || meant.some((indexes) => indexes.length === 0) ? [] : listOf(at(http[first], 'route'));
}

// The bare name of the Service, whatever the VirtualService calls it; with subsets the host of the DestinationRule.
function canaryDestination({ objects, rollout }: ManagedRouteContext, first: Plain): Plain {
  const rule = destinationRuleOf(rollout);
  if (rule === undefined) return destinationWith(rollout.canaryService ?? '', first);
  const host = textOf(at(requireObject(objects, rollout, rule).spec, 'host')) ?? rollout.canaryService ?? '';
  return destinationWith(host, first, textOf(at(rollout.routing, 'istio', 'destinationRule', 'canarySubsetName')));
}

function destinationWith(host: string, portOf: Plain, subset?: string): Plain {
  const number = numberOf(at(portOf, 'destination', 'port', 'number'));
  return withoutEmpty({ host, port: number === undefined ? undefined : { number }, subset });
}

function withoutEmpty(value: Plain): Plain {
  return Object.fromEntries(entriesOf(value).filter(([, item]) => isThere(item) && item !== ''));
}
