import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import { NoData, Prometheus, SaturationAnalysis, type SaturationAnalysisProps } from '../../src';
import { missingBinaries, testWithPrometheus } from './available';
import { type ContainerRun, type PodRun, podSamples } from './pod-series';
import { CANARY, EPOCH, STABLE, WatchedReleases } from './watched-release';

const GIB = 2 ** 30;
/** With it only seven characters of the hash are left in the names of the pods. */
const LONG_NAME = 'a-rollout-with-a-name-of-just-fifty-characters-abc';

const app = (run: Partial<ContainerRun> = {}): ContainerRun => ({
  name: 'app',
  cores: () => 0.4,
  bytes: 0.5 * GIB,
  limits: { cpu: 1, memory: GIB },
  ...run,
});

/** The pods of both versions; two of the canary are there from the start, and one comes with the second weight. */
function pods(
  runs: { stable?: ContainerRun[]; canary?: ContainerRun[]; late?: ContainerRun[] },
  rollout = 'demo',
): PodRun[] {
  const { stable = [app()], canary = [app()], late = [app()] } = runs;
  return [
    { replicaSet: `${rollout}-${STABLE}`, suffix: 'aaaaa', startedAt: -1200, containers: stable },
    { replicaSet: `${rollout}-${CANARY}`, suffix: 'bbbbb', startedAt: -10, containers: [app()] },
    { replicaSet: `${rollout}-${CANARY}`, suffix: 'ccccc', startedAt: -10, containers: canary },
    { replicaSet: `${rollout}-${CANARY}`, suffix: 'ddddd', startedAt: 125, containers: late },
  ];
}

const busy = app({ cores: () => 0.95 });
const full = app({ bytes: 0.95 * GIB });
/** What a compiler in the application does at first. */
const warmingUp = app({ cores: (age) => (age < 90 ? 1 : 0.4) });
const proxy = (run: Partial<ContainerRun> = {}) => app({ name: 'proxy', ...run });

const SCENARIOS: Readonly<Record<string, PodRun[]>> = {
  calm: pods({}),
  'busy-stable': pods({ stable: [app({ cores: () => 0.99, bytes: 0.99 * GIB })] }),
  'busy-canary': pods({ canary: [busy] }),
  'full-canary': pods({ canary: [full] }),
  'full-proxy': pods({ canary: [app(), proxy({ bytes: 0.95 * GIB })] }),
  'busy-newcomer': pods({ late: [busy] }),
  'warming-up': pods({ canary: [warmingUp], late: [warmingUp] }),
  'without-limits': pods({ canary: [app({ limits: {}, cores: () => 4 })] }),
  'no-limits-at-all': pods({}).map((pod) => ({ ...pod, containers: [app({ limits: {} })] })),
  'no-canary': pods({}).slice(0, 1),
  'long-calm': pods({ stable: [busy] }, LONG_NAME),
  'long-busy': pods({ canary: [busy] }, LONG_NAME),
};

const gate =
  (props: Partial<SaturationAnalysisProps> = {}) =>
  (chart: Chart) =>
    new SaturationAnalysis(chart, 'saturation', {
      provider: Prometheus.at('http://prometheus:9090'),
      cpuAtMost: 0.8,
      memoryAtMost: 0.9,
      onNoData: NoData.FAIL,
      ...props,
    });

describe('the gate on saturation on a real Prometheus', () => {
  let releases: WatchedReleases;

  beforeAll(async () => {
    if (missingBinaries().length > 0) return;
    const samples = Object.entries(SCENARIOS).flatMap(([namespace, runs]) =>
      podSamples({ namespace, epoch: EPOCH, pods: runs, until: 300 }),
    );
    releases = await WatchedReleases.start(samples);
  }, 30_000);
  afterAll(() => releases?.stop());

  const phases = (namespace: string, props?: Partial<SaturationAnalysisProps>, rollout?: string) =>
    releases.phases(namespace, gate(props), { rollout });

  testWithPrometheus('lets a version with room to spare through, whatever the stable one uses', async () => {
    expect(await phases('calm')).toEqual(['Successful', 'Successful']);
    expect(await phases('busy-stable')).toEqual(['Successful', 'Successful']);
  });

  testWithPrometheus('aborts for one busy container of one pod, and has its share of the limit', async () => {
    const [cpu, memory] = await releases.outcomes('busy-canary', gate());
    expect(cpu).toMatchObject({ phase: 'Failed', endedAt: 105 });
    expect(Number(cpu?.measurements[0]?.value?.toString())).toBeCloseTo(0.95, 2);
    expect(memory?.phase).toBe('Successful');
  });

  testWithPrometheus('aborts for a container that is nearly out of memory', async () => {
    const [cpu, memory] = await releases.outcomes('full-canary', gate());
    expect(cpu?.phase).toBe('Successful');
    expect(memory?.phase).toBe('Failed');
    expect(memory?.measurements.map(({ value }) => value)).toEqual([[0.95], [0.95]]);
  });

  testWithPrometheus('measures the named containers alone', async () => {
    expect(await phases('full-proxy')).toEqual(['Successful', 'Failed']);
    expect(await phases('full-proxy', { containers: ['app'] })).toEqual(['Successful', 'Successful']);
  });

  testWithPrometheus('watches pods that come later once they fill a window', async () => {
    const [cpu] = await releases.outcomes('busy-newcomer', gate());
    expect(cpu?.phase).toBe('Failed');
    // It started at 125, was first seen at 135, and fills the window a minute later.
    expect(cpu?.endedAt).toBe(210);
  });

  testWithPrometheus('forgives a container what it uses while it warms up', async () => {
    expect(await phases('warming-up', { memoryAtMost: undefined })).toEqual(['Failed']);
    const patient = { memoryAtMost: undefined, warmUp: Duration.seconds(90) };
    expect(await phases('warming-up', patient)).toEqual(['Successful']);
    expect(await phases('busy-canary', patient)).toEqual(['Failed']);
  });

  testWithPrometheus('passes over a container without a limit', async () => {
    expect(await phases('without-limits')).toEqual(['Successful', 'Successful']);
  });

  testWithPrometheus('tells the versions apart under a name so long that their pods have no hash', async () => {
    expect(await phases('long-calm', {}, LONG_NAME)).toEqual(['Successful', 'Successful']);
    expect(await phases('long-busy', {}, LONG_NAME)).toEqual(['Failed', 'Successful']);
  });

  testWithPrometheus('says what is declared where nothing is known', async () => {
    for (const [onNoData, phase] of [
      [NoData.PASS, 'Successful'],
      [NoData.FAIL, 'Failed'],
      [NoData.INCONCLUSIVE, 'Inconclusive'],
    ] as const) {
      expect(await phases('no-canary', { onNoData })).toEqual([phase, phase]);
      expect(await phases('no-limits-at-all', { onNoData })).toEqual([phase, phase]);
    }
  });
});
