import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, isThere, listOf, type Plain } from '../manifest/plain';
import { type GateArguments, gateArguments } from './gate-arguments';
import { type MeasuredMetric, metricsOfTemplate } from './measured-metric';
import { flattened, type TemplateReference, templateReferences } from './template-reference';

/** Where a release runs an analysis. */
export type GatePlace = 'background' | 'step' | 'experiment' | 'prePromotion' | 'postPromotion';

/** A place at which a release runs an analysis, with the templates, arguments and metrics of it. */
export interface Gate {
  /** The Rollout. */
  readonly rollout: ManifestObject;

  /** Where in the release it is. */
  readonly place: GatePlace;

  /**
   * The step that it is part of, or the one from which a background analysis runs.
   * @default - none: a blue-green strategy, or a background analysis that runs from the begin
   */
  readonly step?: number;

  /** The way to it in the Rollout. */
  readonly path: ManifestPath;

  /** What stands there. */
  readonly value: Plain;

  /** The templates that it names. */
  readonly references: readonly TemplateReference[];

  /** Those templates and all that they name in turn, each once, as far as they are in the set. */
  readonly templates: readonly ManifestObject[];

  /** Whether all of them are in the set. */
  readonly isWhole: boolean;

  /** The values that the analysis is given. */
  readonly args: GateArguments;

  /** What it measures, with the arguments put in. */
  readonly metrics: readonly MeasuredMetric[];
}

/** The places at which a Rollout runs analyses. */
export function gatesOf(set: ManifestSet, rollout: ManifestObject): Gate[] {
  return placesOf(rollout).map((place) => gateAt(set, rollout, place));
}

/** The analyses of the Experiments of a set that belong to no release; `rollout` is the Experiment. */
export function experimentGates(set: ManifestSet): readonly Gate[] {
  return set.derive(makeExperimentGates);
}

function makeExperimentGates(set: ManifestSet): Gate[] {
  return set.ofKind('Experiment', ARGO).flatMap((experiment) =>
    listOf(at(experiment.spec, 'analyses')).map((value, index) => {
      return gateAt(set, experiment, { place: 'experiment', path: ['spec', 'analyses', index], value });
    }),
  );
}

interface Place {
  readonly place: GatePlace;
  readonly step?: number;
  readonly path: ManifestPath;
  readonly value: Plain;
}

const ARGO = 'argoproj.io';
const CANARY: ManifestPath = ['spec', 'strategy', 'canary'];
const BLUE_GREEN: ManifestPath = ['spec', 'strategy', 'blueGreen'];

function placesOf(rollout: ManifestObject): Place[] {
  const canary = at(rollout.spec, 'strategy', 'canary');
  const blueGreen = at(rollout.spec, 'strategy', 'blueGreen');
  const start = at(canary, 'analysis', 'startingStep');
  const places: Place[] = [
    {
      place: 'background',
      step: typeof start === 'number' ? start : undefined,
      path: [...CANARY, 'analysis'],
      value: at(canary, 'analysis'),
    },
    ...listOf(at(canary, 'steps')).flatMap((step, index) => placesOfStep(step, index)),
    ...(['prePromotion', 'postPromotion'] as const).map((place) => ({
      place,
      path: [...BLUE_GREEN, `${place}Analysis`],
      value: at(blueGreen, `${place}Analysis`),
    })),
  ];
  return places.filter(({ value }) => isThere(value));
}

function placesOfStep(step: Plain, index: number): Place[] {
  const path = [...CANARY, 'steps', index];
  const analyses = listOf(at(step, 'experiment', 'analyses')).map((value, number) => ({
    place: 'experiment' as const,
    step: index,
    path: [...path, 'experiment', 'analyses', number],
    value,
  }));
  return [{ place: 'step', step: index, path: [...path, 'analysis'], value: at(step, 'analysis') }, ...analyses];
}

function gateAt(set: ManifestSet, rollout: ManifestObject, { place, step, path, value }: Place): Gate {
  // An analysis of an experiment names one template itself, the others have a list.
  const references =
    place === 'experiment'
      ? templateReferences(set, rollout, [value], [path])
      : templateReferences(
          set,
          rollout,
          listOf(at(value, 'templates')),
          listOf(at(value, 'templates')).map((_, index) => [...path, 'templates', index]),
        );
  const { templates, isWhole } = flattened(set, rollout, references);
  const args = gateArguments(rollout, path, listOf(at(value, 'args')), templates);
  return {
    rollout,
    place,
    ...(step === undefined ? {} : { step }),
    path,
    value,
    references,
    templates,
    isWhole,
    args,
    metrics: templates.flatMap((template) => metricsOfTemplate(set, template, args)),
  };
}
