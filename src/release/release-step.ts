import { goDurationSeconds } from '../manifest/go-duration';
import type { ManifestPath } from '../manifest/manifest-path';
import { at, entriesOf, isThere, listOf, numberOf, type Plain, wordOf } from '../manifest/plain';

/** A step of a canary strategy. */
export interface ReleaseStep {
  /** Its place among the steps, from 0 as Argo counts them. */
  readonly index: number;

  /** The way to it in the Rollout. */
  readonly path: ManifestPath;

  /** What stands there. */
  readonly value: Plain;

  /** The kinds that it has, such as `setWeight`: exactly one in a step that works. */
  readonly kinds: readonly string[];

  /** The weight that it sets; undefined for a step that sets none. */
  readonly weight?: number;

  /** The weight that the canary has been given when this step is the current one, this one included; 0 before any. */
  readonly weightHere: number;
}

/** The steps of a canary strategy. */
export function releaseSteps(canary: Plain): ReleaseStep[] {
  let weightHere = 0;
  return listOf(at(canary, 'steps')).map((value, index) => {
    const weight = numberOf(at(value, 'setWeight'));
    weightHere = weight ?? weightHere;
    const kinds = entriesOf(value)
      .filter(([, content]) => isThere(content))
      .map(([key]) => key);
    return { index, path: ['spec', 'strategy', 'canary', 'steps', index], value, kinds, weight, weightHere };
  });
}

/**
 * The seconds that a pause lasts: infinite for one that waits for a person, undefined where a step is no pause or its
 * duration cannot be read. A number or a text without a unit is seconds, and parts of a second do not count
 * (argo-rollouts pkg/apis/rollouts/v1alpha1/types.go).
 */
export function pauseSeconds(step: Plain): number | undefined {
  const pause = at(step, 'pause');
  if (!isThere(pause)) return undefined;
  const duration = at(pause, 'duration');
  if (!isThere(duration)) return Number.POSITIVE_INFINITY;
  const seconds = durationSeconds(duration);
  return seconds === undefined || seconds < 0 ? undefined : Math.trunc(seconds);
}

function durationSeconds(duration: Plain): number | undefined {
  if (typeof duration === 'number') return Number.isInteger(duration) ? duration : undefined;
  const text = wordOf(duration);
  return /^[+-]?\d+$/.test(text) ? Number(text) : goDurationSeconds(text);
}
