import { EACH } from '../../manifest/edit';
import { at, isThere } from '../../manifest/plain';
import { CONTOUR_PLUGIN } from '../known-plugins';
import { backendsAt, tryFindRoute } from '../route-objects';
import type { RouterFacts } from '../router-facts';
import type { RouterModel } from '../router-model';
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
  ignoreDifferences: () => [
    { group: CONTOUR_GROUP, kind: 'HTTPProxy', jqPathExpressions: ['.spec.routes[]?.services[]?.weight'] },
  ],
  writer: CONTOUR_WRITER,
};
