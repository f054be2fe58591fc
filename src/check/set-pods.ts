import { addTo } from '../manifest/grouped';
import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, entriesOf, listOf, type Plain, wordOf } from '../manifest/plain';

/** What a selector finds in a set: the labels that pods of one template, or an object, have. */
export interface Labelled {
  /** The object that has the labels, or makes pods that have them. */
  readonly object: ManifestObject;

  /** The template of the pods; undefined where the labels are those of the object. */
  readonly template?: Plain;

  /** Each label, and each that it has for a time only, as `key=value`. */
  readonly labels: ReadonlySet<string>;
}

/** What of a set has labels, found by each of them. */
export type LabelIndex = ReadonlyMap<string, readonly Labelled[]>;

/** The pods that the objects of a set make. */
export function podsByLabel(set: ManifestSet): LabelIndex {
  return set.derive(makePods);
}

/** The Services of a set, by their own labels. */
export function servicesByLabel(set: ManifestSet): LabelIndex {
  return set.derive(makeServices);
}

const TEMPLATES: readonly (readonly [string, string, readonly string[]])[] = [
  ['argoproj.io', 'Rollout', ['spec', 'template']],
  ['apps', 'Deployment', ['spec', 'template']],
  ['apps', 'StatefulSet', ['spec', 'template']],
  ['apps', 'DaemonSet', ['spec', 'template']],
  ['apps', 'ReplicaSet', ['spec', 'template']],
  ['', 'ReplicationController', ['spec', 'template']],
  ['', 'PodTemplate', ['template']],
  ['', 'Pod', []],
  ['batch', 'Job', ['spec', 'template']],
  ['batch', 'CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
];

function makePods(set: ManifestSet): LabelIndex {
  const pods = TEMPLATES.flatMap(([group, kind, path]) =>
    set
      .ofKind(kind, group)
      .map((object) => labelled(object, at(object, ...path), kind === 'Rollout' ? extra(object.spec) : [])),
  );
  const others = [...set.ofKind('Experiment', 'argoproj.io'), ...set.ofKind('Rollout', 'argoproj.io')].flatMap(
    (object) => experimentTemplates(object.spec).map((template) => labelled(object, template, [])),
  );
  const jobs = ['AnalysisTemplate', 'ClusterAnalysisTemplate'].flatMap((kind) =>
    set
      .ofKind(kind, 'argoproj.io')
      .flatMap((object) =>
        listOf(at(object.spec, 'metrics')).map((metric) =>
          labelled(object, at(metric, 'provider', 'job', 'spec', 'template'), []),
        ),
      ),
  );
  return indexOf([...pods, ...others, ...jobs]);
}

function makeServices(set: ManifestSet): LabelIndex {
  return indexOf(
    set.ofKind('Service', '').map((object) => ({ object, labels: textsOf(entriesOf(object.metadata.labels)) })),
  );
}

function labelled(object: ManifestObject, template: Plain, more: readonly [string, Plain][]): Labelled {
  return { object, template, labels: textsOf([...entriesOf(at(template, 'metadata', 'labels')), ...more]) };
}

// Labels that the pods of a version have for the time that they are it.
function extra(spec: Plain): [string, Plain][] {
  const ways: ManifestPath[] = [
    ['canary', 'canaryMetadata'],
    ['canary', 'stableMetadata'],
    ['blueGreen', 'activeMetadata'],
    ['blueGreen', 'previewMetadata'],
  ];
  return ways.flatMap((way) => entriesOf(at(spec, 'strategy', ...way.map(String), 'labels')));
}

function experimentTemplates(spec: Plain): Plain[] {
  const steps = listOf(at(spec, 'strategy', 'canary', 'steps'));
  const own = listOf(at(spec, 'templates')).map((template) => at(template, 'template'));
  return [...own, ...steps.flatMap((step) => listOf(at(step, 'experiment', 'templates')))];
}

function textsOf(labels: readonly (readonly [string, Plain])[]): Set<string> {
  return new Set(labels.map(([key, value]) => `${key}=${wordOf(value)}`));
}

function indexOf(all: readonly Labelled[]): LabelIndex {
  const index = new Map<string, Labelled[]>();
  for (const one of all) {
    for (const label of one.labels) addTo(index, label, one);
  }
  return index;
}
