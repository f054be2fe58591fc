/** The bounds of the histograms of an Envoy, in milliseconds, unless it is told otherwise (envoy source/common/stats/histogram_impl.cc). */
export const ENVOY_BOUNDS: readonly number[] = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000,
  3_600_000,
];

/** The bounds of `response_latency_ms` of Linkerd's proxy (linkerd2-proxy linkerd/metrics/src/latency.rs). */
export const LINKERD_BOUNDS: readonly number[] = [1, 10, 100, 1000, 10_000].flatMap((decade) =>
  [1, 2, 3, 4, 5].map((factor) => factor * decade),
);
