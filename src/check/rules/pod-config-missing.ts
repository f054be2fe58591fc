import { addTo } from '../../manifest/grouped';
import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, type Plain, textOf } from '../../manifest/plain';
import { measurementsOf } from '../../release/measurements';
import { releasesOf } from '../../release/release';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import { metricText } from '../metric-text';
import { nearest } from '../nearest';
import { configReferences } from '../pod-configs';
import type { Rule } from '../rule';

/** A ConfigMap or a volume that pods of a release need, and that is not there. */
export const POD_CONFIG_MISSING: Rule = {
  id: 'pod-config-missing',
  severity: 'info',
  what: 'A ConfigMap or PersistentVolumeClaim that the pods of a Rollout, or the Job of a metric, need, and that is not among these files.',
  why: 'The pods wait for it and do not start. A release stands still until its progressDeadlineSeconds are over; a Job without an activeDeadlineSeconds holds it for ever.',
  remedy: 'add it, correct its name or its namespace, or say optional: true where the pods can do without it',
  source: 'Kubernetes: a volume or variable of a ConfigMap that is not there keeps the container from starting',
  *check(set) {
    for (const users of podsOfReleases(set)) {
      for (const need of needsOf(users.template)) {
        const problem = problemOf(set, users, need);
        if (problem !== undefined) yield problem;
      }
    }
  },
};

/** Pods, and the object in whose namespace they run. */
interface Pods {
  readonly who: string;
  readonly object: ManifestObject;
  readonly path: ManifestPath;
  readonly template: Plain;
  readonly runsWith: ManifestObject;
}

function podsOfReleases(set: ManifestSet): Pods[] {
  const own = releasesOf(set).flatMap(({ rollout, pods }) =>
    pods === undefined
      ? []
      : [{ who: `the pods of Rollout "${rollout.metadata.name}" need`, ...pods, runsWith: rollout }],
  );
  const jobs = measurementsOf(set)
    .filter(({ metric }) => metric.provider?.key === 'job')
    .map(({ metric, gate }) => ({
      who: `the Job of ${metricText(metric)} needs`,
      object: metric.template,
      path: [...metric.path, 'provider', 'job', 'spec', 'template'],
      template: at(metric.config, 'spec', 'template'),
      runsWith: gate?.rollout ?? metric.template,
    }));
  return [...own, ...jobs];
}

interface Need {
  readonly kind: string;
  readonly name: string;
  readonly way: ManifestPath;
}

function needsOf(template: Plain): Need[] {
  const spec = at(template, 'spec');
  const configs = configReferences(spec).filter(
    ({ kind, way }) => kind === 'ConfigMap' && at(spec, ...way.slice(0, -1).map(String), 'optional') !== true,
  );
  const claims = listOf(at(spec, 'volumes')).flatMap((volume, index) => {
    const name = textOf(at(volume, 'persistentVolumeClaim', 'claimName'));
    const way = ['volumes', index, 'persistentVolumeClaim', 'claimName'];
    return name === undefined ? [] : [{ kind: 'PersistentVolumeClaim', name, way }];
  });
  return [...configs, ...claims].filter(({ name }) => !name.includes('{{') && !OF_THE_CLUSTER.includes(name));
}

// What the cluster puts into each namespace.
const OF_THE_CLUSTER = [
  'kube-root-ca.crt',
  'openshift-service-ca.crt',
  'istio-ca-root-cert',
  'linkerd-identity-trust-roots',
];

function problemOf(
  set: ManifestSet,
  { who, object, path, runsWith }: Pods,
  { kind, name, way }: Need,
): Problem | undefined {
  const { namespace } = runsWith.metadata;
  if (set.tryFind({ groups: [''], kind, name }, runsWith) !== undefined) return undefined;
  const known = set.derive(namesByKind).get(`${kind} ${namespace ?? ''}`) ?? [];
  // Where there is none of the kind, they are kept somewhere else.
  if (known.length === 0 && !set.isComplete) return undefined;
  const meant = known.length > MANY ? undefined : nearest(name, known);
  const where = namespace === undefined ? '' : ` in the namespace ${quote(namespace)}`;
  return {
    object,
    path: [...path, 'spec', ...way],
    severity: set.isComplete ? 'warning' : 'info',
    message: `${who} the ${kind} ${quote(name)}, which ${set.isComplete ? 'does not exist' : 'is not among these files'}${where}${meant === undefined ? '' : `, did you mean ${quote(meant)}`}`,
  };
}

// Comparing a name with all of them takes its time.
const MANY = 100;

function namesByKind(set: ManifestSet): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { kind, metadata } of ['ConfigMap', 'PersistentVolumeClaim'].flatMap((one) => set.ofKind(one, ''))) {
    addTo(names, `${kind} ${metadata.namespace ?? ''}`, metadata.name);
  }
  return names;
}
