import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { isAtLeast } from '../cluster-versions';
import { ROUTE_FAILURES } from '../route-failure';
import type { Rule } from '../rule';
import { flagIn } from '../started-programs';

/** A CRD of the routes of a router that does not serve the version which the controller asks for. */
export const ROUTER_CRD_UNSERVED: Rule = {
  id: 'router-crd-unserved',
  severity: 'error',
  what: 'A CustomResourceDefinition of the routes of a Rollout that does not serve the version which the controller or its plugin asks for.',
  why: 'The controller and its plugins ask for one version of a kind, whatever the manifests are written in. Where the cluster serves others the route is as good as missing: the first deployment never completes.',
  remedy:
    'install a CRD that serves the version, or start the controller with the flag for another one where there is one',
  source:
    'argo-rollouts utils/defaults/defaults.go; rollouts-plugin-trafficrouter-gatewayapi pkg/plugin (TCPRoute and TLSRoute v1alpha2, pull request #236); recorded on Argo Rollouts 1.10.2 with a TrafficSplit of v1alpha4',
  *check(set, { 'gateway-api-plugin': plugin }) {
    for (const { routes, routed } of releasesOf(set)) {
      for (const { reference, router } of routes) {
        const crd = reference.groups
          .map((group) => set.derive(crdsByKind).get(`${reference.kind}.${group}`))
          .find(Boolean);
        const wanted = WANTED.get(crd === undefined ? '' : keyOf(crd));
        if (crd === undefined || wanted === undefined || isMended(wanted, plugin)) continue;
        // Some flags say the group too.
        const version = flagOf(set, wanted)?.replace(/^.*\//, '') ?? wanted.version;
        const served = servedBy(crd);
        if (served.length === 0 || served.includes(version)) continue;
        const failure = router.whenMissing?.(reference, routed) ?? 'unhealthy';
        yield {
          object: crd,
          path: ['spec', 'versions'],
          message: `the kind ${reference.kind} is served as ${served.join(', ')}, and ${wanted.asks} ${version}: ${ROUTE_FAILURES[failure]}`,
          ...(wanted.flag === undefined
            ? {}
            : { remedy: `install a CRD that serves ${version}, or start the controller with --${wanted.flag}` }),
        };
      }
    }
  },
};

interface Wanted {
  readonly version: string;
  readonly asks: string;
  readonly flag?: string;
  /** The first version of the plugin of which it is not known any more. */
  readonly until?: string;
}

const CONTROLLER = 'the controller asks for';
const PLUGIN = 'the Gateway API plugin asks for';
const ISTIO: Wanted = { version: 'v1alpha3', asks: CONTROLLER, flag: 'istio-api-version' };
const CONNECTIONS: Wanted = { version: 'v1alpha2', asks: PLUGIN, until: '0.18' };

const WANTED: ReadonlyMap<string, Wanted> = new Map([
  ['TrafficSplit.split.smi-spec.io', { version: 'v1alpha1', asks: CONTROLLER, flag: 'traffic-split-api-version' }],
  ['VirtualService.networking.istio.io', ISTIO],
  ['DestinationRule.networking.istio.io', ISTIO],
  ['HTTPRoute.gateway.networking.k8s.io', { version: 'v1', asks: PLUGIN }],
  ['GRPCRoute.gateway.networking.k8s.io', { version: 'v1', asks: PLUGIN }],
  ['TCPRoute.gateway.networking.k8s.io', CONNECTIONS],
  ['TLSRoute.gateway.networking.k8s.io', CONNECTIONS],
  ['ApisixRoute.apisix.apache.org', { version: 'v2', asks: CONTROLLER }],
  ['VirtualService.appmesh.k8s.aws', { version: 'v1beta2', asks: CONTROLLER, flag: 'appmesh-crd-version' }],
  ['Mapping.getambassador.io', { version: 'v2', asks: CONTROLLER, flag: 'ambassador-api-version' }],
]);

function isMended({ until }: Wanted, plugin: string): boolean {
  return until !== undefined && isAtLeast(plugin, until);
}

function flagOf(set: ManifestSet, { flag }: Wanted): string | undefined {
  return flag === undefined ? undefined : flagIn(set, flag);
}

function crdsByKind(set: ManifestSet): ReadonlyMap<string, ManifestObject> {
  const crds = set.ofKind('CustomResourceDefinition', 'apiextensions.k8s.io');
  return new Map(crds.map((crd) => [keyOf(crd), crd]));
}

function keyOf({ spec }: ManifestObject): string {
  return `${textOf(at(spec, 'names', 'kind')) ?? ''}.${textOf(at(spec, 'group')) ?? ''}`;
}

function servedBy({ spec }: ManifestObject): string[] {
  return listOf(at(spec, 'versions')).flatMap((version) =>
    at(version, 'served') === true ? (textOf(at(version, 'name')) ?? []) : [],
  );
}
