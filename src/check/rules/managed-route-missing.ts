import { at, isThere, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { ROUTE_STEP_KINDS } from '../../release/release-moment';
import { managedRoutesIn } from '../../traffic/route-objects';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import { ROUTING, routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** A header or mirror route that managedRoutes does not list. */
export const MANAGED_ROUTE_MISSING: Rule = {
  id: 'managed-route-missing',
  severity: 'error',
  what: 'A header or mirror route of a step that trafficRouting.managedRoutes does not list.',
  why: 'The controller refuses it as InvalidSpec. A new Rollout gets no pods; a running one is frozen: it neither scales nor aborts.',
  remedy: 'list the name of the route in trafficRouting.managedRoutes',
  source:
    'argo-rollouts pkg/apis/rollouts/validation/validation.go ValidateStepRouteFoundInManagedRoute; recorded on 1.10.2',
  *check(set) {
    for (const release of releasesOf(set)) {
      if (!isThere(release.routing)) continue;
      yield* isThere(at(release.routing, 'managedRoutes')) ? notListed(release) : noList(release);
    }
  },
};

function namesOf({ steps }: Release): { path: Problem['path']; name: string; index: number }[] {
  return steps.flatMap(({ index, path, value, kinds }) =>
    ROUTE_STEP_KINDS.filter((kind) => kinds.includes(kind)).flatMap((kind) => {
      const name = textOf(at(value, kind, 'name'));
      return name === undefined ? [] : [{ path: [...path, kind, 'name'], name, index }];
    }),
  );
}

function noList(release: Release): Problem[] {
  const names = [...new Set(namesOf(release).map(({ name }) => name))];
  if (names.length === 0) return [];
  const list = names.map((name) => ({ name }));
  return [
    {
      object: release.rollout,
      path: ROUTING,
      message: `trafficRouting has no managedRoutes, and the steps have the route${names.length === 1 ? '' : 's'} ${names.map(quote).join(', ')}`,
      fix: {
        description: `list ${names.join(', ')} in managedRoutes`,
        edits: [{ set: routingPath('managedRoutes'), value: list }],
      },
    },
  ];
}

function notListed(release: Release): Problem[] {
  const listed = managedRoutesIn(release.routing);
  const text = listed.map(quote).join(', ');
  return namesOf(release)
    .filter(({ name }) => !listed.includes(name))
    .map(({ path, name, index }) => ({
      object: release.rollout,
      path,
      message: `steps[${index}] has the route ${quote(name)}, and managedRoutes lists ${text === '' ? 'none' : text}`,
      related: [{ object: release.rollout, path: routingPath('managedRoutes'), message: 'the routes that are listed' }],
    }));
}
