import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, type Plain } from '../manifest/plain';
import { releasesOf } from '../release/release';
import { stepsOfKind } from './step-kinds';

/** An experiment, and where it stands. */
export interface PlacedExperiment {
  /** The Rollout that has it in a step, or the Experiment. */
  readonly object: ManifestObject;

  /** The way to it in that object. */
  readonly path: ManifestPath;

  /** What stands there. */
  readonly value: Plain;

  /** How it is called in messages. */
  readonly text: string;

  /** Whether a release waits for its end. */
  readonly isStep: boolean;
}

/** All experiments of a set: those of steps, and the Experiments. */
export function experimentsIn(set: ManifestSet): PlacedExperiment[] {
  return [
    ...releasesOf(set).flatMap(({ rollout, steps }) =>
      stepsOfKind(steps, 'experiment').map(({ index, path, value }) => ({
        object: rollout,
        path: [...path, 'experiment'],
        value: at(value, 'experiment'),
        text: `the experiment of steps[${index}]`,
        isStep: true,
      })),
    ),
    ...set.ofKind('Experiment', 'argoproj.io').map((object) => ({
      object,
      path: ['spec'],
      value: object.spec,
      text: 'the Experiment',
      isStep: false,
    })),
  ];
}
