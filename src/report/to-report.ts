import type { Finding, RelatedPlace } from '../check/finding';
import type { RuleText } from '../check/rule';
import { SourceText } from '../manifest/locate';
import type { ManifestObject } from '../manifest/manifest';
import { type ManifestPath, pathText } from '../manifest/manifest-path';
import { isFileSource, type Source, type SourceRange } from '../manifest/source';
import type { CheckReport, ReportedFinding, ReportedObject, ReportedPlace, ReportedRule } from './check-report';

/** What a report is made from, beside the findings. */
export interface ReportInput {
  /** What was found. */
  readonly findings: readonly Finding[];

  /** Every rule that there can be findings of. */
  readonly rules: readonly RuleText[];

  /** The text of a file; undefined where it is not known any more. */
  textOf(file: string): string | undefined;

  /** Where an object comes from. */
  sourceOf(object: ManifestObject): Source;

  /** What the report says beside the findings. */
  readonly counts: Omit<CheckReport, 'findings' | 'rules'>;
}

/** Findings as plain data, in the order of files and lines. */
export function toReport(input: ReportInput): CheckReport {
  const locator = new Locator(input);
  const findings = [...input.findings]
    .map((finding) => reported(finding, input, locator))
    .sort((one, other) => byPlace(one.place, other.place));
  const ids = new Set(findings.map(({ rule }) => rule));
  return { ...input.counts, findings, rules: input.rules.filter(({ id }) => ids.has(id)).map(ruleOf) };
}

/** A rule with its page. */
export function ruleOf({ id, severity, what, why, remedy, source }: RuleText): ReportedRule {
  return { id, severity, what, why, remedy, source, page: `docs/rules/${id}.md` };
}

/** Finds places in files, of which it keeps the last one that was parsed. */
class Locator {
  private last: { readonly file: string; readonly text?: SourceText } | undefined;

  constructor(private readonly input: ReportInput) {}

  place(source: Source, path: ManifestPath, range?: SourceRange): ReportedPlace {
    if (!isFileSource(source)) return { construct: source.construct };
    const found = range ?? this.textOf(source.file)?.locate(source, path);
    return found === undefined ? { file: source.file } : { file: source.file, range: found };
  }

  private textOf(file: string): SourceText | undefined {
    if (this.last?.file !== file) {
      const text = this.input.textOf(file);
      this.last = { file, ...(text === undefined ? {} : { text: new SourceText(text) }) };
    }
    return this.last.text;
  }
}

function reported(finding: Finding, input: ReportInput, locator: Locator): ReportedFinding {
  const { rule, severity, message, remedy, object, path, source, range, related = [], fix } = finding;
  const { waivedBecause, waivedIn = 'annotation' } = finding;
  return {
    rule,
    severity,
    message,
    remedy,
    ...(object === undefined ? {} : { object: objectOf(object) }),
    path: pathText(path),
    place: locator.place(source, path, range),
    related: related.map((place) => relation(place, input, locator)),
    ...(fix === undefined ? {} : { fix: fix.description }),
    ...(waivedBecause === undefined ? {} : { waivedBecause, waivedIn }),
  };
}

function relation({ object, path, message }: RelatedPlace, input: ReportInput, locator: Locator) {
  return { ...locator.place(input.sourceOf(object), path), message };
}

function objectOf({ apiVersion, kind, metadata: { name, namespace } }: ManifestObject): ReportedObject {
  return { apiVersion, kind, ...(namespace === undefined ? {} : { namespace }), name };
}

function byPlace(one: ReportedPlace, other: ReportedPlace): number {
  const [a, b] = [one.file ?? one.construct ?? '', other.file ?? other.construct ?? ''];
  if (a !== b) return a < b ? -1 : 1;
  return (
    (one.range?.start.line ?? 0) - (other.range?.start.line ?? 0) ||
    (one.range?.start.column ?? 0) - (other.range?.start.column ?? 0)
  );
}
