import { grouped } from '../../manifest/grouped';
import { groupOf, type ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { type Release, releasesOf } from '../../release/release';
import type { Problem } from '../finding';
import { KNOWN_KINDS } from '../known-kinds';
import { isIn, labelQueryText, takenBy } from '../label-query';
import { releaseObjects } from '../release-objects';
import type { Rule } from '../rule';
import { type SelectingObject, selectingObjects } from '../selecting-objects';

/** A selector beside a Rollout that takes no pod. */
export const SELECTOR_MATCHES_NOTHING: Rule = {
  id: 'selector-matches-nothing',
  severity: 'warning',
  what: 'A Service, a PodDisruptionBudget, a monitor or another object beside a Rollout whose selector takes nothing of these files.',
  why: 'Nobody refuses it: the Service has no endpoints, the budget protects no pod, and the monitor scrapes nothing, so that a gate on its metrics sees no data.',
  remedy: 'let the selector have labels that the pods, or the Services, have, with the same values',
  source: 'Kubernetes: labels and selectors; prometheus-operator pkg/apis/monitoring/v1',
  *check(set) {
    const releases = releasesOf(set);
    if (releases.length === 0) return;
    const own = new Set(releases.flatMap(({ services }) => services.map(({ object }) => object)));
    for (const selecting of selectingObjects(set)) {
      // Those that a Rollout names are compared with its own pods.
      if (own.has(selecting.object) || !isKnownWhole(set, selecting)) continue;
      const { query, index, namespaces } = selecting;
      if (takenBy(query, index, namespaces).length === 0) yield problemOf(set, selecting);
    }
  },
};

function problemOf(set: ManifestSet, { object, path, query, what }: SelectingObject): Problem {
  const { kind, metadata } = object;
  const namesake = (set.derive(byName).get(metadata.name) ?? []).find(({ rollout }) => isBeside(object, rollout));
  const pods = what === 'pods' ? namesake?.pods : undefined;
  const known = set.isComplete ? `there are no such ${what}` : `no ${what} of these files have them`;
  return {
    object,
    path,
    message: `${kind} "${metadata.name}" selects ${what} with ${labelQueryText(query)}, and ${known}`,
    related:
      pods === undefined
        ? []
        : [{ object: pods.object, path: [...pods.path, 'metadata', 'labels'], message: 'the labels of the pods' }],
  };
}

/**
 * Whether all that a selector may find is in the set. In a complete one it is where the selector fits a Rollout of another
 * namespace, or where nothing makes pods of its own; else it is taken to be where the object has the name of a Rollout.
 */
function isKnownWhole(set: ManifestSet, selecting: SelectingObject): boolean {
  const { object, namespaces } = selecting;
  const namesakes = set.derive(byName).get(object.metadata.name) ?? [];
  if (namesakes.some(({ rollout, pods }) => pods !== undefined && isBeside(object, rollout))) return true;
  if (!set.isComplete || namespaces === 'any') return false;
  if (isMeantElsewhere(set, selecting)) return true;
  const isBesideRollout = set.derive(namespacesWithRollouts);
  const makers = set.derive(podMakers);
  return (
    namespaces.every((namespace) => isBesideRollout.has(namespace ?? '')) &&
    !makers.some((maker) => isIn(maker, namespaces))
  );
}

function isMeantElsewhere(set: ManifestSet, { query, index }: SelectingObject): boolean {
  const own = releaseObjects(set);
  return takenBy(query, index, 'any').some(({ object }) => own.has(object));
}

function isBeside({ metadata }: ManifestObject, rollout: ManifestObject): boolean {
  return metadata.namespace === rollout.metadata.namespace;
}

function byName(set: ManifestSet): ReadonlyMap<string, readonly Release[]> {
  return grouped(releasesOf(set), ({ rollout }) => rollout.metadata.name);
}

function namespacesWithRollouts(set: ManifestSet): ReadonlySet<string> {
  return new Set(releasesOf(set).map(({ rollout }) => rollout.metadata.namespace ?? ''));
}

// Objects of operators, which make pods with labels that are written nowhere.
function podMakers(set: ManifestSet): ManifestObject[] {
  return set.objects.filter(({ apiVersion, kind }) => {
    const isKnown = KNOWN_KINDS.get(groupOf(apiVersion))?.includes(kind) ?? WITHOUT_PODS.test(groupOf(apiVersion));
    return !isKnown || POD_MAKERS.has(kind);
  });
}

const WITHOUT_PODS = /(^|\.)(k8s\.io|istio\.io|linkerd\.io|cert-manager\.io|external-secrets\.io|getambassador\.io)$/;
const POD_MAKERS = new Set(
  (
    'Alertmanager Application ApplicationSet ArgoCD ContourDeployment CronWorkflow EventBus EventSource ' +
    'Gateway ImageUpdater Prometheus PrometheusAgent RolloutManager ScaledJob Sensor ThanosRuler Workflow WorkflowTemplate'
  ).split(' '),
);
