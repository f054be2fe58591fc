import { at, isThere, listOf, type Plain, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { isRouteSet, type RouteStepKind } from '../../release/release-moment';
import type { ReleaseStep } from '../../release/release-step';
import { GATEWAY_API } from '../../traffic/gateway-api/facts';
import type { RouterFacts } from '../../traffic/router-facts';
import type { RouterModel } from '../../traffic/router-model';
import { quote } from '../../validation/names';
import { isAtLeast } from '../cluster-versions';
import type { Problem } from '../finding';
import { routerKeys } from '../router-keys';
import type { Rule } from '../rule';
import { matchKinds } from '../string-match';

/** A step that the router of the Rollout cannot do. */
export const STEP_UNSUPPORTED_BY_ROUTER: Rule = {
  id: 'step-unsupported-by-router',
  severity: 'error',
  what: 'A step that needs a router, or another router than there is.',
  why: 'The controller refuses most of them as InvalidSpec. What it lets a plugin do, the plugin may pass without doing anything: the step is over, and no request was mirrored or sent to the canary by its header.',
  remedy: 'take a router that can do it, or take the step away',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go ValidateRolloutStrategyCanary; recorded with the Gateway API plugin 0.15.0: setMirrorRoute does nothing, no event, no log',
  *check(set, { 'argo-rollouts': version }) {
    for (const release of releasesOf(set)) {
      for (const step of release.steps) {
        yield* [...scale(release, step), ...ROUTES.flatMap((route) => routes(release, step, route, version))];
        yield* [...headers(release, step), ...experiments(release, step, version)];
      }
    }
  },
};

/** The keys of the routers with which the controller accepts something, each with the version that does so first. */
type Acceptance = Readonly<Record<string, string>>;

interface RouteAbility {
  readonly kind: RouteStepKind;
  readonly does: string;
  readonly accepted: Acceptance;
  readonly can: (facts: RouterFacts) => boolean;
}

const ROUTES: readonly RouteAbility[] = [
  {
    kind: 'setHeaderRoute',
    does: 'send requests to the canary by a header',
    accepted: { istio: '0', alb: '0', apisix: '1.5', plugins: '1.7' },
    can: ({ setHeaderRoute }) => setHeaderRoute,
  },
  {
    kind: 'setMirrorRoute',
    does: 'mirror requests',
    accepted: { istio: '0', plugins: '1.10' },
    can: ({ setMirrorRoute }) => setMirrorRoute,
  },
];

function scale({ rollout, routing }: Release, { index, path, kinds }: ReleaseStep): Problem[] {
  if (!kinds.includes('setCanaryScale') || isThere(routing)) return [];
  const message = `steps[${index}] has setCanaryScale, and without trafficRouting the number of pods is the weight`;
  return [{ object: rollout, path: [...path, 'setCanaryScale'], message }];
}

function routes(
  { rollout, routing, routers }: Release,
  { index, path, value, kinds }: ReleaseStep,
  { kind, does, accepted, can }: RouteAbility,
  version: string,
): Problem[] {
  if (!kinds.includes(kind)) return [];
  const place = { object: rollout, path: [...path, kind] };
  const what = `steps[${index}] has ${kind}`;
  if (!isThere(routing)) return [{ ...place, message: `${what}, and the strategy has no trafficRouting` }];
  if (!isAccepted(routing, accepted, version)) return [{ ...place, message: refusal(what, routers, version) }];
  const unable = routers.filter((router) => router.isOpaque !== true && !can(router.facts));
  // Beside another one that can, a part of the requests is meant.
  const isAlone = unable.length === routers.length;
  if (!isRouteSet(value, kind)) return [];
  return unable.map(({ facts }) => ({
    ...place,
    severity: isAlone ? 'error' : 'warning',
    message: `${what}, and ${facts.name} cannot ${does}: the step does nothing there, silently`,
  }));
}

function headers({ rollout, routing }: Release, { index, path, value, kinds }: ReleaseStep): Problem[] {
  if (!kinds.includes('setHeaderRoute') || !routerKeys(routing).includes('alb')) return [];
  return listOf(at(value, 'setHeaderRoute', 'match')).flatMap((match, number) => {
    const kinds = matchKinds(at(match, 'headerValue'));
    if (kinds.length === 0 || kinds.join() === 'exact') return [];
    return [
      {
        object: rollout,
        path: [...path, 'setHeaderRoute', 'match', number, 'headerValue'],
        message: `steps[${index}] compares header ${quote(textOf(at(match, 'headerName')) ?? '')} by ${kinds.join(' and ')}, and AWS ALB takes exact only`,
      },
    ];
  });
}

const EXPERIMENTS: Acceptance = { alb: '0', smi: '0', istio: '0', plugins: '1.8' };

function experiments(
  { rollout, routing, routers }: Release,
  { index, path, value, kinds }: ReleaseStep,
  version: string,
): Problem[] {
  if (!kinds.includes('experiment')) return [];
  // With the Gateway API plugin it does harm, and has a rule of its own.
  const unable = routers.filter(
    ({ facts, folder, isOpaque }) => !facts.experimentWeight && isOpaque !== true && folder !== GATEWAY_API.folder,
  );
  return listOf(at(value, 'experiment', 'templates')).flatMap((template, number) => {
    if (!isThere(at(template, 'weight'))) return [];
    const place = { object: rollout, path: [...path, 'experiment', 'templates', number, 'weight'] };
    const what = `steps[${index}] gives the experiment template ${quote(textOf(at(template, 'name')) ?? '')} a weight`;
    if (!isThere(routing)) return [{ ...place, message: `${what}, and the strategy has no trafficRouting` }];
    if (!isAccepted(routing, EXPERIMENTS, version)) return [{ ...place, message: refusal(what, routers, version) }];
    return unable.map(({ facts }) => ({
      ...place,
      severity: unable.length === routers.length ? ('error' as const) : ('warning' as const),
      message: `${what}, and ${facts.name} does not give it a share`,
    }));
  });
}

function isAccepted(routing: Plain, accepted: Acceptance, version: string): boolean {
  return routerKeys(routing).some((key) => {
    const since = accepted[key];
    return since !== undefined && isAtLeast(version, since);
  });
}

function refusal(what: string, routers: readonly RouterModel[], version: string): string {
  const names = routers.map(({ facts }) => facts.name).join(', ');
  return `${what}, which Argo Rollouts ${version} refuses with ${names === '' ? 'no router' : names}`;
}
