import { withKey } from '../../manifest/edit';
import type { ManifestObject } from '../../manifest/manifest';
import { at, listOf, numberOf, type Plain, textOf } from '../../manifest/plain';
import { changeRoute, tryFindRoute } from '../route-objects';
import { weightsOf, withSpec } from '../route-weights';
import { type ExperimentDestination, type RoutedRollout, type RouteWriter, TrafficRoutingError } from '../router-model';
import { hasBackend, headerRule, isHeaderRule, isReplaced } from './managed-routes';
import { GATEWAY_API_GROUP, type PluginRoute, pluginRoutes } from './plugin-config';

/** What the plugin writes into routes (rollouts-plugin-trafficrouter-gatewayapi 0.15.0 pkg/plugin). */
export const GATEWAY_API_WRITER: RouteWriter = {
  setWeight: (objects, rollout, weight, experiments = []) =>
    eachRoute(objects, rollout, pluginRoutes(rollout), (object, route) => {
      const rules = listOf(at(object.spec, 'rules'));
      requireBackends(rules, rollout, route);
      const weighted = rules.map((rule) => (isHeaderRule(rule, rollout) ? rule : weightedRule(rule, rollout, weight)));
      requireWeights(weighted, route);
      const all = route.kind === 'HTTPRoute' ? withExperiments(weighted, rollout, experiments) : weighted;
      return withProgressLabel(withRules(object, all), weight);
    }),
  setHeaderRoute: (objects, rollout, step) =>
    eachRoute(objects, rollout, headerRoutes(rollout), (object, route) => {
      const rules = listOf(at(object.spec, 'rules'));
      const own = rules.filter((rule) => !isHeaderRule(rule, rollout));
      if (step.match === undefined || step.match.length === 0) return withRules(object, own);
      const split = own.filter(
        (rule) => hasBackend(rule, rollout.canaryService) && hasBackend(rule, rollout.stableService),
      );
      if (split.length === 0) throw notFound(route);
      const others = rules.filter((rule) => isHeaderRule(rule, rollout) && !isReplaced(rule, rollout, step));
      return withRules(object, [
        ...own,
        ...others,
        ...split.map((rule, index) => headerRule(rule, rollout, step, index)),
      ]);
    }),
  removeManagedRoutes: (objects, rollout) =>
    eachRoute(objects, rollout, headerRoutes(rollout), (object) =>
      withRules(
        object,
        listOf(at(object.spec, 'rules')).filter((rule) => !isHeaderRule(rule, rollout)),
      ),
    ),
};

const PROGRESS_LABEL = 'rollouts.argoproj.io/gatewayapi-canary';

function headerRoutes(rollout: RoutedRollout): PluginRoute[] {
  return pluginRoutes(rollout).filter(({ useHeaderRoutes }) => useHeaderRoutes);
}

function eachRoute(
  objects: readonly ManifestObject[],
  rollout: RoutedRollout,
  routes: readonly PluginRoute[],
  change: (object: ManifestObject, route: PluginRoute) => ManifestObject,
): readonly ManifestObject[] {
  return routes.reduce((all, route) => {
    if (tryFindRoute(all, rollout, route) === undefined) {
      throw new TrafficRoutingError(`${route.kind.toLowerCase()}s.${route.groups[0]} "${route.name}" not found`);
    }
    return changeRoute(all, rollout, route, (object) => change(object, route));
  }, objects);
}

function withRules(object: ManifestObject, rules: readonly Plain[]): ManifestObject {
  const before = listOf(at(object.spec, 'rules'));
  const isSame = rules.length === before.length && rules.every((rule, index) => rule === before[index]);
  // The API server fills in the rule of an HTTPRoute that has none left; a GRPCRoute stays without.
  const none = object.kind === 'HTTPRoute' ? [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }] }] : undefined;
  const filled = rules.length === 0 ? none : rules;
  return isSame ? object : withSpec(object, withKey(object.spec, 'rules', filled));
}

function requireBackends(rules: readonly Plain[], rollout: RoutedRollout, route: PluginRoute): void {
  for (const service of [rollout.canaryService, rollout.stableService]) {
    if (!rules.some((rule) => hasBackend(rule, service))) throw notFound(route);
  }
}

// With another total than 100 the stable version is left less than nothing, which the API server refuses.
function requireWeights(rules: readonly Plain[], { kind, name }: PluginRoute): void {
  for (const [rule, backends] of rules.map((one) => listOf(at(one, 'backendRefs'))).entries()) {
    for (const [index, weight] of backends.map((backend) => numberOf(at(backend, 'weight'))).entries()) {
      if ((weight ?? 0) >= 0) continue;
      const field = `spec.rules[${rule}].backendRefs[${index}].weight`;
      throw new TrafficRoutingError(
        `${kind}.${GATEWAY_API_GROUP} "${name}" is invalid: ${field}: Invalid value: ${weight}: ${field} in body should be ` +
          'greater than or equal to 0',
      );
    }
  }
}

function notFound({ kind }: PluginRoute): TrafficRoutingError {
  return new TrafficRoutingError(`backendRef was not found in ${kind.replace(/Route$/, '').toLowerCase()}Route`);
}

function weightedRule(rule: Plain, rollout: RoutedRollout, weight: number): Plain {
  const weights = weightsOf(rollout, weight);
  const backends = listOf(at(rule, 'backendRefs'));
  const weighted = backends.map((backend) => {
    const own = weights.get(textOf(at(backend, 'name')) ?? '');
    return own === undefined || own === at(backend, 'weight') ? backend : withKey(backend, 'weight', own);
  });
  const isSame = weighted.every((backend, index) => backend === backends[index]);
  return isSame ? rule : withKey(rule, 'backendRefs', weighted);
}

// Their backends are added to the first rule of the rollout, and stay there when the experiment is over (experiment.go).
function withExperiments(
  rules: readonly Plain[],
  rollout: RoutedRollout,
  experiments: readonly ExperimentDestination[],
): readonly Plain[] {
  if (experiments.length === 0) return rules;
  const first = rules.findIndex(
    (rule) => hasBackend(rule, rollout.stableService) || hasBackend(rule, rollout.canaryService),
  );
  const rest = Math.max(0, 100 - experiments.reduce((sum, { weight }) => sum + weight, 0));
  return rules.map((rule, index) => {
    if (index !== first) return rule;
    const backends = listOf(at(rule, 'backendRefs')).map((backend) =>
      at(backend, 'name') === rollout.stableService ? withKey(backend, 'weight', rest) : backend,
    );
    const added = experiments
      .filter(({ service }) => !hasBackend(rule, service))
      .map(({ service, port, weight }) => ({
        group: '',
        kind: 'Service',
        name: service,
        namespace: rollout.namespace,
        port,
        weight,
      }));
    return withKey(rule, 'backendRefs', [...backends, ...added]);
  });
}

function withProgressLabel(object: ManifestObject, weight: number): ManifestObject {
  const label = weight > 0 ? 'in-progress' : undefined;
  const { [PROGRESS_LABEL]: before, ...others } = object.metadata.labels ?? {};
  if (before === label) return object;
  const labels = label === undefined ? others : { ...others, [PROGRESS_LABEL]: label };
  return {
    ...object,
    metadata: { ...object.metadata, labels: Object.keys(labels).length === 0 ? undefined : labels },
  };
}
