import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, type Plain, textOf } from '../../manifest/plain';
import { nestedReferences, type TemplateReference } from '../../release/template-reference';
import { quote } from '../../validation/names';
import type { Problem, RelatedPlace } from '../finding';
import type { Rule } from '../rule';
import { analysesIn, templateGroups } from '../template-groups';

/** A template of an analysis that is not there. */
export const ANALYSIS_TEMPLATE_MISSING: Rule = {
  id: 'analysis-template-missing',
  severity: 'warning',
  what: 'A template that an analysis, or another template, names is not among these files.',
  why: 'The controller refuses the Rollout as InvalidSpec: a new one gets no pods, and a running one is frozen and does not even abort. Of an experiment it finds out during the release only, and aborts.',
  remedy: 'add the template, correct its name or clusterScope, or check its file together with this one',
  source:
    'argo-rollouts rollout/controller.go getReferencedAnalysisTemplates; recorded on Argo Rollouts 1.10.2: 0 pods on the first deployment',
  *check(set) {
    for (const { rollout, references, path, value } of analysesIn(set)) {
      for (const reference of references) yield* problems(set, reference, rollout);
      yield* unnamed(rollout, [...path, 'templates'], at(value, 'templates'));
    }
    for (const { templates, gate } of templateGroups(set)) {
      for (const template of templates) {
        yield* unnamed(template, ['spec', 'templates'], at(template.spec, 'templates'));
        for (const reference of nestedReferences(set, template)) {
          yield* problems(set, reference, gate?.rollout ?? template);
        }
      }
    }
  },
};

function* unnamed(object: ManifestObject, path: ManifestPath, templates: Plain): Generator<Problem> {
  for (const [index, reference] of listOf(templates).entries()) {
    if (textOf(at(reference, 'templateName')) !== undefined) continue;
    const message = `templates[${index}] has no templateName, and so names no template`;
    yield { object, path: [...path, index], severity: 'error', message, remedy: 'write the name as templateName' };
  }
}

function* problems(set: ManifestSet, reference: TemplateReference, user: ManifestObject): Generator<Problem> {
  const { from, path, name, kind } = reference;
  const find = (wanted: string) => set.tryFind({ groups: ['argoproj.io'], kind: wanted, name }, user);
  if (reference.object !== undefined || find(kind) !== undefined) return;
  const { namespace } = user.metadata;
  const where =
    namespace === undefined || kind === 'ClusterAnalysisTemplate' ? '' : ` in the namespace ${quote(namespace)}`;
  const problem: Problem = {
    object: from,
    path: [...path, 'templateName'],
    severity: set.isComplete ? 'error' : 'warning',
    message: `templateName names the ${kind} ${quote(name)}, which ${set.isComplete ? 'does not exist' : 'is not among these files'}${where}`,
  };
  const ofOtherKind = find(OTHER_KIND[kind]);
  if (ofOtherKind === undefined) yield { ...problem, related: elsewhere(set, reference) };
  else yield { ...problem, ...scopeConfused(problem, [...path, 'clusterScope'], ofOtherKind) };
}

// A namespaced template that is meant as one of the cluster may be there as well; the other way round nobody has both.
function scopeConfused({ message }: Problem, scope: ManifestPath, object: ManifestObject): Partial<Problem> {
  const { kind } = object;
  const related = [{ object, path: ['metadata', 'name'], message: `there is this ${kind}` }];
  if (kind === 'ClusterAnalysisTemplate') {
    return {
      severity: 'error',
      message: `${message}: a ClusterAnalysisTemplate of that name is, and clusterScope is not true`,
      remedy: 'add "clusterScope: true"',
      related,
      fix: { description: 'set clusterScope to true', edits: [{ set: scope, value: true }] },
    };
  }
  return {
    message: `${message}: an AnalysisTemplate of that name is, and clusterScope is true`,
    remedy: 'leave clusterScope out',
    related,
    fix: { description: 'leave clusterScope out', edits: [{ remove: scope }] },
  };
}

function elsewhere(set: ManifestSet, { kind, name }: TemplateReference): RelatedPlace[] {
  return set.named(kind, name).map((object) => ({
    object,
    path: ['metadata', 'namespace'],
    message: `there is one in the namespace ${quote(object.metadata.namespace)}, which the controller does not look at`,
  }));
}

const OTHER_KIND = {
  AnalysisTemplate: 'ClusterAnalysisTemplate',
  ClusterAnalysisTemplate: 'AnalysisTemplate',
} as const;
