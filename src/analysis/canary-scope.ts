import { type AnalysisArgument, placeholdersOf } from './analysis-argument';
import type { AnalysisBinding } from './analysis-binding';
import type { Metric } from './metric';

/**
 * What keeps a metric from being about the canary alone, as a list of problems. At 20 % weight a canary that fails 40 %
 * of its requests reads 92 % over both versions.
 * @param args the arguments that the metric may refer to
 */
export function scopeProblems(
  metric: Metric,
  args: readonly AnalysisArgument[],
  { canaryService, otherService, rollout }: AnalysisBinding,
): string[] {
  if (metric.bothVersionsBecause !== undefined) return [];
  const question = JSON.stringify(metric.provider.toProvider());
  const selectors = args.filter((arg) => arg.selectsCanary).map((arg) => `args.${arg.name}`);
  if (canaryService !== undefined && isNamed(canaryService, otherService, question)) return [];
  if (placeholdersOf(question).some((placeholder) => selectors.includes(placeholder))) return [];
  const service = canaryService === undefined ? '' : `the canary's Service ("${canaryService}") or `;
  return [
    `metric "${metric.name}" measures the stable and the new version of ${rollout.node.path} together: at a low weight ` +
      `the stable version hides the faults of the canary. Select ${service}the canary's pods ` +
      '(AnalysisArgument.canaryHash) in the query, or say in bothVersionsBecause why both are meant',
  ];
}

// With Services "shop" and "shop-stable" the name of the second is no mention of the first. Metrics of an Envoy may have
// an underscore for each dash.
function isNamed(service: string, other: string | undefined, text: string): boolean {
  const spelling = (name: string) => name.replaceAll('-', '_');
  const rest = other?.includes(service) ? spelling(text).replaceAll(spelling(other), '') : spelling(text);
  return rest.includes(spelling(service));
}
