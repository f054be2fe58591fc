import { at, isThere, textOf } from '../../manifest/plain';
import { tryFindRoute } from '../route-objects';
import type { RouterFacts } from '../router-facts';
import type { RouterModel } from '../router-model';
import { APP_MESH_GROUP, APP_MESH_WRITER, POD_HASH_LABEL, virtualNodeOf, virtualServiceOf } from './writer';

/** What routes of App Mesh can do. */
export const APP_MESH_FACTS: RouterFacts = {
  name: 'AWS App Mesh',
  // Its functions for header and mirror routes do nothing (argo-rollouts rollout/trafficrouting/appmesh/appmesh.go).
  setHeaderRoute: false,
  setMirrorRoute: false,
  experimentWeight: false,
  // The stable version gets 100 minus the weight, whatever the sum is meant to be.
  maxTrafficWeight: false,
  pingPong: false,
};

/** All that is known of AWS App Mesh as a router. */
export const APP_MESH: RouterModel = {
  folder: 'app-mesh',
  facts: APP_MESH_FACTS,
  requires: {
    argoRollouts: '1.2',
    known: [
      'the source of Argo Rollouts 1.9.1 and 1.10',
      'the CRDs of the App Mesh controller 1.13.3, with Argo CD 3.5.1 and Argo Rollouts 1.10.2 but no mesh behind them',
    ],
    // `--appmesh-crd-version` is `v1beta2` where it is not given, and nothing serves another one.
    flags: [],
    existing: [
      'an account that uses App Mesh already: AWS has announced the end of its support for 2026-09-30, and takes no new customers since 2024-09-24; take another router for what is to last',
      'the App Mesh controller for Kubernetes, and a Mesh that selects the namespace',
      'the label `appmesh.k8s.aws/sidecarInjectorWebhook: enabled` on the namespace, so that pods get their Envoy',
    ],
    permissions: [],
    countedBy: "the Envoys of the canary's pods",
  },
  isWatched: false,
  isIn: (routing) => isThere(at(routing, 'appMesh')),
  // The VirtualRouter is found by the VirtualService; a Rollout does not name it.
  routes: (rollout) => [virtualServiceOf(rollout), virtualNodeOf(rollout, 'stable'), virtualNodeOf(rollout, 'canary')],
  // A VirtualNode names the Service by its name in DNS, and the port of the pods, not one of the Service.
  backends: (objects, rollout) =>
    (['stable', 'canary'] as const).flatMap((version) => {
      const node = tryFindRoute(objects, rollout, virtualNodeOf(rollout, version));
      const hostname = textOf(at(node?.spec, 'serviceDiscovery', 'dns', 'hostname'));
      return hostname === undefined ? [] : [{ service: hostname.replace(/\..*$/, '') }];
    }),
  whenMissing: ({ kind }) => (kind === 'VirtualService' ? 'invalid' : 'unhealthy'),
  ignoreDifferences: () => [
    {
      group: APP_MESH_GROUP,
      kind: 'VirtualRouter',
      jqPathExpressions: [
        '.spec.routes[]? | (.httpRoute?, .http2Route?, .grpcRoute?, .tcpRoute?) | .action?.weightedTargets[]?.weight',
      ],
    },
    {
      group: APP_MESH_GROUP,
      kind: 'VirtualNode',
      jqPathExpressions: [`.spec.podSelector.matchLabels."${POD_HASH_LABEL}"`],
    },
  ],
  writer: APP_MESH_WRITER,
};
