import { grouped } from '../manifest/grouped';
import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { entriesOf } from '../manifest/plain';
import type { Finding } from './finding';
import type { RuleText } from './rule';
import { WAIVER_EXPIRED, WAIVER_INVALID, WAIVER_PREFIX, WAIVER_UNUSED } from './waiver-rules';

/** What decides about waivers. */
export interface WaiverOptions {
  /** The ids of the rules that were applied: a waiver of another rule is not called unused. */
  readonly applied: ReadonlySet<string>;

  /** The ids of all rules that there are. */
  readonly known: ReadonlySet<string>;

  /**
   * The day, such as `2026-11-26`.
   * @default - no waiver expires
   */
  readonly today?: string;
}

/**
 * The findings, with the reasons of those that are accepted, and with what is wrong with the waivers themselves.
 *
 * A waiver is an annotation `cdk8s-rollouts.dev/ignore.<rule>` of the object that a finding is about. Its value is the
 * reason; it may end in `until 2027-01-31`, which is the last day on which it counts.
 */
export function withWaivers(set: ManifestSet, findings: readonly Finding[], options: WaiverOptions): Finding[] {
  const waivers = set.objects.flatMap((object) => waiversOf(object));
  if (waivers.length === 0) return [...findings];
  const byObject = grouped<ManifestObject | undefined, Waiver>(waivers, ({ object }) => object);
  const used = new Set<Waiver>();
  const waived = findings.map((finding) => {
    const waiver = byObject.get(finding.object)?.find(({ rule, reason }) => rule === finding.rule && reason !== '');
    if (waiver === undefined) return finding;
    used.add(waiver);
    return isOver(waiver, options) ? finding : { ...finding, waivedBecause: waiver.reason };
  });
  return [...waived, ...waivers.flatMap((waiver) => aboutWaiver(set, waiver, used.has(waiver), options))];
}

interface Waiver {
  readonly object: ManifestObject;
  readonly path: ManifestPath;
  readonly rule: string;
  readonly reason: string;
  readonly until?: string;
}

function waiversOf(object: ManifestObject): Waiver[] {
  const annotations = object.metadata.annotations;
  if (annotations === undefined || annotations === null) return [];
  return entriesOf(annotations)
    .filter(([key]) => key.startsWith(WAIVER_PREFIX))
    .map(([key, value]) => {
      const text = typeof value === 'string' ? value.trim() : '';
      const [, reason, until] = text.match(/^(.*?)[\s,;:(]*\buntil\s+(\d{4}-\d{2}-\d{2})\)?\.?$/s) ?? [];
      return {
        object,
        path: ['metadata', 'annotations', key],
        rule: key.slice(WAIVER_PREFIX.length),
        reason: reason ?? text,
        ...(until === undefined ? {} : { until }),
      };
    });
}

function isOver({ until }: Waiver, { today }: WaiverOptions): boolean {
  return until !== undefined && today !== undefined && until < today;
}

function aboutWaiver(set: ManifestSet, waiver: Waiver, isUsed: boolean, options: WaiverOptions): Finding[] {
  const { rule, reason, until, object, path } = waiver;
  const tell = (of: RuleText, message: string): Finding => ({
    rule: of.id,
    severity: of.severity,
    remedy: of.remedy,
    source: set.sourceOf(object),
    object,
    path,
    message,
    ...(of === WAIVER_UNUSED ? { fix: { description: 'take the annotation away', edits: [{ remove: path }] } } : {}),
  });
  if (!options.known.has(rule)) return [tell(WAIVER_INVALID, `there is no rule ${JSON.stringify(rule)} to ignore`)];
  if (reason === '') return [tell(WAIVER_INVALID, `${rule} is ignored without a reason`)];
  if (until !== undefined && Number.isNaN(Date.parse(until))) {
    return [tell(WAIVER_INVALID, `${rule} is ignored until ${until}, which is no day`)];
  }
  if (isOver(waiver, options))
    return [tell(WAIVER_EXPIRED, `${rule} was to be ignored until ${until} only: ${reason}`)];
  if (isUsed || !options.applied.has(rule)) return [];
  return [tell(WAIVER_UNUSED, `${rule} finds nothing here to ignore`)];
}
