import type { Sample } from './open-metrics';

/** A container as it ran; times in seconds from the start of the analysis. */
export interface ContainerRun {
  readonly name: string;
  /** The cores it uses, by the age of its pod in seconds. */
  readonly cores?: (age: number) => number;
  /** The bytes it uses. */
  readonly bytes?: number;
  /** When it was restarted. */
  readonly restartedAt?: readonly number[];
  /** What it may use at most, in cores and bytes; nothing says so where they are left out. */
  readonly limits?: { readonly cpu?: number; readonly memory?: number };
}

/** A pod as it ran; times in seconds from the start of the analysis. */
export interface PodRun {
  readonly replicaSet: string;
  /** The end of its name, which Kubernetes makes up. */
  readonly suffix: string;
  readonly startedAt: number;
  readonly containers: readonly ContainerRun[];
}

/** The pods of a namespace as Prometheus sees them. */
export interface WatchedPods {
  readonly namespace: string;
  /** The start of the analysis in seconds since the epoch. */
  readonly epoch: number;
  readonly pods: readonly PodRun[];
  readonly until: number;
  /** When kube-state-metrics is replaced by another pod of it, which changes its label `instance`. */
  readonly stateMetricsReplacedAt?: number;
}

/** Seconds from one scrape to the next. */
export const SCRAPE = 15;
/** How long before the analysis Prometheus has begun to scrape. */
const WARM_UP = 1200;
/** After each so many seconds cAdvisor looks at a container; it has nothing to say of one that is younger. */
const HOUSEKEEPING = 10;

/** The samples of kube-state-metrics and cAdvisor. */
export function podSamples(watched: WatchedPods): Sample[] {
  const { epoch, until, pods } = watched;
  const samples: Sample[] = [];
  for (let time = -WARM_UP; time <= until; time += SCRAPE) {
    for (const pod of pods.filter(({ startedAt }) => startedAt <= time)) {
      const seen = [...ofStateMetrics(watched, pod, time), ...ofCadvisor(watched, pod, time)];
      samples.push(...seen.map((sample) => ({ ...sample, time: epoch + time })));
    }
  }
  return samples;
}

/** The name of a pod: Kubernetes cuts the part that it does not make up to 58 characters. */
function podName({ replicaSet, suffix }: PodRun): string {
  return `${`${replicaSet}-`.slice(0, 58)}${suffix}`;
}

type Seen = Omit<Sample, 'time'>;

function ofStateMetrics(watched: WatchedPods, pod: PodRun, time: number): Seen[] {
  const { namespace, stateMetricsReplacedAt = Number.POSITIVE_INFINITY } = watched;
  const instance = time < stateMetricsReplacedAt ? '10.0.0.1:8080' : '10.0.0.2:8080';
  const labels = { namespace, pod: podName(pod), uid: podName(pod), instance };
  const owner = { owner_kind: 'ReplicaSet', owner_name: pod.replicaSet, owner_is_controller: 'true' };
  return [
    { metric: 'kube_pod_owner', labels: { ...labels, ...owner }, value: 1 },
    ...pod.containers.flatMap(({ name: container, restartedAt = [], limits = {} }) => [
      {
        metric: 'kube_pod_container_status_restarts_total',
        labels: { ...labels, container },
        value: restartedAt.filter((at) => at <= time).length,
      },
      ...Object.entries(limits).map(([resource, value]) => ({
        metric: 'kube_pod_container_resource_limits',
        labels: { ...labels, container, resource, unit: resource === 'cpu' ? 'core' : 'byte', node: 'node-1' },
        value,
      })),
    ]),
  ];
}

function ofCadvisor({ namespace }: WatchedPods, pod: PodRun, time: number): Seen[] {
  const age = time - pod.startedAt;
  if (age < HOUSEKEEPING) return [];
  const pods = { namespace, pod: podName(pod), instance: '10.0.1.1:10250' };
  const counters = pod.containers.map(({ name, cores = () => 0, bytes = 0 }) => ({
    container: name,
    seconds: Array.from({ length: Math.floor(age) }, (_, second) => cores(second)).reduce((sum, one) => sum + one, 0),
    bytes,
  }));
  const sum = (key: 'seconds' | 'bytes') => counters.reduce((total, counter) => total + counter[key], 0);
  // The pod's own sum, and the container that holds its network.
  const all = [
    ...counters,
    { container: '', seconds: sum('seconds'), bytes: sum('bytes') },
    { container: 'POD', seconds: 0.02, bytes: 500_000 },
  ];
  return all.flatMap(({ container, seconds, bytes }) => {
    const labels = { ...pods, container, id: `/kubepods/${podName(pod)}/${container}` };
    return [
      { metric: 'container_cpu_usage_seconds_total', labels, value: Number(seconds.toFixed(3)) },
      { metric: 'container_memory_working_set_bytes', labels, value: bytes },
    ];
  });
}
