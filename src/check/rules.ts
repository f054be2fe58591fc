import { ANALYSIS_RULES } from './analysis-rules';
import { ROLLOUT_RULES } from './rollout-rules';
import { ROUTER_RULES } from './router-rules';
import type { Rule, RuleText } from './rule';
import { WAIVER_RULES } from './waiver-rules';
import { YAML } from './yaml-findings';

/** Every rule, in the order of the ids. */
export const RULES: readonly Rule[] = [...ANALYSIS_RULES, ...ROLLOUT_RULES, ...ROUTER_RULES].sort(byId);

/** Every rule that there are findings of, those about files and waivers too, in the order of the ids. */
export const EVERY_RULE: readonly RuleText[] = [...RULES, ...WAIVER_RULES, YAML].sort(byId);

/** Whether an annotation can accept what a rule finds: what is wrong with a document, or with an annotation, none can. */
export function isWaivable(id: string): boolean {
  return RULES.some((rule) => rule.id === id);
}

function byId(one: RuleText, other: RuleText): number {
  return one.id < other.id ? -1 : 1;
}
