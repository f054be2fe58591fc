import { edit, withKey } from '../../manifest/edit';
import type { ManifestObject } from '../../manifest/manifest';
import { at, isThere, listOf, numberOf, type Plain, textOf } from '../../manifest/plain';
import { changeRoute, isMadeFor, madeFor, managedRoutesIn, tryFindRoute } from '../route-objects';
import { withSpec } from '../route-weights';
import {
  type HeaderRouteStep,
  type RoutedRollout,
  type RouteReference,
  type RouteWriter,
  TrafficRoutingError,
} from '../router-model';

/** The API group of APISIX's kinds. */
export const APISIX_GROUP = 'apisix.apache.org';

/** The ApisixRoute that a rollout names. */
export function apisixRouteOf({ routing }: RoutedRollout): RouteReference {
  return { ...HEADER_ROUTE, name: textOf(at(routing, 'apisix', 'route', 'name')) ?? '', madeBy: 'git' };
}

/** The ApisixRoute that the controller makes for a managed route. */
export function headerRouteOf(name: string): RouteReference {
  return { ...HEADER_ROUTE, name };
}

/** The rules whose weights move: where none are named, that which is called like the route. */
export function ruleNamesOf({ routing }: RoutedRollout): string[] {
  const route = at(routing, 'apisix', 'route');
  const rules = listOf(at(route, 'rules'));
  // An empty list is none: the controller reads the Rollout as it would write it.
  return (rules.length > 0 ? rules : [at(route, 'name')]).flatMap((rule) => textOf(rule) ?? []);
}

const HEADER_ROUTE = { groups: [APISIX_GROUP], kind: 'ApisixRoute', madeBy: 'controller' } as const;

/** What the controller writes into and beside an ApisixRoute (argo-rollouts rollout/trafficrouting/apisix/apisix.go). */
export const APISIX_WRITER: RouteWriter = {
  setWeight: (objects, rollout, weight) => {
    const route = requireRoute(objects, rollout);
    const weighted = eachRule(route, rollout, (rule) =>
      withWeight(withWeight(rule, rollout.canaryService, weight), rollout.stableService, 100 - weight),
    );
    return changeRoute(objects, rollout, apisixRouteOf(rollout), () => weighted);
  },
  setHeaderRoute: (objects, rollout, step) => {
    const route = requireRoute(objects, rollout);
    const { name = '', match } = step;
    const reference = headerRouteOf(name);
    const before = tryFindRoute(objects, rollout, reference);
    if (before !== undefined && !isMadeFor(rollout, before)) {
      throw new TrafficRoutingError(`duplicate ApisixRoute [${name}] already exists`);
    }
    if (!isThere(match)) return objects.filter((object) => object !== before);
    if (before === undefined) {
      // With the labels and annotations of the route, those of Argo CD too.
      const copy = madeFor(rollout, { ...route, metadata: { ...route.metadata, name } });
      return [...objects, eachRule(copy, rollout, (rule) => above(headerRule(rule, rollout, step)))];
    }
    const after = eachRule(before, rollout, (rule) => headerRule(rule, rollout, step));
    return changeRoute(objects, rollout, reference, () => after);
  },
  removeManagedRoutes: (objects, rollout) => {
    const made = managedRoutesIn(rollout.routing).map((name) => tryFindRoute(objects, rollout, headerRouteOf(name)));
    return objects.filter((object) => !made.includes(object) || !isMadeFor(rollout, object));
  },
};

function requireRoute(objects: readonly ManifestObject[], rollout: RoutedRollout): ManifestObject {
  const reference = apisixRouteOf(rollout);
  const route = tryFindRoute(objects, rollout, reference);
  if (route === undefined) throw new TrafficRoutingError(`apisixroutes.${APISIX_GROUP} "${reference.name}" not found`);
  return route;
}

/** An ApisixRoute in which the rules that a rollout names are changed. */
function eachRule(route: ManifestObject, rollout: RoutedRollout, change: (rule: Plain) => Plain): ManifestObject {
  if (!isThere(at(route.spec, 'http'))) {
    throw new TrafficRoutingError('spec.http was not found in Apisix Route manifest');
  }
  const changed = (rules: Plain): Plain =>
    ruleNamesOf(rollout).reduce<Plain[]>((all, name) => {
      const rule = tryFindNamed(all, 'name', name, 'Apisix http route rule name field not found');
      if (rule === undefined) throw new TrafficRoutingError(`Apisix http route rule ${name} not found`);
      return replaced(all, rule, change(rule));
    }, listOf(rules));
  return withSpec(route, edit(route.spec, ['http'], changed));
}

function withWeight(rule: Plain, service: string | undefined, weight: number): Plain {
  const backends = backendsOf(rule);
  const backend = tryFindNamed(backends, 'serviceName', service, NO_SERVICE_NAME);
  if (backend === undefined) throw new TrafficRoutingError(`apisix route ${service} backend was not found`);
  if (at(backend, 'weight') === weight) return rule;
  return withKey(rule, 'backends', replaced(backends, backend, withKey(backend, 'weight', weight)));
}

function headerRule(rule: Plain, rollout: RoutedRollout, step: HeaderRouteStep): Plain {
  const backends = backendsOf(withWeight(rule, rollout.canaryService, 100));
  if (backends.some((backend) => !isThere(at(backend, 'serviceName')))) throw new TrafficRoutingError(NO_SERVICE_NAME);
  const canaryOnly = backends.filter((backend) => at(backend, 'serviceName') !== rollout.stableService);
  // Conditions that the rule had there are gone in the copy.
  const match = withKey(at(rule, 'match'), 'exprs', (step.match ?? []).flatMap(toExprs));
  return withKey(withKey(rule, 'backends', canaryOnly), 'match', match);
}

function above(rule: Plain): Plain {
  return withKey(rule, 'priority', (numberOf(at(rule, 'priority')) ?? 0) + 1);
}

function toExprs({ headerName, headerValue }: NonNullable<HeaderRouteStep['match']>[number]): Plain[] {
  const { exact, regex, prefix } = headerValue ?? {};
  const subject = { scope: 'Header', name: headerName };
  return [
    ...(exact ? [{ subject, op: 'Equal', value: exact }] : []),
    ...(regex ? [{ subject, op: 'RegexMatch', value: regex }] : []),
    // A prefix becomes an expression that is not escaped.
    ...(prefix ? [{ subject, op: 'RegexMatch', value: `^${prefix}.*` }] : []),
  ];
}

const NO_SERVICE_NAME = 'serviceName field was not found in backend';

function backendsOf(rule: Plain): Plain[] {
  const backends = at(rule, 'backends');
  if (!isThere(backends)) throw new TrafficRoutingError('Apisix http route backends not found');
  return listOf(backends);
}

/** A list with another element in the place of one; the list itself where both are the same. */
function replaced(list: Plain[], one: Plain, other: Plain): Plain[] {
  return one === other ? list : list.map((element) => (element === one ? other : element));
}

/** The first element with a name; one before it that has none is an error. */
function tryFindNamed(elements: readonly Plain[], key: string, name: string | undefined, unnamed: string): Plain {
  const found = elements.find((element) => !isThere(at(element, key)) || at(element, key) === name);
  if (found !== undefined && !isThere(at(found, key))) throw new TrafficRoutingError(unnamed);
  return found;
}
