import { at, entriesOf, isThere, listOf, numberOf, type Plain, textOf } from '../manifest/plain';
import { antiAffinityProblems } from './anti-affinity-structure';
import { stepStructureProblems } from './step-structure';

const WHERE = 'spec.strategy.canary';

/** What the controller refuses in a canary strategy, as a list of problems (argo-rollouts validation.go). */
export function canaryStructureProblems(canary: Plain): string[] {
  const routing = at(canary, 'trafficRouting');
  const routers = routersOf(routing);
  return [
    ...serviceProblems(canary, routers),
    ...amountProblems(canary),
    ...routerOnlyProblems(canary, routing),
    ...pingPongProblems(canary, routers),
    ...antiAffinityProblems(at(canary, 'antiAffinity'), `${WHERE}.antiAffinity`),
    ...listOf(at(canary, 'steps')).flatMap((step, index) =>
      stepStructureProblems(step, {
        hasRouting: isThere(routing),
        routers,
        managedRoutes: listOf(at(routing, 'managedRoutes')).flatMap((route) => textOf(at(route, 'name')) ?? []),
        maxWeight: numberOf(at(routing, 'maxTrafficWeight')) ?? 100,
      }).map((problem) => `${WHERE}.steps[${index}] ${problem}`),
    ),
  ];
}

/** The routers that a trafficRouting names, by their keys. */
function routersOf(routing: Plain): string[] {
  return entriesOf(routing)
    .filter(([key, value]) => isThere(value) && !['managedRoutes', 'maxTrafficWeight'].includes(key))
    .map(([key]) => key);
}

// Istio with a DestinationRule needs no Services, and ping-pong has its own; for a plugin the controller does not look,
// and fails later.
function serviceProblems(canary: Plain, routers: readonly string[]): string[] {
  const stable = textOf(at(canary, 'stableService'));
  const service = textOf(at(canary, 'canaryService'));
  const free = isThere(at(canary, 'pingPong')) || isThere(at(canary, 'trafficRouting', 'istio', 'destinationRule'));
  return [
    ...(stable !== undefined && stable === service
      ? [`${WHERE} has ${stable} as stable and as canary Service: it needs two`]
      : []),
    ...(routers.length > 0 && !free && (stable === undefined || service === undefined)
      ? [`${WHERE}.trafficRouting needs stableService and canaryService`]
      : []),
    ...(isThere(at(canary, 'trafficRouting')) && routers.length === 0
      ? [`${WHERE}.trafficRouting names no router: the weights would move nothing`]
      : []),
  ];
}

function amountProblems(canary: Plain): string[] {
  const fields = ['maxSurge', 'maxUnavailable'];
  const values = fields.map((field) => at(canary, field));
  const isNone = (value: Plain): boolean => value === 0 || (typeof value === 'string' && /^0+%?$/.test(value));
  return [
    // A text is read as a share, with or without the sign, and one that cannot be read makes both fields nothing.
    ...fields
      .filter((field) => typeof at(canary, field) === 'string' && !/^\d+%$/.test(String(at(canary, field))))
      .map((field) => `${WHERE}.${field} takes a number or a share such as "25%", got "${at(canary, field)}"`),
    ...(values.every(isNone) ? [`${WHERE}.maxSurge and maxUnavailable are both 0: no pod could ever be replaced`] : []),
  ];
}

function routerOnlyProblems(canary: Plain, routing: Plain): string[] {
  const has = (field: string): boolean => isThere(at(canary, field)) && at(canary, field) !== false;
  if (isThere(routing)) {
    return has('dynamicStableScale') && has('scaleDownDelaySeconds')
      ? [`${WHERE} has dynamicStableScale and scaleDownDelaySeconds, of which only one can be`]
      : [];
  }
  return ['dynamicStableScale', 'scaleDownDelaySeconds']
    .filter(has)
    .map((field) => `${WHERE}.${field} can be used with trafficRouting only`);
}

function pingPongProblems(canary: Plain, routers: readonly string[]): string[] {
  const pingPong = at(canary, 'pingPong');
  const most = numberOf(at(canary, 'trafficRouting', 'maxTrafficWeight'));
  const ping = textOf(at(pingPong, 'pingService'));
  const pong = textOf(at(pingPong, 'pongService'));
  const can = (...names: string[]): boolean => names.some((name) => routers.includes(name));
  return [
    ...(isThere(pingPong) && routers.length > 0 && !can('alb', 'istio', 'plugins')
      ? [`${WHERE}.pingPong works with ALB, Istio and plugins only`]
      : []),
    ...(isThere(pingPong) && (ping === undefined || pong === undefined || ping === pong)
      ? [`${WHERE}.pingPong needs two different Services`]
      : []),
    ...(isThere(pingPong) && can('alb') && textOf(at(canary, 'trafficRouting', 'alb', 'rootService')) === undefined
      ? [`${WHERE}.trafficRouting.alb needs a rootService with pingPong`]
      : []),
    ...(most !== undefined && !can('nginx', 'plugins')
      ? [`${WHERE}.trafficRouting.maxTrafficWeight works with NGINX and plugins only`]
      : []),
  ];
}
