import { type Condition, type MetricResult, parseCondition } from './condition';

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
  readonly provider: { readonly prometheus: { readonly query: string } };
}

/** The result of a measurement, and of a whole gate: Failed and Error abort the release, Inconclusive pauses it. */
export type GatePhase = 'Successful' | 'Failed' | 'Inconclusive' | 'Error';

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

/** The seconds the controller waits after an Error, whatever the interval (argo-rollouts analysis/analysis.go). */
const ERROR_RETRY = 10;

/**
 * Plays the measurements of one metric as the controller of Argo Rollouts takes and assesses them.
 *
 * Whole seconds are not modelled: the controller cuts each stored time to one, and so measures up to a second earlier.
 *
 * @throws on a condition or setting that is not modelled
 * @see argo-rollouts analysis/analysis.go
 */
export async function runGate({ metric, ask, startedAt, until }: GateRun): Promise<GateOutcome> {
  if ('consecutiveSuccessLimit' in metric) throw new Error('consecutiveSuccessLimit is not modelled');
  const assess = assessment(metric);
  const query = metric.provider.prometheus.query;
  const interval = metric.interval === undefined ? 0 : seconds(metric.interval);
  const measurements: Measurement[] = [];

  let time = startedAt + (metric.initialDelay === undefined ? 0 : seconds(metric.initialDelay));
  while (time < until) {
    const measurement = await measure(time);
    measurements.push(measurement);
    const phase = verdict(metric, measurements);
    if (phase !== undefined) return { phase, endedAt: time, measurements };
    time += measurement.phase === 'Error' ? ERROR_RETRY : interval;
  }
  return { phase: 'Successful', endedAt: until, measurements };

  async function measure(at: number): Promise<Measurement> {
    let value: MetricResult | undefined;
    try {
      value = await ask(query, at);
      return { time: at, value, phase: assess(value) };
    } catch (error) {
      return { time: at, value, phase: 'Error', message: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** Argo's reading of the two conditions (argo-rollouts utils/evaluate/evaluate.go). */
function assessment({ successCondition, failureCondition }: GateMetric): (value: MetricResult) => GatePhase {
  const succeeds = parseOptional(successCondition);
  const fails = parseOptional(failureCondition);
  return (value) => {
    const succeeded = succeeds?.(value) ?? fails === undefined;
    const failed = fails?.(value) ?? !succeeded;
    if (failed) return 'Failed';
    return succeeded || succeeds === undefined ? 'Successful' : 'Inconclusive';
  };
}

function parseOptional(condition: string | undefined): Condition | undefined {
  return condition ? parseCondition(condition) : undefined;
}

/** What the measurements so far mean for the metric; undefined while it goes on. */
function verdict(metric: GateMetric, measurements: readonly Measurement[]): GatePhase | undefined {
  const number = (phase: GatePhase) => measurements.filter((measurement) => measurement.phase === phase).length;
  const sinceLastAnswer = [...measurements].reverse().findIndex(({ phase }) => phase !== 'Error');
  const consecutiveErrors = sinceLastAnswer < 0 ? measurements.length : sinceLastAnswer;
  const failureLimit = metric.failureLimit ?? 0;

  if (failureLimit >= 0 && number('Failed') > failureLimit) return 'Failed';
  if (number('Inconclusive') > (metric.inconclusiveLimit ?? 0)) return 'Inconclusive';
  if (consecutiveErrors > (metric.consecutiveErrorLimit ?? 4)) return 'Error';
  const count = metric.count || (metric.interval === undefined ? 1 : Number.POSITIVE_INFINITY);
  return measurements.length - number('Error') >= count ? 'Successful' : undefined;
}

/** Seconds of a Go duration such as `1m30s`. */
function seconds(duration: string): number {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(duration)) throw new Error(`not a Go duration: ${duration}`);
  const unit: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };
  const parts = duration.matchAll(/([\d.]+)(ms|s|m|h)/g);
  return [...parts].reduce((sum, [, value, name]) => sum + Number(value) * (unit[name ?? ''] ?? Number.NaN), 0);
}
