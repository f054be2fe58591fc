import type { Sample } from './open-metrics';

/** How many requests a version has answered in one way so far. */
export interface Counted {
  readonly version: 'stable' | 'canary';
  readonly failed: boolean;
  readonly slow: boolean;
  readonly count: number;
}

/** What of a release is in the labels. */
export interface Names {
  readonly namespace: string;
  readonly stableService: string;
  readonly canaryService: string;
}

/** The series in which somebody counts requests, at one time. */
export type Counters = (names: Names, counted: readonly Counted[]) => readonly Omit<Sample, 'time'>[];

/** Seconds that a quick request takes, and a slow one. */
const [QUICK, SLOW] = [0.05, 8];

/** The backends of an HTTPRoute as Traefik 3.2 to 3.7.5 counts them. */
export const traefik: Counters = (names, counted) =>
  grouped(counted, ({ version, failed }) => ({
    metric: 'traefik_service_requests_total',
    labels: { code: failed ? '500' : '200', method: 'GET', protocol: 'http', service: backend(names, version) },
  }));

/** The Services of a TraefikService, port 80 without a name, as Traefik counts them. */
export const traefikService: Counters = (names, counted) =>
  grouped(counted, ({ version, failed }) => ({
    metric: 'traefik_service_requests_total',
    labels: {
      code: failed ? '500' : '200',
      service: `${names.namespace}-${serviceOf(names, version)}-80@kubernetescrd`,
    },
  }));

/** The requests of an HTTPRoute with latencies, in the buckets that Traefik has unless it is told otherwise: a slow one is in none of them. */
export const traefikWithLatency: Counters = (names, counted) => [
  ...traefik(names, counted),
  ...['0.1', '0.3', '1.2', '5', '+Inf'].flatMap((le) =>
    grouped(counted, ({ version, failed, slow }) => ({
      metric: 'traefik_service_request_duration_seconds_bucket',
      labels: { code: failed ? '500' : '200', le, service: backend(names, version) },
      counts: isWithin(slow, Number(le.replace('+Inf', 'Infinity'))),
    })),
  ),
];

/** The backends of a route as Linkerd's proxy beside the callers counts them: what fails has an error and no status. */
export const linkerdOutbound: Counters = (names, counted) =>
  grouped(counted, ({ version, failed }) => ({
    metric: 'outbound_http_route_backend_response_statuses_total',
    labels: {
      parent_namespace: names.namespace,
      parent_name: 'demo',
      backend_name: serviceOf(names, version),
      http_status: failed ? '' : '200',
      error: failed ? 'UNKNOWN' : '',
    },
  }));

/** The calls of gRPC as the pods count them. What fails is the server's fault; what is slow asks for what does not exist. */
export const grpcServer: Counters = ({ namespace }, counted) =>
  grouped(counted, ({ version, failed, slow }) => ({
    metric: 'grpc_server_handled_total',
    labels: {
      namespace,
      rollouts_pod_template_hash: version,
      grpc_service: 'demo.Demo',
      grpc_code: failed ? 'Internal' : slow ? 'NotFound' : 'OK',
    },
  }));

/** The requests as the pods count them, with a bucket up to 250 ms as libraries for Python write it. */
export const httpServer: Counters = (_, counted) => [
  ...grouped(counted, ({ version, failed }) => ({
    metric: 'http_requests_total',
    labels: { rollouts_pod_template_hash: version, code: failed ? '500' : '200' },
  })),
  ...Object.entries({ '250.0': 0.25, '+Inf': Number.POSITIVE_INFINITY }).flatMap(([le, seconds]) =>
    grouped(counted, ({ version, slow }) => ({
      metric: 'http_duration_bucket',
      labels: { rollouts_pod_template_hash: version, le },
      counts: isWithin(slow, seconds),
    })),
  ),
];

interface Series {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether requests of this kind are in it; where they are not it exists all the same. */
  readonly counts?: boolean;
}

/** One series for each set of labels, with the sum of what falls into it. */
function grouped(counted: readonly Counted[], seriesOf: (counted: Counted) => Series): Omit<Sample, 'time'>[] {
  const sums = new Map<string, Omit<Sample, 'time'>>();
  for (const kind of counted) {
    const { metric, labels, counts = true } = seriesOf(kind);
    const key = JSON.stringify(labels);
    sums.set(key, { metric, labels, value: (sums.get(key)?.value ?? 0) + (counts ? kind.count : 0) });
  }
  return [...sums.values()];
}

function backend(names: Names, version: Counted['version']): string {
  return `${names.namespace}-${serviceOf(names, version)}-http-80@kubernetesgateway`;
}

function serviceOf({ stableService, canaryService }: Names, version: Counted['version']): string {
  return version === 'canary' ? canaryService : stableService;
}

function isWithin(slow: boolean, seconds: number): boolean {
  return (slow ? SLOW : QUICK) <= seconds;
}
