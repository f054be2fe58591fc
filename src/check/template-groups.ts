import type { ManifestObject } from '../manifest/manifest';
import type { ManifestSet } from '../manifest/manifest-set';
import { experimentGates, type Gate } from '../release/gate';
import { templatesOf } from '../release/measurements';
import { releasesOf } from '../release/release';
import { flattened, nestedReferences } from '../release/template-reference';

/** Templates that are put together to one analysis. */
export interface TemplateGroup {
  /** The templates, each once. */
  readonly templates: readonly ManifestObject[];

  /** Whether none is missing. */
  readonly isWhole: boolean;

  /**
   * Where a release, or an Experiment, uses them.
   * @default - nothing in the set does
   */
  readonly gate?: Gate;
}

/** All analyses of a set: those of releases and Experiments. */
export function analysesIn(set: ManifestSet): readonly Gate[] {
  return set.derive(makeAnalyses);
}

/** The templates of each analysis, and those that no analysis uses, each with all that it names in turn. */
export function templateGroups(set: ManifestSet): readonly TemplateGroup[] {
  return set.derive(makeGroups);
}

function makeAnalyses(set: ManifestSet): Gate[] {
  return [...releasesOf(set).flatMap(({ gates }) => gates), ...experimentGates(set)];
}

function makeGroups(set: ManifestSet): TemplateGroup[] {
  const analyses = analysesIn(set);
  const used = new Set(analyses.flatMap(({ templates }) => templates));
  const unused = templatesOf(set).filter((template) => !used.has(template));
  const nested = new Set(unused.flatMap((template) => nestedReferences(set, template).map(({ object }) => object)));
  return [
    ...analyses.map((gate) => ({ templates: gate.templates, isWhole: gate.isWhole, gate })),
    ...unused
      .filter((template) => !nested.has(template))
      .map((template) => {
        const { templates, isWhole } = flattened(set, template, nestedReferences(set, template));
        return { templates: [...new Set([template, ...templates])], isWhole };
      }),
  ];
}
