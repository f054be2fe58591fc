import { createHash } from 'node:crypto';
import { grouped } from '../manifest/grouped';
import type { ReportedFinding } from './check-report';

/**
 * What a finding is known by from one report to the next: rule, object and path, not the line nor the values told, so
 * that it stays the same finding when something else in the file changes; of several at one path also which one it is.
 */
export function sarifFingerprints(findings: readonly ReportedFinding[]): ReadonlyMap<ReportedFinding, string> {
  const groups = grouped(findings, ({ rule, object, path, place }) =>
    JSON.stringify([rule, ...(object === undefined ? [place.file, place.construct] : nameOf(object)), path]),
  );
  return new Map(
    [...groups].flatMap(([key, group]) =>
      group.map((finding, index): [ReportedFinding, string] => [finding, `${hashOf(key)}:${index + 1}`]),
    ),
  );
}

/** The version of an API group changes without the object becoming another one. */
function nameOf({ apiVersion, kind, namespace, name }: NonNullable<ReportedFinding['object']>) {
  return [apiVersion.replace(/\/?[^/]*$/, ''), kind, namespace, name];
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
