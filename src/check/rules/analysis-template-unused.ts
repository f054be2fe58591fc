import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf } from '../../manifest/plain';
import { templatesOf } from '../../release/measurements';
import { releasesOf } from '../../release/release';
import { nestedReferences } from '../../release/template-reference';
import type { Rule } from '../rule';
import { analysesIn } from '../template-groups';

/** A template of analyses beside a Rollout that does not use it. */
export const ANALYSIS_TEMPLATE_UNUSED: Rule = {
  id: 'analysis-template-unused',
  severity: 'warning',
  what: 'An AnalysisTemplate that no Rollout, no Experiment and no other template names, although there is a Rollout.',
  why: 'A template alone does nothing: the release goes on without the gate that somebody wrote for it, and everything looks as if it were judged.',
  remedy: 'name it in strategy.canary.analysis, in a step, or in prePromotionAnalysis, or delete it',
  source: 'argo-rollouts rollout/analysis.go: only templates that are named make an AnalysisRun',
  *check(set) {
    if (releasesOf(set).length === 0) return;
    const names = namesIn(set);
    for (const template of set.ofKind('AnalysisTemplate', 'argoproj.io')) {
      const { name } = template.metadata;
      if (names.has(name)) continue;
      const message = `nothing names this AnalysisTemplate, so no release is judged by it`;
      yield { object: template, path: ['metadata', 'name'], message };
    }
  },
};

// Copies of one template in several folders bear one name.
function namesIn(set: ManifestSet): ReadonlySet<unknown> {
  const references = [
    ...analysesIn(set).flatMap((gate) => gate.references),
    ...templatesOf(set).flatMap((template) => nestedReferences(set, template)),
  ];
  // Kargo verifies what it has promoted with the same templates.
  const ofStages = set
    .ofKind('Stage', 'kargo.akuity.io')
    .flatMap(({ spec }) => listOf(at(spec, 'verification', 'analysisTemplates')).map((one) => at(one, 'name')));
  return new Set([
    ...references.filter(({ kind }) => kind === 'AnalysisTemplate').map(({ name }) => name),
    ...ofStages,
  ]);
}
