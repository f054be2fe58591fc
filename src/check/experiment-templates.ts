import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, isThere, listOf, type Plain, textOf } from '../manifest/plain';
import { releasesOf } from '../release/release';
import { stepsOfKind } from './step-kinds';

/** Pods of an experiment for which the controller makes a Service. */
export interface ServedTemplate {
  /** The Rollout with the step, or the Experiment. */
  readonly object: ManifestObject;

  /** The way to the template of the experiment. */
  readonly path: ManifestPath;

  /**
   * The step of the Rollout.
   * @default - none: an Experiment
   */
  readonly step?: number;

  /** The name of the template. */
  readonly name?: string;

  /** What stands there. */
  readonly value: Plain;

  /**
   * The pods.
   * @default - the object that describes them is not in the set
   */
  readonly pods?: TemplatePods;
}

/** Where the pods of an experiment are described. */
export interface TemplatePods {
  /** The object. */
  readonly object: ManifestObject;

  /** The way to the template of the pods. */
  readonly path: ManifestPath;

  /** That template. */
  readonly template: Plain;
}

/** The templates of the experiments of a set that get a Service: by a `weight`, or because they ask for one. */
export function servedTemplates(set: ManifestSet): readonly ServedTemplate[] {
  return set.derive(makeTemplates);
}

function makeTemplates(set: ManifestSet): ServedTemplate[] {
  const ofSteps = releasesOf(set).flatMap(({ rollout, steps, pods }) =>
    stepsOfKind(steps, 'experiment').flatMap(({ index, path, value }) =>
      listOf(at(value, 'experiment', 'templates')).map((template, number) => ({
        object: rollout,
        path: [...path, 'experiment', 'templates', number],
        step: index,
        value: template,
        ...(pods && { pods }),
      })),
    ),
  );
  const ofExperiments = set.ofKind('Experiment', 'argoproj.io').flatMap((object) =>
    listOf(at(object.spec, 'templates')).map((value, number) => {
      const path = ['spec', 'templates', number];
      return { object, path, value, pods: { object, path: [...path, 'template'], template: at(value, 'template') } };
    }),
  );
  return [
    ...ofSteps.filter(({ value }) => isThere(at(value, 'weight')) || isThere(at(value, 'service'))),
    ...ofExperiments.filter(({ value }) => isThere(at(value, 'service'))),
  ].map((template) => ({ ...template, name: textOf(at(template.value, 'name')) }));
}
