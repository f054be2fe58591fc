import { withKey } from '../../manifest/edit';
import type { ManifestObject } from '../../manifest/manifest';
import { at, listOf, type Plain, textOf } from '../../manifest/plain';
import { changeRoute, managedRoutesIn, tryFindRoute } from '../route-objects';
import { weightsOf, withSpec } from '../route-weights';
import {
  type ExperimentDestination,
  type HeaderRouteStep,
  type RoutedRollout,
  type RouteWriter,
  TrafficRoutingError,
} from '../router-model';
import { type PluginRoute, pluginRoutes } from './plugin-config';

/** What the plugin writes into routes (rollouts-plugin-trafficrouter-gatewayapi 0.15.0 pkg/plugin). */
export const GATEWAY_API_WRITER: RouteWriter = {
  setWeight: (objects, rollout, weight, experiments = []) =>
    eachRoute(objects, rollout, pluginRoutes(rollout), (object, route) => {
      const rules = listOf(at(object.spec, 'rules'));
      requireBackends(rules, rollout, route);
      const weighted = rules.map((rule) => (isHeaderRule(rule, rollout) ? rule : weightedRule(rule, rollout, weight)));
      const all = route.kind === 'HTTPRoute' ? withExperiments(weighted, rollout, experiments) : weighted;
      return withProgressLabel(withRules(object, all), weight);
    }),
  setHeaderRoute: (objects, rollout, step) =>
    eachRoute(objects, rollout, headerRoutes(rollout), (object) => {
      const rules = listOf(at(object.spec, 'rules'));
      const own = rules.filter((rule) => !isHeaderRule(rule, rollout));
      if (step.match === undefined || step.match.length === 0) return withRules(object, own);
      const added = own
        .filter((rule) => hasBackend(rule, rollout.canaryService) && hasBackend(rule, rollout.stableService))
        .map((rule, index) => headerRule(rule, rollout, step, index));
      const names = headerNames(added[0]);
      // It compares the names of the headers alone, so that a route by the same header is replaced (#215).
      const others = rules.filter((rule) => isHeaderRule(rule, rollout) && headerNames(rule) !== names);
      return withRules(object, [...own, ...others, ...added]);
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
  // The API server fills in the rule of a route that has none left.
  const filled = rules.length === 0 ? [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }] }] : rules;
  return isSame ? object : withSpec(object, withKey(object.spec, 'rules', filled));
}

function requireBackends(rules: readonly Plain[], rollout: RoutedRollout, { kind }: PluginRoute): void {
  for (const service of [rollout.canaryService, rollout.stableService]) {
    if (!rules.some((rule) => hasBackend(rule, service))) {
      throw new TrafficRoutingError(`backendRef was not found in ${kind.charAt(0).toLowerCase()}${kind.slice(1)}`);
    }
  }
}

// A rule with the canary alone counts as a header rule, whoever made it (#217).
function isHeaderRule(rule: Plain, rollout: RoutedRollout): boolean {
  const name = textOf(at(rule, 'name'));
  const backends = listOf(at(rule, 'backendRefs'));
  const isManaged = managedRoutesIn(rollout.routing).some(
    (route) => name === route || (name?.startsWith(`${route}-`) && /^\d+$/.test(name.slice(route.length + 1))),
  );
  return isManaged || (backends.length === 1 && hasBackend(rule, rollout.canaryService));
}

function hasBackend(rule: Plain, service: string | undefined): boolean {
  return listOf(at(rule, 'backendRefs')).some((backend) => at(backend, 'name') === service);
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

function headerRule(rule: Plain, rollout: RoutedRollout, step: HeaderRouteStep, index: number): Plain {
  const headers = (step.match ?? []).map(({ headerName, headerValue }) => {
    const { exact, prefix, regex } = headerValue ?? {};
    // A prefix becomes an expression that is neither escaped nor anchored.
    return exact === undefined
      ? { name: headerName, type: 'RegularExpression', value: prefix === undefined ? regex : `${prefix}.*` }
      : { name: headerName, type: 'Exact', value: exact };
  });
  const canary = listOf(at(rule, 'backendRefs')).find((backend) => at(backend, 'name') === rollout.canaryService);
  const filters = listOf(at(rule, 'filters'));
  return {
    name: index === 0 ? step.name : `${step.name}-${index}`,
    matches: listOf(at(rule, 'matches')).map((match) =>
      withKey(match, 'headers', [...listOf(at(match, 'headers')), ...headers]),
    ),
    // Timeouts, retries and the filters of backends are not copied.
    ...(filters.length === 0 ? {} : { filters }),
    // The weight is the API server's default.
    backendRefs: [{ group: '', kind: 'Service', name: rollout.canaryService, port: at(canary, 'port'), weight: 1 }],
  };
}

function headerNames(rule: Plain): string {
  const [match] = listOf(at(rule, 'matches'));
  return JSON.stringify(listOf(at(match, 'headers')).map((header) => at(header, 'name')));
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
