import { AnalysisArgument } from '../analysis-argument';
import type { RequestMetrics } from '../requests/request-metrics';

/**
 * The same requests of the stable version, where those of the canary are selected by the hash of their pods; undefined where
 * they are not. Where they are selected by a Service, the other one is in no place that could be told from its name.
 */
export function tryStableRequests(canary: RequestMetrics): RequestMetrics | undefined {
  const hash = canary.args?.find((arg) => arg.isCanaryHash);
  if (hash === undefined) return undefined;
  const stableHash = AnalysisArgument.stableHash('stable-hash');
  const placeholder = new RegExp(`\\{\\{\\s*args\\.${hash.name}\\s*\\}\\}`, 'g');
  const ofStable = (selector: string): string => selector.replace(placeholder, `{{args.${stableHash.name}}}`);
  const { errors, successes, latency } = canary;
  return {
    ...canary,
    source: `${canary.source}, of the stable version`,
    total: ofStable(canary.total),
    errors: errors && ofStable(errors),
    successes: successes && ofStable(successes),
    latency: latency && { ...latency, buckets: ofStable(latency.buckets) },
    args: canary.args?.map((arg) => (arg === hash ? stableHash : arg)),
  };
}
