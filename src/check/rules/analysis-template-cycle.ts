import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { templatesOf } from '../../release/measurements';
import { nestedReferences, type TemplateReference } from '../../release/template-reference';
import type { Rule } from '../rule';

/** Templates that name one another in a circle. */
export const ANALYSIS_TEMPLATE_CYCLE: Rule = {
  id: 'analysis-template-cycle',
  severity: 'error',
  what: 'A template that names itself, directly or through others.',
  why: 'The controller follows the names without end: it needs more and more memory until it dies, and with it the releases of all Rollouts stand still.',
  remedy: 'take one of the references away',
  source: 'argo-rollouts rollout/controller.go, rollout/analysis.go getAnalysisTemplatesFromRefs: no cycle detection',
  *check(set) {
    const done = new Set<ManifestObject>();
    for (const template of templatesOf(set)) {
      for (const { reference, way } of cyclesFrom(set, template, done)) {
        yield {
          object: reference.from,
          path: [...reference.path, 'templateName'],
          message: `templateName leads back to the template that names it: ${way.join(' names ')}`,
        };
      }
    }
  },
};

interface Cycle {
  readonly reference: TemplateReference;
  readonly way: readonly string[];
}

// Without recursion: templates of any depth end.
function* cyclesFrom(set: ManifestSet, first: ManifestObject, done: Set<ManifestObject>): Generator<Cycle> {
  const way: { template: ManifestObject; open: TemplateReference[] }[] = [];
  const enter = (template: ManifestObject) => {
    done.add(template);
    way.push({ template, open: nestedReferences(set, template) });
  };
  if (!done.has(first)) enter(first);
  for (let here = way.at(-1); here !== undefined; here = way.at(-1)) {
    const reference = here.open.shift();
    if (reference === undefined) way.pop();
    else if (reference.object !== undefined) {
      const begin = way.findIndex(({ template }) => template === reference.object);
      if (begin !== -1) {
        const names = [...way.slice(begin).map(({ template }) => template), reference.object];
        yield { reference, way: names.map(({ metadata }) => metadata.name) };
      } else if (!done.has(reference.object)) enter(reference.object);
    }
  }
}
