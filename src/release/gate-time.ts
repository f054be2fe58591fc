import { goDurationSeconds } from '../manifest/go-duration';
import { at, isThere } from '../manifest/plain';
import type { Gate } from './gate';
import type { Release } from './release';
import { isRouteSet, ROUTE_STEP_KINDS } from './release-moment';
import { pauseSeconds, type ReleaseStep } from './release-step';

/** The time that a release spends at one weight while a background analysis runs. */
export interface WatchedWeight {
  /** The weight. */
  readonly weight: number;

  /** The step from which on it is watched. */
  readonly step: number;

  /** How long it is held, in seconds: infinite where the release waits for a person. */
  readonly seconds: number;
}

/** The time that a background analysis has, in seconds from its start, as far as the steps tell. */
export interface GateTime {
  /** The step at which it starts. */
  readonly start: number;

  /** The first step that sends requests to the canary, or may do so. */
  readonly traffic: number;

  /**
   * How long after the start the canary has no request at least; undefined where it has had some for a while when the
   * analysis starts.
   */
  readonly idle?: number;

  /** The weights, one after the other, that the analysis sees. */
  readonly weights: readonly WatchedWeight[];

  /** How long the steps are meant to last from the start on: infinite where the release waits for a person. */
  readonly planned: number;

  /** The longest that they can last, but for the seconds that pods need to start. */
  readonly most: number;
}

/** The time that a background analysis has; undefined for other analyses, and where no step sends requests to the canary. */
export function gateTime({ steps, routing }: Pick<Release, 'steps' | 'routing'>, gate: Gate): GateTime | undefined {
  if (gate.place !== 'background') return undefined;
  const start = Math.max(0, gate.step ?? 0);
  const traffic = steps.findIndex(sendsRequests);
  if (traffic === -1 || start >= steps.length) return undefined;
  const watched = steps.slice(start);
  return {
    start,
    traffic,
    idle: idleSeconds(steps, start, traffic, isThere(routing)),
    weights: weightsOf(watched),
    planned: sum(watched.map(plannedSeconds)),
    most: sum(watched.map(mostSeconds)),
  };
}

/** Whether a step comes right after the one that sends the canary its first requests, so that none may have come yet. */
export function isRightAfterTraffic({ steps, routing }: Pick<Release, 'steps' | 'routing'>, step: number): boolean {
  const traffic = steps.findIndex(sendsRequests);
  return traffic !== -1 && step > traffic && idleSeconds(steps, step, traffic, isThere(routing)) === 0;
}

/** Whether a step sends requests to the canary, or may do so. */
export function sendsRequests({ value, weight = 0 }: ReleaseStep): boolean {
  // A plugin may do anything.
  return weight > 0 || isThere(at(value, 'plugin')) || ROUTE_STEP_KINDS.some((kind) => isRouteSet(value, kind));
}

function idleSeconds(
  steps: readonly ReleaseStep[],
  start: number,
  traffic: number,
  isRouted: boolean,
): number | undefined {
  if (start <= traffic) return sum(steps.slice(start, traffic).map(plannedSeconds));
  // Without a router the pods are in the Service as soon as they are ready, and the step lasts until they are.
  if (!isRouted) return undefined;
  return steps.slice(traffic + 1, start).every((step) => mostSeconds(step) === 0) ? 0 : undefined;
}

function weightsOf(watched: readonly ReleaseStep[]): WatchedWeight[] {
  const weights: { weight: number; step: number; seconds: number }[] = [];
  for (const step of watched) {
    const last = weights.at(-1);
    const seconds = plannedSeconds(step);
    if (last?.weight === step.weightHere) last.seconds += seconds;
    else weights.push({ weight: step.weightHere, step: step.index, seconds });
  }
  return weights;
}

function plannedSeconds({ value }: ReleaseStep): number {
  return pauseSeconds(value) ?? experimentSeconds(value) ?? 0;
}

// What a person, an analysis or a plugin ends may last for ever.
function mostSeconds({ value }: ReleaseStep): number {
  if (['analysis', 'plugin'].some((kind) => isThere(at(value, kind)))) return Number.POSITIVE_INFINITY;
  if (isThere(at(value, 'experiment'))) return experimentSeconds(value) ?? Number.POSITIVE_INFINITY;
  return isThere(at(value, 'pause')) ? (pauseSeconds(value) ?? Number.POSITIVE_INFINITY) : 0;
}

function experimentSeconds(value: ReleaseStep['value']): number | undefined {
  const duration = at(value, 'experiment', 'duration');
  return typeof duration === 'string' ? goDurationSeconds(duration) : undefined;
}

function sum(seconds: readonly number[]): number {
  return seconds.reduce((total, some) => total + some, 0);
}
