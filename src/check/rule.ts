import type { ManifestSet } from '../manifest/manifest-set';
import type { ClusterVersions } from './cluster-versions';
import type { Problem, Severity } from './finding';

/** One thing that can be wrong with manifests, and how it is found. */
export interface Rule extends RuleText {
  /** What it finds in a set of manifests. */
  check(set: ManifestSet, versions: ClusterVersions): Iterable<Problem>;
}

/** What a rule says about itself. */
export interface RuleText {
  /** Its name, as in `--ignore` and in annotations: `analysis-never-fails`. */
  readonly id: string;

  /** How bad its findings are, where they do not say otherwise. */
  readonly severity: Severity;

  /** What is wrong, in one sentence. */
  readonly what: string;

  /** Why that matters: what happens on the cluster, and who sees it. */
  readonly why: string;

  /** What to do about it. */
  readonly remedy: string;

  /** How this is known: a file of the controller, an issue, or what was run. */
  readonly source: string;
}
