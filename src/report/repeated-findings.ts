import { grouped } from '../manifest/grouped';
import type { ReportedFinding } from './check-report';

/** A finding, and the places that say the very same. */
export interface RepeatedFinding {
  /** The finding that is told in full. */
  readonly finding: ReportedFinding;

  /** The others of which only the places are told. */
  readonly equals: readonly ReportedFinding[];
}

/** How often the same may be told in full. */
const OFTEN = 3;

/** Findings in their order; where one rule says the same at more than three places, the first one tells of all. */
export function withoutRepetition(findings: readonly ReportedFinding[]): RepeatedFinding[] {
  const groups = grouped(findings, ({ rule, severity, message, remedy, fix }) =>
    JSON.stringify([rule, severity, message, remedy, fix]),
  );
  const told = new Map(
    [...groups.values()].flatMap((group): [ReportedFinding, readonly ReportedFinding[]][] => {
      const [first, ...equals] = group;
      if (first === undefined || group.length <= OFTEN) return group.map((finding) => [finding, []]);
      return [[first, equals]];
    }),
  );
  return findings.flatMap((finding) => {
    const equals = told.get(finding);
    return equals === undefined ? [] : [{ finding, equals }];
  });
}
