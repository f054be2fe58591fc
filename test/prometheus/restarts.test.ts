import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Chart } from 'cdk8s';
import { NoData, Prometheus, RestartAnalysis, type RestartAnalysisProps } from '../../src';
import { missingBinaries, testWithPrometheus } from './available';
import { type PodRun, podSamples } from './pod-series';
import { CANARY, EPOCH, STABLE, WatchedReleases } from './watched-release';

/** The pods of both versions; the canary's are ten seconds old unless told otherwise. */
function pods(restarts: {
  stable?: number[];
  canary?: number[];
  proxy?: number[];
  canaryStartedAt?: number;
}): PodRun[] {
  const { stable = [], canary = [], proxy = [], canaryStartedAt = -10 } = restarts;
  return [
    {
      replicaSet: `demo-${STABLE}`,
      suffix: 'aaaaa',
      startedAt: -1200,
      containers: [{ name: 'app', restartedAt: stable }],
    },
    ...['bbbbb', 'ccccc'].map((suffix, index) => ({
      replicaSet: `demo-${CANARY}`,
      suffix,
      startedAt: canaryStartedAt,
      containers: [
        { name: 'app', restartedAt: index === 0 ? canary : [] },
        { name: 'proxy', restartedAt: index === 0 ? proxy : [] },
      ],
    })),
  ];
}

const SCENARIOS = {
  quiet: pods({}),
  'only-stable': pods({ stable: [-900, -5, 20, 60, 100] }),
  'before-the-first-scrape': pods({ canary: [-6] }),
  later: pods({ canary: [130] }),
  twice: pods({ canary: [40, 80] }),
  'three-times': pods({ canary: [40, 80, 120] }),
  proxy: pods({ proxy: [20] }),
  'ran-before': pods({ canary: [-1150, -1100, -1050], canaryStartedAt: -1200 }),
  'ran-before-and-crashes': pods({ canary: [-1150, -1100, 50], canaryStartedAt: -1200 }),
  'no-canary': pods({}).slice(0, 1),
};

const gate =
  (props: Partial<RestartAnalysisProps> = {}) =>
  (chart: Chart) =>
    new RestartAnalysis(chart, 'restarts', {
      provider: Prometheus.at('http://prometheus:9090'),
      onNoData: NoData.FAIL,
      ...props,
    });

describe('the gate on restarts on a real Prometheus', () => {
  let releases: WatchedReleases;

  beforeAll(async () => {
    if (missingBinaries().length > 0) return;
    const samples = Object.entries(SCENARIOS).flatMap(([namespace, runs]) =>
      podSamples({
        namespace,
        epoch: EPOCH,
        pods: runs,
        until: 300,
        stateMetricsReplacedAt: namespace === 'ran-before' ? 60 : undefined,
      }),
    );
    releases = await WatchedReleases.start(samples);
  }, 30_000);
  afterAll(() => releases?.stop());

  testWithPrometheus('lets a version through that restarts nothing, whatever the stable one does', async () => {
    expect(await releases.phases('quiet', gate())).toEqual(['Successful']);
    expect(await releases.phases('only-stable', gate())).toEqual(['Successful']);
  });

  testWithPrometheus('aborts for a restart before the first scrape of the pod', async () => {
    const [outcome] = await releases.outcomes('before-the-first-scrape', gate());
    expect(outcome).toMatchObject({ phase: 'Failed', endedAt: 45 });
    expect(outcome?.measurements.map(({ value }) => value)).toEqual([[1], [1]]);
  });

  testWithPrometheus('aborts for a restart in the middle of the release, once it is measured twice', async () => {
    const [outcome] = await releases.outcomes('later', gate());
    expect(outcome).toMatchObject({ phase: 'Failed', endedAt: 150 });
  });

  testWithPrometheus('counts the restarts of all pods together, and tolerates as many as it is told', async () => {
    expect(await releases.phases('twice', gate({ atMost: 2 }))).toEqual(['Successful']);
    expect(await releases.phases('three-times', gate({ atMost: 2 }))).toEqual(['Failed']);
  });

  testWithPrometheus('counts the named containers alone', async () => {
    expect(await releases.phases('proxy', gate())).toEqual(['Failed']);
    expect(await releases.phases('proxy', gate({ containers: ['app'] }))).toEqual(['Successful']);
    expect(await releases.phases('proxy', gate({ containers: ['app', 'proxy'] }))).toEqual(['Failed']);
  });

  // A version that is gone back to may have pods that run for long, and kube-state-metrics may be moved meanwhile.
  testWithPrometheus('does not count what pods did before the window', async () => {
    expect(await releases.phases('ran-before', gate())).toEqual(['Successful']);
    expect(await releases.phases('ran-before-and-crashes', gate())).toEqual(['Failed']);
  });

  testWithPrometheus('says what is declared where no pod of the canary is known', async () => {
    for (const [onNoData, phase] of [
      [NoData.PASS, 'Successful'],
      [NoData.FAIL, 'Failed'],
      [NoData.INCONCLUSIVE, 'Inconclusive'],
    ] as const) {
      const [outcome] = await releases.outcomes('no-canary', gate({ onNoData }));
      expect(outcome?.phase).toBe(phase);
      expect(outcome?.measurements[0]?.value).toEqual([]);
    }
  });
});
