import { at, entriesOf, isThere, listOf, numberOf, type Plain, textOf } from '../manifest/plain';

/** What the steps of a canary strategy depend on. */
export interface StepSurroundings {
  /** Whether the strategy has a trafficRouting. */
  readonly hasRouting: boolean;

  /** The routers, by their keys in trafficRouting. */
  readonly routers: readonly string[];

  /** The names of the managed routes. */
  readonly managedRoutes: readonly string[];

  /** The weight that means all requests. */
  readonly maxWeight: number;
}

const KINDS: Readonly<Record<string, (content: Plain, around: StepSurroundings) => string[]>> = {
  setWeight: weightProblems,
  pause: pauseProblems,
  setCanaryScale: (_, { hasRouting }) => (hasRouting ? [] : ['needs trafficRouting']),
  analysis: (content) =>
    listOf(at(content, 'templates')).length > 0 ? [] : ['has no templates, and would never be over'],
  experiment: experimentProblems,
  setHeaderRoute: (content, around) => [
    ...routeProblems(content, around, ['istio', 'alb', 'apisix', 'plugins']),
    ...listOf(at(content, 'match')).flatMap((match) => stringMatchProblems(at(match, 'headerValue'), around, true)),
  ],
  setMirrorRoute: (content, around) => [
    ...routeProblems(content, around, ['istio', 'plugins']),
    ...listOf(at(content, 'match')).flatMap((match) =>
      ['method', 'path'].flatMap((key) =>
        isThere(at(match, key)) ? stringMatchProblems(at(match, key), around, false) : [],
      ),
    ),
  ],
  plugin: (content) => (textOf(at(content, 'name')) === undefined ? ['names no plugin'] : []),
};

/** What the controller refuses in a step, or silently skips, as a list of problems (argo-rollouts validation.go). */
export function stepStructureProblems(step: Plain, around: StepSurroundings): string[] {
  const keys = entriesOf(step)
    .filter(([, value]) => isThere(value))
    .map(([key]) => key);
  const [kind, ...more] = keys;
  if (kind === undefined) return ['is empty: a step has exactly one kind'];
  if (more.length > 0)
    return [`has ${keys.join(' and ')}: the controller would skip one of them, make two steps of it`];
  const check = KINDS[kind];
  if (check === undefined) return [`has the unknown kind ${kind} (there are ${Object.keys(KINDS).join(', ')})`];
  return check(at(step, kind), around).map((problem) => `(${kind}) ${problem}`);
}

function weightProblems(weight: Plain, { maxWeight }: StepSurroundings): string[] {
  const value = numberOf(weight);
  if (value !== undefined && Number.isInteger(value) && value >= 0 && value <= maxWeight) return [];
  return [`takes a whole number from 0 to ${maxWeight}, got ${JSON.stringify(weight)}`];
}

// Go's durations, or plain seconds: there are no days.
const DURATION = /^(\d+|(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+)$/;

function pauseProblems(pause: Plain): string[] {
  const duration = at(pause, 'duration');
  if (!isThere(duration)) return [];
  const isFine =
    typeof duration === 'number' ? Number.isInteger(duration) && duration >= 0 : DURATION.test(String(duration));
  return isFine ? [] : [`takes a duration such as "1h30m" or whole seconds, got ${JSON.stringify(duration)}`];
}

function experimentProblems(experiment: Plain, { hasRouting, routers }: StepSurroundings): string[] {
  if (!listOf(at(experiment, 'templates')).some((template) => isThere(at(template, 'weight')))) return [];
  if (!hasRouting) return ['has weights, which need trafficRouting'];
  return routers.some((router) => ['alb', 'smi', 'istio', 'plugins'].includes(router))
    ? []
    : ['has weights, which work with ALB, SMI, Istio and plugins only'];
}

function routeProblems(content: Plain, around: StepSurroundings, able: readonly string[]): string[] {
  const name = textOf(at(content, 'name'));
  if (!around.routers.some((router) => able.includes(router))) return [`works with ${able.join(', ')} only`];
  if (name !== undefined && around.managedRoutes.includes(name)) return [];
  return [`has the route ${JSON.stringify(name)}, which trafficRouting.managedRoutes does not list`];
}

function stringMatchProblems(value: Plain, { routers }: StepSurroundings, header: boolean): string[] {
  const kinds = ['exact', 'prefix', 'regex'].filter((kind) => textOf(at(value, kind)) !== undefined);
  if (kinds.length !== 1) return [`needs one of exact, prefix and regex, got ${kinds.join(' and ') || 'none'}`];
  return header && routers.includes('alb') && kinds[0] !== 'exact' ? ['takes exact only with ALB'] : [];
}
