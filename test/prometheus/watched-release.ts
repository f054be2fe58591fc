import type { Chart } from 'cdk8s';
import type { IAnalysis } from '../../src';
import { routedCanary } from '../coverage/demo-rollouts';
import { demoChart, objectsOf } from '../demo-chart';
import { type GateMetric, type GateOutcome, runGate } from './gate';
import { openMetrics, type Sample } from './open-metrics';
import { PrometheusServer } from './prometheus-server';

/** The hashes of the two versions. */
export const STABLE = '6d4f8b9c7d';
export const CANARY = '85b9f7d6c4';

/** Any fixed time; nothing depends on the clock. */
export const EPOCH = Date.UTC(2025, 0, 1) / 1000;

/** Real answers to the queries of analyses about pods, each scenario in a namespace of its own. */
export class WatchedReleases {
  static async start(samples: readonly Sample[]): Promise<WatchedReleases> {
    return new WatchedReleases(await PrometheusServer.start(openMetrics(samples)));
  }

  private constructor(private readonly server: PrometheusServer) {}

  stop(): Promise<void> {
    return this.server.stop();
  }

  /** What each metric of a gate comes to at a namespace's rollout. */
  async outcomes(
    namespace: string,
    gate: (chart: Chart) => IAnalysis,
    { rollout = 'demo', until = 300 } = {},
  ): Promise<GateOutcome[]> {
    const ask = (query: string, time: number) => this.server.query(withArguments(query, rollout), EPOCH + time);
    return Promise.all(metricsOf(namespace, gate).map((metric) => runGate({ metric, ask, startedAt: 0, until })));
  }

  /** The same, as the first word of each outcome. */
  async phases(...run: Parameters<WatchedReleases['outcomes']>): Promise<string[]> {
    return (await this.outcomes(...run)).map(({ phase }) => phase);
  }
}

/** The metrics of a gate as they are rendered into its AnalysisTemplate. */
function metricsOf(namespace: string, gate: (chart: Chart) => IAnalysis): GateMetric[] {
  const chart = demoChart(namespace);
  routedCanary(chart, { analysis: { templates: [gate(chart)] } });
  return objectsOf(chart).flatMap(({ kind, spec }) => (kind === 'AnalysisTemplate' ? spec.metrics : []));
}

function withArguments(query: string, rollout: string): string {
  return query
    .replaceAll('{{args.rollout-name}}', rollout)
    .replaceAll('{{args.canary-hash}}', CANARY)
    .replaceAll('{{args.stable-hash}}', STABLE);
}
