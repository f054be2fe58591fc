import type { Gate } from '../../release/gate';
import { type GateTime, gateTime, isRightAfterTraffic } from '../../release/gate-time';
import type { MeasuredMetric } from '../../release/measured-metric';
import { type Release, releasesOf } from '../../release/release';
import { FIRST_REQUEST_SECONDS } from '../../traffic/first-request';
import type { Problem } from '../finding';
import { hasInterval, limitOf } from '../metric-limit';
import { dryRunMetrics } from '../metric-rules';
import { secondsOf } from '../metric-seconds';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';
import { secondsText } from '../seconds-text';

/** A background analysis that measures before the canary has had a request. */
export const ANALYSIS_STARTS_BEFORE_TRAFFIC: Rule = {
  id: 'analysis-starts-before-traffic',
  severity: 'warning',
  what: 'A background analysis whose first measurement comes before the first request of the canary, or one of a step that has measured enough before it.',
  why: 'Without a startingStep the analysis starts when the ReplicaSet is made, before any of its pods is ready. That measurement sees the old version only, or nothing: a query of both versions is good whatever the new one does, one of the canary alone has no data.',
  remedy:
    'set startingStep to the step after the first weight, and give each metric an initialDelay of the time that its query looks back',
  source:
    'argo-rollouts rollout/analysis.go; pull request #4864, issue #3258; recorded on Argo Rollouts 1.10.2: first measurement after 0.0 s, first pod after 2.1 s, first request 0.15 to 2.5 s after the weight',
  *check(set) {
    const dryRun = dryRunMetrics(set);
    for (const release of releasesOf(set)) {
      for (const gate of release.gates) {
        const counted = { ...gate, metrics: gate.metrics.filter((metric) => !dryRun.has(metric)) };
        if (gate.place === 'background') yield* backgroundProblems(release, counted);
        if (gate.place === 'step') yield* stepProblems(release, counted);
      }
    }
  },
};

function* backgroundProblems(release: Release, gate: Gate): Generator<Problem> {
  const time = gateTime(release, gate);
  if (time?.idle === undefined) return;
  const early = gate.metrics.filter((metric) => isEarly(metric, time));
  if (early.length === 0) return;
  yield {
    object: release.rollout,
    path: gate.step === undefined ? gate.path : [...gate.path, 'startingStep'],
    message: `${beginText(release, gate, time)}: the first measurement of ${early.map(metricText).join(', ')} comes ${whenText(early, time)}`,
    remedy: remedyFor(release, time),
    related: early.map(({ template, path }) => ({ object: template, path, message: 'this metric' })),
  };
}

// Where an analysis of a step goes on long enough, its later measurements count.
function* stepProblems(release: Release, gate: Gate): Generator<Problem> {
  const { step = 0 } = gate;
  if (!isRightAfterTraffic(release, step)) return;
  for (const metric of gate.metrics.filter(needsRequests)) {
    const [delay, interval] = [secondsOf(metric, 'initialDelay'), secondsOf(metric, 'interval')];
    const [count, failureLimit] = [limitOf(metric, 'count'), limitOf(metric, 'failureLimit')];
    if (delay === undefined || interval === undefined || count === undefined) continue;
    if (failureLimit === undefined || failureLimit < 0) continue;
    const taken = hasInterval(metric) ? count : 1;
    const late = taken - Math.min(taken, earlyMeasurements(delay, interval));
    // That it can never fail, or never ends, is another matter.
    if (taken <= failureLimit || late > failureLimit) continue;
    yield {
      object: release.rollout,
      path: gate.path,
      message: `steps[${step}] runs right after the first weight, and of the ${taken === 1 ? 'one measurement' : `${taken} measurements`} of ${metricText(metric)} ${late === 0 ? 'none comes' : `only ${late} come`} after the canary's first request, up to 2.5 s after the weight: it cannot judge the new version`,
      remedy: 'let a pause come before it, or give the metric an initialDelay of the time that its query looks back',
      related: [{ object: metric.template, path: metric.path, message: 'this metric' }],
    };
  }
}

function isEarly(metric: MeasuredMetric, { idle = 0, start, traffic }: GateTime): boolean {
  const delay = secondsOf(metric, 'initialDelay');
  if (delay === undefined) return false;
  if (start > traffic && !needsRequests(metric)) return false;
  return delay < idle + FIRST_REQUEST_SECONDS;
}

// Those before the first request of the canary.
function earlyMeasurements(delay: number, interval: number): number {
  if (delay >= FIRST_REQUEST_SECONDS) return 0;
  return interval > 0 ? Math.ceil((FIRST_REQUEST_SECONDS - delay) / interval) : Number.POSITIVE_INFINITY;
}

// A Job and a web metric ask the pods themselves, which are ready, and Kayenta compares periods of its own.
function needsRequests({ provider }: MeasuredMetric): boolean {
  return provider !== undefined && !['job', 'web', 'kayenta', 'plugin'].includes(provider.key);
}

function beginText({ steps }: Release, { step }: Gate, { start, traffic }: GateTime): string {
  const weight = steps[traffic]?.weight;
  const first = weight === undefined ? `steps[${traffic}]` : `setWeight ${weight} of steps[${traffic}]`;
  if (start > traffic) return `startingStep ${start} is right after ${first}`;
  return step === undefined
    ? `without a startingStep the background analysis starts before ${first} sends the canary its first request`
    : `startingStep ${start} is before ${first} has sent the canary its first request`;
}

function whenText(early: readonly MeasuredMetric[], { start, traffic }: GateTime): string {
  const delays = early.map(({ limits }) => limits.initialDelaySeconds ?? 0);
  const when = `${secondsText(Math.min(...delays))} after the start`;
  if (start > traffic) return `${when}, and the first request up to 2.5 s after the weight`;
  return `${when}, when there is only the old version`;
}

function remedyFor({ steps }: Release, { start, traffic }: GateTime): string {
  if (start > traffic) return 'give the metric an initialDelay of the time that its query looks back, 3s at least';
  const next = traffic + 1;
  if (next >= steps.length) return 'let a pause follow the first weight, and set startingStep to its index';
  return `set startingStep to ${next}, and give the metric an initialDelay of the time that its query looks back`;
}
