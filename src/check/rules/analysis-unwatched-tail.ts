import { addTo } from '../../manifest/grouped';
import type { ManifestSet } from '../../manifest/manifest-set';
import type { Gate } from '../../release/gate';
import { type GateTime, gateTime } from '../../release/gate-time';
import type { MeasuredMetric } from '../../release/measured-metric';
import { type Measurement, measurementsOf } from '../../release/measurements';
import type { Release } from '../../release/release';
import type { Problem } from '../finding';
import { hasInterval, limitOf } from '../metric-limit';
import { argumentsOfFields, placeOfField } from '../metric-place';
import { dryRunMetrics } from '../metric-rules';
import { secondsOf } from '../metric-seconds';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';
import { secondsText } from '../seconds-text';

/** A background analysis that is over before the release is, or comes too late to stop it. */
export const ANALYSIS_UNWATCHED_TAIL: Rule = {
  id: 'analysis-unwatched-tail',
  severity: 'warning',
  what: 'A background analysis that ends before the last step does, or that cannot measure often enough to fail before it.',
  why: 'On reaching its count a metric is Successful, and nothing measures after that. One that has measured too little when the steps are over is ended as Successful as well. In both cases the version is promoted, and everything looks green.',
  remedy: 'leave count out, and let the pauses last for failureLimit + 1 measurements at least',
  source:
    'argo-rollouts analysis/analysis.go, rollout/analysis.go; issue #1666; recorded on Argo Rollouts 1.10.2: no measurement after the last one of the count, and 0 measurements with pauses below initialDelay: promoted',
  *check(set) {
    for (const [gate, watches] of backgroundWatches(set)) {
      const { release } = watches[0] ?? {};
      if (release === undefined) continue;
      yield* lateProblems(gate, release, watches);
      if (gate.isWhole && watches.every(({ end }) => end !== undefined)) yield* tailProblems(gate, release, watches);
    }
  },
};

interface Watch {
  readonly measurement: Measurement;
  readonly release: Release;
  readonly time: GateTime;

  /** The seconds of its first measurement. */
  readonly delay: number;

  /** The seconds from one to the next; 0 for one that is measured once. */
  readonly interval: number;

  /** How often it is measured, if nothing fails. */
  readonly count: number;

  /** The seconds of its last measurement; undefined where it goes on, or cannot be known. */
  readonly end?: number;
}

function backgroundWatches(set: ManifestSet): ReadonlyMap<Gate, Watch[]> {
  const dryRun = dryRunMetrics(set);
  const byGate = new Map<Gate, Watch[]>();
  for (const measurement of measurementsOf(set)) {
    const { gate, release, metric } = measurement;
    if (gate === undefined || release === undefined || dryRun.has(metric)) continue;
    const time = gateTime(release, gate);
    if (time !== undefined) addTo(byGate, gate, watchOf(measurement, release, time));
  }
  return byGate;
}

function watchOf(measurement: Measurement, release: Release, time: GateTime): Watch {
  const { metric } = measurement;
  const delay = secondsOf(metric, 'initialDelay') ?? Number.NaN;
  const interval = secondsOf(metric, 'interval') ?? Number.NaN;
  const count = countOf(metric);
  const end = delay + (count - 1) * interval;
  // How long one measurement of these takes is not known.
  const isLong = ['job', 'kayenta', 'plugin'].includes(metric.provider?.key ?? 'plugin');
  return { measurement, release, time, delay, interval, count, ...(Number.isFinite(end) && !isLong ? { end } : {}) };
}

function countOf(metric: MeasuredMetric): number {
  const count = limitOf(metric, 'count') ?? Number.NaN;
  const successes = limitOf(metric, 'consecutiveSuccessLimit') ?? Number.NaN;
  if (!hasInterval(metric)) return 1;
  const most = count > 0 ? count : Number.POSITIVE_INFINITY;
  if (Number.isNaN(count + successes)) return Number.NaN;
  // Good measurements in a row end it as well.
  return successes > 0 ? Math.min(most, successes) : most;
}

