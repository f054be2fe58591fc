import type { ManifestObject } from '../manifest/manifest';
import { pathText } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { type ClusterVersions, KNOWN_VERSIONS } from './cluster-versions';
import type { Finding, Problem } from './finding';
import type { Rule, RuleText } from './rule';
import { EVERY_RULE, RULES } from './rules';
import { withWaivers } from './waivers';

/** How a set of manifests is checked. */
export interface CheckOptions {
  /**
   * The rules to apply.
   * @default - all
   */
  readonly rules?: readonly Rule[];

  /**
   * What runs in the clusters.
   * @default - the versions that the rules were tried on
   */
  readonly versions?: Partial<ClusterVersions>;

  /**
   * The day on which waivers are looked at, such as `2026-11-26`.
   * @default - they do not expire
   */
  readonly today?: string;
}

/** What is wrong with the objects of a set, in their order; what is waived says so, and so do waivers that do nothing. */
export function check(set: ManifestSet, options?: CheckOptions): Finding[] {
  const rules = checkByRules(set, options);
  let next = rules.next();
  while (next.done !== true) next = rules.next();
  return next.value;
}

/** The same rule by rule: behind each, whoever runs it can see to something else. */
export function* checkByRules(
  set: ManifestSet,
  { rules = RULES, versions, today }: CheckOptions = {},
): Generator<undefined, Finding[]> {
  const known = { ...KNOWN_VERSIONS, ...versions };
  const findings: Finding[] = [];
  for (const rule of rules) {
    for (const finding of findingsOf(rule, set, known)) findings.push(finding);
    yield;
  }
  const ids = (of: readonly RuleText[]): Set<string> => new Set(of.map(({ id }) => id));
  return inOrder(set, withWaivers(set, findings, { applied: ids(rules), known: ids(EVERY_RULE), today }));
}

// One template may be used at several places, and say the same at each.
function findingsOf(rule: Rule, set: ManifestSet, versions: ClusterVersions): Finding[] {
  const told = new Map<ManifestObject, Set<string>>();
  const findings: Finding[] = [];
  for (const problem of rule.check(set, versions)) {
    const known = told.get(problem.object) ?? new Set();
    told.set(problem.object, known);
    const key = `${pathText(problem.path)} ${problem.message}`;
    if (!known.has(key)) findings.push(finding(rule, set, problem));
    known.add(key);
  }
  return findings;
}

function finding(rule: Rule, set: ManifestSet, problem: Problem): Finding {
  return {
    rule: rule.id,
    ...problem,
    severity: problem.severity ?? rule.severity,
    remedy: problem.remedy ?? rule.remedy,
    source: set.sourceOf(problem.object),
  };
}

function inOrder(set: ManifestSet, findings: readonly Finding[]): Finding[] {
  const places = new Map(set.objects.map((object, index) => [object, index]));
  const placeOf = ({ object }: Finding): number => (object && places.get(object)) ?? -1;
  return [...findings].sort((one, other) => placeOf(one) - placeOf(other));
}
