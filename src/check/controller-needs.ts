import { groupOf } from '../manifest/manifest';
import { at, isThere, listOf, type Plain, textOf } from '../manifest/plain';
import type { Release } from '../release/release';
import { workloadOf } from '../release/release-pods';
import type { ReleaseRoute } from '../release/release-routes';
import { type ClusterVersions, isAtLeast } from './cluster-versions';

/** What the controller has to be allowed for a release. */
export interface ControllerNeed {
  /** The API groups, of which one is enough. */
  readonly groups: readonly string[];

  /** The plural name of the kind. */
  readonly resource: string;

  /** The verbs; of those in one text, joined by `|`, one is enough. */
  readonly verbs: readonly string[];

  /** Whether the role that Argo Rollouts is installed with lacks it. */
  readonly isExtra: boolean;
}

/**
 * What the controller has to be allowed for a release: the least with which it works, as far as it depends on what the
 * Rollout says (argo-rollouts manifests/role/argo-rollouts-clusterrole.yaml, rollout/trafficrouting, rollout/service.go).
 */
export function controllerNeeds(release: Release, versions: ClusterVersions): ControllerNeed[] {
  return [...release.routes.flatMap(routeNeeds), ...workloadNeeds(release, versions), ...ownNeeds(release)];
}

/** The plural name of a kind, as roles have it. */
export function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  if (name.endsWith('y')) return `${name.slice(0, -1)}ies`;
  return name.endsWith('s') ? `${name}es` : `${name}s`;
}

function routeNeeds({ router, reference, object }: ReleaseRoute): ControllerNeed[] {
  const groups = object === undefined ? reference.groups : [groupOf(object.apiVersion)];
  const resource = pluralOf(reference.kind);
  return verbsFor(router.folder, reference.kind, reference.madeBy).map((verb) => ({
    groups,
    resource,
    verbs: [verb],
    isExtra: router.requires.permissions.some(
      ({ apiGroups, resources, verbs }) =>
        apiGroups.some((group) => groups.includes(group)) &&
        resources.includes(resource) &&
        verb.split('|').some((one) => verbs.includes(one)),
    ),
  }));
}

function verbsFor(router: string, kind: string, madeBy: 'git' | 'controller'): string[] {
  const write = WRITES[router] ?? 'update|patch';
  // What the controller has made, these two delete again; elsewhere it goes with the Rollout.
  const end = ['ambassador', 'apisix'].includes(router) ? ['delete'] : [];
  if (madeBy === 'controller') return ['create', write, ...end];
  const isOnlyRead = (router === 'app-mesh' && kind === 'VirtualService') || ['ambassador', 'nginx'].includes(router);
  return isOnlyRead ? ['get'] : ['get', write];
}

// With which of the two each writes (rollout/trafficrouting/*); of plugins it is not said here.
const WRITES: Readonly<Record<string, string>> = {
  alb: 'patch',
  nginx: 'patch',
  smi: 'patch',
  ambassador: 'update',
  apisix: 'update',
  'app-mesh': 'update',
  istio: 'update',
  traefik: 'update',
};

function workloadNeeds({ rollout }: Release, versions: ClusterVersions): ControllerNeed[] {
  const workload = workloadOf(rollout);
  if (workload === undefined) return [];
  const groups = [groupOf(workload.apiVersion)];
  const resource = pluralOf(workload.kind);
  const scaleDown = textOf(at(rollout.spec, 'workloadRef', 'scaleDown'));
  const isScaled = workload.kind === 'Deployment' && (scaleDown === 'onsuccess' || scaleDown === 'progressively');
  return [
    { groups, resource, verbs: ['get|list'], isExtra: false },
    // Issue #3672.
    ...(isScaled
      ? [{ groups, resource, verbs: ['update'], isExtra: !isAtLeast(versions['argo-rollouts'], '1.7.2') }]
      : []),
  ];
}

function ownNeeds({ services, gates, steps }: Release): ControllerNeed[] {
  const metrics = gates.flatMap((gate) => gate.metrics);
  const args = gates.flatMap((gate) => [...gate.args.values()]);
  const kinds = new Set(gates.flatMap(({ references }) => references.map(({ kind }) => kind)));
  return [
    need('apps', 'replicasets', ['create', 'update']),
    ...(services.length > 0 ? [need('', 'services', ['get|list', 'patch'])] : []),
    ...(gates.length > 0 ? [need('argoproj.io', 'analysisruns', ['create', 'patch'])] : []),
    ...[...kinds].map((kind) => need('argoproj.io', pluralOf(kind), ['get|list'])),
    ...(steps.some(({ value }) => isThere(at(value, 'experiment')))
      ? [need('argoproj.io', 'experiments', ['create', 'patch'])]
      : []),
    ...(steps.some(({ value }) => listOf(at(value, 'experiment', 'templates')).some(hasService))
      ? [need('', 'services', ['create', 'delete'])]
      : []),
    ...(metrics.some(({ provider }) => provider?.key === 'job') ? [need('batch', 'jobs', ['create', 'get|list'])] : []),
    ...(args.some(({ value }) => isThere(at(value, 'valueFrom', 'secretKeyRef')))
      ? [need('', 'secrets', ['get'])]
      : []),
  ];
}

// One with a weight gets a Service too.
function hasService(template: Plain): boolean {
  return isThere(at(template, 'service')) || isThere(at(template, 'weight'));
}

function need(group: string, resource: string, verbs: readonly string[]): ControllerNeed {
  return { groups: [group], resource, verbs, isExtra: false };
}
