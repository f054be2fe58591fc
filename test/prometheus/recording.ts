import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFolder } from '../shared-folder';
import { traefikService } from './counters';
import type { GateMetric } from './gate';
import type { Variation } from './plays';

/** A release that was played on real clusters' software, as its recording tells it. */
export interface Recording {
  readonly release: Variation;
  readonly metric: GateMetric;
  readonly gateStartedAt: number;
  /** What the AnalysisRun came to, when, and by which measurements. */
  readonly end: { readonly phase: string; readonly at: number; readonly measurements: readonly string[] };
  /** The failed requests until the abort, where there was one. */
  readonly failedUntilAbort: number | undefined;
}

interface File {
  readonly namespace: string;
  readonly scrape: string;
  readonly requestRate: number;
  readonly observedUntil: number;
  readonly summary?: { readonly firstCanaryRequest: number; readonly untilAbort?: { readonly failed: number } };
  readonly change: { readonly spec: { readonly template: { readonly spec: { readonly containers: Container[] } } } };
  readonly manifests: readonly { readonly kind: string; readonly spec: unknown }[];
  readonly timeline: readonly Row[];
  /** What was done from outside. */
  readonly hooks?: readonly { readonly t: number; readonly did: string; readonly result?: string }[];
}
interface Container {
  readonly env: readonly { readonly name: string; readonly value: string }[];
}
interface Row {
  readonly t: number;
  readonly routeWeights: readonly Readonly<Record<string, number>>[];
  readonly measurements?: Readonly<Record<string, Run>>;
}
interface Run {
  readonly phase: string;
  readonly metrics: Readonly<Record<string, { readonly measurements: readonly { readonly phase: string }[] }>>;
}

/** Reads a recording of a canary behind an HTTPRoute or a TraefikService, with one background analysis. */
export function readRecording(name: string): Recording {
  const file = JSON.parse(readFileSync(join(sharedFolder('plays'), `${name}.json`), 'utf8')) as File;
  const runs = file.timeline.flatMap(({ t, measurements }) =>
    Object.values(measurements ?? {}).map((run) => ({ at: t, ...run })),
  );
  const started = found(runs[0], name);
  const ended = found(
    runs.find(({ phase }) => !['', 'Pending', 'Running'].includes(phase)),
    name,
  );
  const weights = file.timeline
    .map((row) => ({ at: row.t, weight: canaryWeight(row) }))
    .filter(({ weight }, index, rows) => weight !== (rows[index - 1]?.weight ?? 0));
  const first = found(weights[0], name);
  const template = found(
    file.manifests.find(({ kind }) => kind === 'AnalysisTemplate'),
    name,
  );
  const environment = file.change.spec.template.spec.containers[0]?.env;

  return {
    release: {
      until: file.observedUntil,
      namespace: file.namespace,
      stableService: serviceIn(file, 'stable'),
      canaryService: serviceIn(file, 'canary'),
      counters: file.manifests.some(({ kind }) => kind === 'TraefikService') ? traefikService : undefined,
      requestRate: file.requestRate,
      scrape: { interval: Number.parseFloat(file.scrape), phase: 0 },
      weights,
      routerDelay: (file.summary?.firstCanaryRequest ?? first.at) - first.at,
      errorRate: Number(environment?.find((variable) => variable.name === 'ERROR_RATE')?.value) / 100,
      ...laterErrors(file),
      prometheusStopsAt: file.hooks?.find(({ did }) => did === 'Prometheus stopped')?.t,
    },
    metric: found((template.spec as { metrics: GateMetric[] }).metrics[0], name),
    gateStartedAt: started.at,
    end: {
      phase: ended.phase,
      at: ended.at,
      measurements: Object.values(ended.metrics).flatMap(({ measurements }) => measurements.map(({ phase }) => phase)),
    },
    failedUntilAbort: file.summary?.untilAbort?.failed,
  };
}

/** Errors that were switched on in the running version. */
function laterErrors({ hooks = [] }: File): Pick<Variation, 'errorRate' | 'errorsBeginAt'> | undefined {
  const hook = hooks.find(({ did }) => did.startsWith('app v2: '));
  if (hook?.result === undefined) return undefined;
  return { errorRate: (JSON.parse(hook.result) as { error: number }).error / 100, errorsBeginAt: hook.t };
}

function canaryWeight({ routeWeights }: Row): number {
  return Object.entries(routeWeights[0] ?? {}).find(([service]) => service.endsWith('-canary'))?.[1] ?? 0;
}

function serviceIn({ timeline }: File, version: 'stable' | 'canary'): string {
  const services = Object.keys(timeline[0]?.routeWeights[0] ?? {});
  return services.find((service) => service.endsWith(`-${version}`)) ?? '';
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the recording ${name} lacks what a gate needs`);
  return value;
}