function* tailProblems(gate: Gate, { gates }: Release, watches: readonly Watch[]): Generator<Problem> {
  // Analyses of steps and experiments may judge what comes after.
  if (gates.some(({ place }) => place !== 'background')) return;
  for (const { measurement, time, interval, count, end = 0 } of watches) {
    if (end + Math.max(1, interval) > time.planned) continue;
    const measured = count === 1 ? 'is measured once' : `ends Successful after ${count} measurements`;
    const rest = Number.isFinite(time.planned)
      ? `and nothing watches the other ${secondsText(time.planned - end)} of the steps`
      : 'and nothing watches the release while it waits for a person';
    const { object, path } = placeOfField(measurement, endingField(measurement.metric));
    yield {
      object,
      path,
      message: `${metricText(measurement.metric)} ${measured}, ${secondsText(end)} after the background analysis starts, ${rest}`,
      remedy: hasInterval(measurement.metric)
        ? `leave ${endingField(measurement.metric)} out, and the metric is measured as long as the release lasts`
        : 'give the metric an interval, and it is measured as long as the release lasts',
      related: [
        ...argumentsOfFields(measurement, ['count']),
        { object: gate.rollout, path: gate.path, message: 'used here' },
      ],
    };
  }
}

function endingField(metric: MeasuredMetric): 'count' | 'consecutiveSuccessLimit' | 'provider' {
  if (!hasInterval(metric)) return 'provider';
  return (limitOf(metric, 'consecutiveSuccessLimit') ?? 0) > 0 ? 'consecutiveSuccessLimit' : 'count';
}

function* lateProblems(gate: Gate, { rollout }: Release, watches: readonly Watch[]): Generator<Problem> {
  for (const watch of watches) {
    const { metric } = watch.measurement;
    const failureLimit = limitOf(metric, 'failureLimit');
    // An unknown time makes it unknown how many there are.
    const taken = measurementsIn(watch);
    if (failureLimit === undefined || failureLimit < 0 || Number.isNaN(taken) || taken > failureLimit) continue;
    // That it is measured too seldom for its own limits is another matter.
    if ((limitOf(metric, 'count') || Number.POSITIVE_INFINITY) <= failureLimit) continue;
    const { time, delay, interval } = watch;
    const times =
      interval === 0
        ? `initialDelay ${secondsText(delay)}`
        : `initialDelay ${secondsText(delay)}, interval ${secondsText(interval)}`;
    yield {
      object: rollout,
      path: gate.path,
      message: `the background analysis cannot stop the release: the steps from steps[${time.start}] on last ${secondsText(time.most)}, in which ${metricText(metric)} (${times}) measures the canary ${timesText(taken)}, and only failure number ${failureLimit + 1} aborts`,
      remedy: 'make the pauses longer, or the initialDelay, the interval or the failureLimit smaller',
      related: [{ object: metric.template, path: metric.path, message: 'this metric' }],
    };
  }
}

// The measurements between the first request of the canary and the last step.
function measurementsIn({ measurement: { metric }, time, delay, interval }: Watch): number {
  const count = hasInterval(metric) ? limitOf(metric, 'count') || Number.POSITIVE_INFINITY : 1;
  if (Number.isNaN(delay + interval) || limitOf(metric, 'count') === undefined) return Number.NaN;
  if (!Number.isFinite(time.most)) return Number.POSITIVE_INFINITY;
  const before = time.idle === undefined ? -1 : time.idle;
  if (interval <= 0) return delay > before && delay <= time.most ? 1 : 0;
  const last = Math.min(count - 1, Math.floor((time.most - delay) / interval));
  const first = delay > before ? 0 : Math.floor((before - delay) / interval) + 1;
  return Math.max(0, last - first + 1);
}

function timesText(times: number): string {
  return times === 0 ? 'not once' : times === 1 ? 'once' : `${times} times`;
}
