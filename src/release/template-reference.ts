import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, listOf, type Plain, textOf } from '../manifest/plain';

/** A template that an analysis, or another template, names. */
export interface TemplateReference {
  /** The object that names it. */
  readonly from: ManifestObject;

  /** The way to the reference in that object. */
  readonly path: ManifestPath;

  /** The name. */
  readonly name: string;

  /** The kind that is meant: `ClusterAnalysisTemplate` where `clusterScope` is true. */
  readonly kind: 'AnalysisTemplate' | 'ClusterAnalysisTemplate';

  /** The template; undefined where it is not in the set. */
  readonly object?: ManifestObject;
}

/** The templates that a list of references names; those without a name are left out. */
export function templateReferences(
  set: ManifestSet,
  from: ManifestObject,
  references: readonly Plain[],
  paths: readonly ManifestPath[],
): TemplateReference[] {
  return references.flatMap((reference, index) => {
    const name = textOf(at(reference, 'templateName'));
    if (name === undefined) return [];
    const kind = at(reference, 'clusterScope') === true ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate';
    return [{ from, path: paths[index] ?? [], name, kind, object: find(set, kind, name, from) }];
  });
}

/** The templates that a template names in turn. */
export function nestedReferences(set: ManifestSet, template: ManifestObject): TemplateReference[] {
  const nested = listOf(at(template.spec, 'templates'));
  const paths = nested.map((_, index) => ['spec', 'templates', index]);
  return templateReferences(set, template, nested, paths);
}

/** The templates behind references and all that they name in turn, each once, and whether none is missing. */
export function flattened(
  set: ManifestSet,
  rollout: ManifestObject,
  references: readonly TemplateReference[],
): { templates: ManifestObject[]; isWhole: boolean } {
  const templates = new Set<ManifestObject>();
  const open = [...references];
  let isWhole = true;
  for (let reference = open.shift(); reference !== undefined; reference = open.shift()) {
    // A template of the namespace that a ClusterAnalysisTemplate names is looked for where the Rollout is.
    const { kind, name } = reference;
    const object = reference.object ?? find(set, kind, name, rollout);
    if (object === undefined) isWhole = false;
    else if (!templates.has(object)) {
      templates.add(object);
      open.push(...nestedReferences(set, object));
    }
  }
  return { templates: [...templates], isWhole };
}

function find(
  set: ManifestSet,
  kind: TemplateReference['kind'],
  name: string,
  from: ManifestObject,
): ManifestObject | undefined {
  const found = set.tryFind({ groups: ['argoproj.io'], kind, name }, from);
  // One of the cluster has no namespace, whatever it says.
  return found === undefined && kind === 'ClusterAnalysisTemplate' ? set.named(kind, name)[0] : found;
}
