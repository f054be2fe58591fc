import { type AssessmentLimits, phaseAfter, secondsToNext } from '../../src/analysis/assessment';
import { type MeasurementPhase, measure } from '../../src/analysis/conditions/measurement';
import { NUMBER, NUMBERS } from '../../src/analysis/conditions/result-type';

/** What a Prometheus query hands to a condition: a vector's values (empty without series) or a scalar. */
export type MetricResult = number | readonly number[];

/** One metric of a rendered AnalysisTemplate, as far as a Prometheus gate is concerned. */
export interface GateMetric {
  readonly name: string;
  readonly interval?: string;
  readonly initialDelay?: string;
  readonly count?: number;
  readonly successCondition?: string;
  readonly failureCondition?: string;
  readonly failureLimit?: number;
  readonly inconclusiveLimit?: number;
  readonly consecutiveErrorLimit?: number;
  readonly consecutiveSuccessLimit?: number;
  readonly provider: { readonly prometheus: { readonly query: string } };
}

/** The result of a measurement, and of a whole gate: Failed and Error abort the release, Inconclusive pauses it. */
export type GatePhase = MeasurementPhase;

/** One measurement; `value` is missing and `message` tells why when the query itself failed. */
export interface Measurement {
  readonly time: number;
  readonly phase: GatePhase;
  readonly value?: MetricResult;
  readonly message?: string;
}

/** What a gate came to, and when. */
export interface GateOutcome {
  readonly phase: GatePhase;
  readonly endedAt: number;
  readonly measurements: readonly Measurement[];
}

/** Where a metric is measured, and from when to when; times in seconds. */
export interface GateRun {
  readonly metric: GateMetric;
  /** Answers the query at an instant; a rejection is an Error measurement, as in Argo's provider. */
  readonly ask: (query: string, time: number) => MetricResult | Promise<MetricResult>;
  readonly startedAt: number;
  /** When the release ends and terminates the run, which then counts as Successful. */
  readonly until: number;
}

/**
 * Plays the measurements of one metric as the controller of Argo Rollouts takes and assesses them.
 *
 * Whole seconds are not modelled: the controller cuts each stored time to one, and so measures up to a second earlier.
 *
 * @throws on a duration that is none
 * @see argo-rollouts analysis/analysis.go
 */
export async function runGate({ metric, ask, startedAt, until }: GateRun): Promise<GateOutcome> {
  const query = metric.provider.prometheus.query;
  const limits: AssessmentLimits = {
    ...metric,
    intervalSeconds: metric.interval === undefined ? undefined : seconds(metric.interval),
  };
  const measurements: Measurement[] = [];

  let time = startedAt + (metric.initialDelay === undefined ? 0 : seconds(metric.initialDelay));
  while (time < until) {
    const measurement = await measureAt(time);
    measurements.push(measurement);
    const phase = phaseAfter(
      measurements.map((one) => one.phase),
      limits,
    );
    if (phase !== 'Running') return { phase, endedAt: time, measurements };
    time += secondsToNext(measurement.phase, limits);
  }
  return { phase: 'Successful', endedAt: until, measurements };

  async function measureAt(at: number): Promise<Measurement> {
    let value: MetricResult;
    try {
      value = await ask(query, at);
    } catch (error) {
      return { time: at, phase: 'Error', message: error instanceof Error ? error.message : String(error) };
    }
    const type = typeof value === 'number' ? NUMBER : NUMBERS;
    return { time: at, value, ...measure(metric.successCondition, metric.failureCondition, value, type) };
  }
}

/** Seconds of a Go duration such as `1m30s`. */
function seconds(duration: string): number {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(duration)) throw new Error(`not a Go duration: ${duration}`);
  const unit: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };
  const parts = duration.matchAll(/([\d.]+)(ms|s|m|h)/g);
  return [...parts].reduce((sum, [, value, name]) => sum + Number(value) * (unit[name ?? ''] ?? Number.NaN), 0);
}
