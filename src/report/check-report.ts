import type { Severity } from '../check/finding';
import type { RuleText } from '../check/rule';
import type { SourceRange } from '../manifest/source';

/** What a check came to, as plain data that each format is made from. */
export interface CheckReport {
  /** The version of this package. */
  readonly version: string;

  /** What was found, in the order of files and lines. */
  readonly findings: readonly ReportedFinding[];

  /** The rules that have findings here, in the order of their ids. */
  readonly rules: readonly ReportedRule[];

  /** How many files were read. */
  readonly files: number;

  /** How many objects were looked at. */
  readonly objects: number;

  /** How many findings are less severe than what was asked for, and left out. */
  readonly hidden: number;

  /** How many problems `--fix` has mended, which are not among the findings any more. */
  readonly fixed: number;

  /** How many of the files are patches of Kustomize, which were left out. */
  readonly patches: number;
}

/** A finding, told by names and places instead of objects. */
export interface ReportedFinding {
  /** The id of the rule. */
  readonly rule: string;

  /** How bad it is. */
  readonly severity: Severity;

  /** What is wrong: one sentence, lower case, no full stop. */
  readonly message: string;

  /** What to do. */
  readonly remedy: string;

  /** The object, undefined where a document could not be read. */
  readonly object?: ReportedObject;

  /** The way to the value, such as `spec.strategy.canary.steps[2]`; empty for the object itself. */
  readonly path: string;

  /** Where it is. */
  readonly place: ReportedPlace;

  /** Other places that have to do with it. */
  readonly related: readonly ReportedRelation[];

  /** What `--fix` would do; undefined where a person has to decide. */
  readonly fix?: string;

  /** Why it is accepted; undefined where it is not. Accepted findings do not fail a check. */
  readonly waivedBecause?: string;

  /** Where that reason stands: in an annotation of the object, or in the configuration; undefined without a reason. */
  readonly waivedIn?: 'annotation' | 'configuration';
}

/** An object as Kubernetes calls it. */
export interface ReportedObject {
  /** The group and version. */
  readonly apiVersion: string;

  /** The kind. */
  readonly kind: string;

  /** The namespace; undefined where the manifest has none. */
  readonly namespace?: string;

  /** The name. */
  readonly name: string;
}

/** A place in a file, or a construct; exactly one of both is there. */
export interface ReportedPlace {
  /** The file as the user named it; `-` is standard input. */
  readonly file?: string;

  /** The part of the file. */
  readonly range?: SourceRange;

  /** The path of a construct. */
  readonly construct?: string;
}

/** Another place that has to do with a finding. */
export interface ReportedRelation extends ReportedPlace {
  /** What is there, in a few words. */
  readonly message: string;
}

/** A rule, for formats that explain it. */
export interface ReportedRule extends RuleText {
  /** The page about it. */
  readonly page: string;
}
