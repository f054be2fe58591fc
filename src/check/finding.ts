import type { Edit } from '../manifest/edit-source';
import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { Source, SourceRange } from '../manifest/source';

/** How bad a finding is: `error` is provably broken, `warning` can be accepted with a reason, `info` is good to know. */
export type Severity = 'error' | 'warning' | 'info';

/** The severities, from the worst. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** What a rule has to say about one place of a manifest. */
export interface Problem {
  /** The object that it is about: the one that has to be changed. */
  readonly object: ManifestObject;

  /** The way to the value; where that is not there, to the one that lacks it. */
  readonly path: ManifestPath;

  /** What is wrong here, with the values that are: one sentence, lower case, no full stop. */
  readonly message: string;

  /**
   * How bad it is here.
   * @default - the severity of the rule
   */
  readonly severity?: Severity;

  /**
   * What to do here, where that can be said more exactly than the rule says it.
   * @default - the remedy of the rule
   */
  readonly remedy?: string;

  /**
   * Other places that have to do with it.
   * @default - none
   */
  readonly related?: readonly RelatedPlace[];

  /**
   * How it is mended.
   * @default - a person has to decide
   */
  readonly fix?: Fix;
}

/** Another place that has to do with a finding. */
export interface RelatedPlace {
  /** The object. */
  readonly object: ManifestObject;

  /** The way to the value. */
  readonly path: ManifestPath;

  /** What is there, in a few words. */
  readonly message: string;
}

/** A change of manifests that mends a finding, and changes nothing else of what they mean. */
export interface Fix {
  /** What it does, such as `set failureLimit to 1`. */
  readonly description: string;

  /** The edits, all of the finding's object. */
  readonly edits: readonly Edit[];
}

/** A problem as the engine hands it on: by which rule, how bad, and where. */
export interface Finding extends Omit<Problem, 'object'> {
  /** The id of the rule. */
  readonly rule: string;

  /** How bad it is. */
  readonly severity: Severity;

  /** What to do. */
  readonly remedy: string;

  /** Where it is: the file and document, or the construct. */
  readonly source: Source;

  /**
   * The object that it is about.
   * @default - none: the document could not be read
   */
  readonly object?: ManifestObject;

  /**
   * Where in the file it is.
   * @default - where the path leads
   */
  readonly range?: SourceRange;

  /**
   * Why it is accepted.
   * @default - it is not
   */
  readonly waivedBecause?: string;

  /**
   * Where that reason stands: in an annotation of the object, or in the configuration, which accepts all of a rule.
   * @default 'annotation'
   */
  readonly waivedIn?: 'annotation' | 'configuration';
}
