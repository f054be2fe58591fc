import { type GateMetric, type GateOutcome, runGate } from './gate';
import { openMetrics } from './open-metrics';
import { PrometheusServer } from './prometheus-server';
import { playTraffic, type Release, type Traffic } from './traffic';

/** A release without its place in time and its chance, which follow from its place among the plays. */
export type Variation = Omit<Release, 'startsAt' | 'seed'>;

/** A release that a gate has watched; times in seconds from the change of the image. */
export interface Played {
  readonly outcome: GateOutcome;
  readonly traffic: Traffic;
  /** From the first canary request to the end of the gate. */
  readonly after: number;
  /** Failed requests of all requests until the end of the gate, 0 to 1. */
  readonly failed: number;
  /** The same, were each request to fail by exactly the version's chance. */
  readonly expectedFailed: number;
}

/** Any fixed time; nothing depends on the clock. */
const EPOCH = Date.UTC(2025, 0, 1) / 1000;
/** Each release has ten minutes of its own: no query looks back as far, so all can share a Prometheus unchanged. */
const SLOT = 600;

/** Many releases on one Prometheus, in named groups. */
export class Plays<Group extends string> {
  static async start<Group extends string>(groups: Readonly<Record<Group, readonly Variation[]>>) {
    const names = Object.keys(groups) as Group[];
    const plays = names
      .flatMap((group) => groups[group].map((variation, seed) => ({ group, variation, seed })))
      .map(({ group, variation, seed }, slot) => {
        const release = { ...variation, startsAt: EPOCH + slot * SLOT, seed };
        if (release.until > SLOT / 2) throw new Error(`a release may last ${SLOT / 2} s, got ${release.until}`);
        return { group, release, traffic: playTraffic(release) };
      });
    const samples = plays.flatMap(({ traffic }) => traffic.samples);
    return new Plays(plays, await PrometheusServer.start(openMetrics(samples)));
  }

  private constructor(
    private readonly plays: readonly {
      readonly group: Group;
      readonly release: Release;
      readonly traffic: Traffic;
    }[],
    private readonly server: PrometheusServer,
  ) {}

  /** Has a gate watch each release of a group, from a time of that release on. */
  async run(group: Group, metric: GateMetric, startedAt: number): Promise<Played[]> {
    const plays = this.plays.filter((play) => play.group === group);
    return Promise.all(plays.map(({ release, traffic }) => this.watch(release, traffic, metric, startedAt)));
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  private async watch(release: Release, traffic: Traffic, metric: GateMetric, startedAt: number): Promise<Played> {
    const { prometheusStopsAt = Number.POSITIVE_INFINITY } = release;
    const ask = async (query: string, time: number) => {
      if (time >= prometheusStopsAt) throw new Error('connection refused');
      return this.server.query(query, release.startsAt + time);
    };
    const outcome = await runGate({ metric, ask, startedAt, until: release.until });
    const { requests, canary, failed } = traffic.upTo(outcome.endedAt);
    return {
      outcome,
      traffic,
      after: outcome.endedAt - (traffic.firstCanaryRequest ?? Number.NaN),
      failed: failed / requests,
      expectedFailed: (canary * release.errorRate) / requests,
    };
  }
}
