import { LatencyUnit, type RequestMetrics } from '../../analysis/requests/request-metrics';

/** Options of `NginxIngress.requestMetrics`. */
export interface NginxRequestMetricsOptions {
  /**
   * Whether requests that are answered with 4xx have failed too. Then strangers who ask for what is not there can take a
   * good version back.
   * @default false
   */
  readonly clientErrorsFail?: boolean;

  /**
   * Whether Prometheus keeps the labels of ingress-nginx (`honorLabels` of a ServiceMonitor, `honor_labels` of a scrape
   * job). If it does not, as is the default of both, it keeps the namespace of the Ingress as `exported_namespace`.
   * @default - not said: only the label `canary` is asked for the namespace, which is right either way
   */
  readonly honorLabels?: boolean;

  /**
   * Whether ingress-nginx counts by host (`--metrics-per-host`). Then it does not count the requests of rules without a
   * host or with a wildcard.
   * @default true
   */
  readonly metricsPerHost?: boolean;
}

/** The canary of an Ingress, as ingress-nginx counts its requests. */
export interface CountedCanary {
  /** The namespace of the Ingress. */
  readonly namespace: string;

  /** The name of the Ingress of the user; requests of the canary are counted under it too. */
  readonly ingress: string;

  /** The Service of the canary. */
  readonly service: string;

  /** The port of that Service. */
  readonly port: number;
}

/** The requests that ingress-nginx has sent to the canary. */
export function nginxRequestMetrics(
  { namespace, ingress, service, port }: CountedCanary,
  { clientErrorsFail, honorLabels }: NginxRequestMetricsOptions,
): RequestMetrics {
  // ingress-nginx internal/ingress/metric/collectors/socket.go: `ingress` and `service` are those of the user's Ingress
  // for requests of the canary too, and only `canary` has the canary's.
  const matcher = [
    ...(honorLabels === undefined ? [] : [`${honorLabels ? '' : 'exported_'}namespace="${namespace}"`]),
    `ingress="${ingress}"`,
    `canary="${namespace}-${service}-${port}"`,
  ].join(',');
  return {
    source: `requests to Service ${service} counted by ingress-nginx`,
    total: `nginx_ingress_controller_requests{${matcher}}`,
    // With --report-status-classes the status is 5xx, which this takes as well.
    errors: `nginx_ingress_controller_requests{${matcher},status=~"${clientErrorsFail ? '[45]' : '5'}.."}`,
    latency: {
      buckets: `nginx_ingress_controller_request_duration_seconds_bucket{${matcher}}`,
      unit: LatencyUnit.SECONDS,
      bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    },
  };
}
