import { EACH } from '../../manifest/edit';
import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import { at, isThere, listOf, type Plain } from '../../manifest/plain';
import { CONTOUR_PLUGIN } from '../known-plugins';
import { backendsAt, tryFindRoute } from '../route-objects';
import { missingIn, splitBetween } from '../route-weights';
import type { RouterFacts } from '../router-facts';
import type { RoutedRollout, RouteLack, RouterModel, RouteSplit } from '../router-model';
import { CONTOUR_GROUP, httpProxiesOf } from './plugin-config';
import { CONTOUR_WRITER } from './writer';

/** What the Contour plugin can do; the controller lets a plugin try everything. */
export const CONTOUR_FACTS: RouterFacts = {
  name: 'Contour',
  // SetHeaderRoute and SetMirrorRoute return success and do nothing (rollouts-plugin-trafficrouter-contour
  // pkg/plugin/plugin.go).
  setHeaderRoute: false,
  setMirrorRoute: false,
  // SetWeight does not look at the Services of an experiment.
  experimentWeight: false,
  // The weights of a route have to be 100 together, whatever the sum is meant to be.
  maxTrafficWeight: false,
  // It asks for canaryService and stableService: "illegal parameter(s)", and no release.
  pingPong: false,
  // Its configuration knows the list only, and an HTTPProxy more is a name more.
  singular: {},
};

/** All that is known of the Contour plugin; with the Gateway API Contour is one of its implementations. */
export const CONTOUR: RouterModel = {
  folder: 'contour',
  facts: CONTOUR_FACTS,
  requires: {
    argoRollouts: '1.5',
    known: ['the source of the plugin `argoproj-labs/contour` 0.5.0', 'the source of Contour (commit 31c4bb3)'],
    flags: [],
    existing: [
      'the plugin in the ConfigMap `argo-rollouts-config` under exactly the name `argoproj-labs/contour`, and a restart of the controller after each edit',
      'the Secrets of `tls`, and all else that Contour wants of a valid HTTPProxy: the plugin verifies each weight, and while Contour says that the HTTPProxy is not valid a release stays at its step',
    ],
    permissions: [
      { apiGroups: [CONTOUR_GROUP], resources: ['httpproxies'], verbs: ['get', 'list', 'watch', 'update', 'patch'] },
    ],
    countedBy: 'Envoy',
  },
  isWatched: false,
  isIn: (routing) => isThere(at(routing, 'plugins', CONTOUR_PLUGIN)),
  routes: httpProxiesOf,
  backends: (objects, rollout) =>
    httpProxiesOf(rollout).flatMap((reference) =>
      backendsAt(tryFindRoute(objects, rollout, reference), ['spec', 'routes', EACH, 'services', EACH], {
        service: ['name'],
        port: ['port'],
      }),
    ),
  splits: splitsOf,
  lacks: lacksOf,
  ignoreDifferences: () => [
    { group: CONTOUR_GROUP, kind: 'HTTPProxy', jqPathExpressions: ['.spec.routes[]?.services[]?.weight'] },
  ],
  writer: CONTOUR_WRITER,
};

// What requests are copied to gets no share of them, and the plugin leaves a route without the canary alone.
function splitsOf({ spec }: ManifestObject, rollout: RoutedRollout): RouteSplit[] {
  return listOf(at(spec, 'routes')).flatMap((route, index) =>
    splitBetween(route, rollout, {
      path: ['spec', 'routes', index],
      list: 'services',
      nameKey: 'name',
      omittedWeight: 0,
    })
      .map((split) => ({ ...split, shares: split.shares.filter(({ path }) => !isMirror(route, path)) }))
      .filter(({ shares }) => shares.some(({ role }) => role === 'canary')),
  );
}

function isMirror(route: Plain, path: ManifestPath): boolean {
  return at(listOf(at(route, 'services'))[Number(path.at(-1))], 'mirror') === true;
}

function lacksOf(object: ManifestObject, rollout: RoutedRollout): RouteLack[] {
  const splits = splitsOf(object, rollout);
  if (splits.length > 0) {
    return splits.flatMap(({ shares, path }) => missingIn(shares, [...path, 'services'], rollout, 'unhealthy'));
  }
  const { canaryService: name } = rollout;
  return name === undefined ? [] : [{ path: ['spec', 'routes'], role: 'canary', name, failure: 'unnoticed' }];
}
