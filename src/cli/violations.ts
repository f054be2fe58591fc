import { grouped } from '../manifest/grouped';
import type { ManifestSet } from '../manifest/manifest-set';
import type { ReportedObject } from '../report/check-report';
import { messageOf, placeName } from '../report/finding-names';
import { printable } from '../report/printable-text';
import { openFindings } from '../report/report-summary';
import { shortText } from '../report/short-text';
import type { CheckedReport } from './report-on';
import type { RolloutsViolation } from './validation-context';

/** The findings that nobody has accepted, by their rules and severities, as cdk8s prints them. */
export function violationsOf({ report, set }: CheckedReport): RolloutsViolation[] {
  const groups = grouped(openFindings(report), ({ rule, severity }) => `${rule} (${severity})`);
  const repeated = repeatedNames(set);
  return [...groups].map(([ruleName, findings]) => {
    const rule = report.rules.find(({ id }) => id === findings[0]?.rule);
    return {
      ruleName,
      recommendation: `${rule?.what} ${rule?.why} (cdk8s-rollouts check --explain ${rule?.id})`,
      fix: [...new Set(findings.map(({ remedy }) => shortText(remedy)))].join('; '),
      violatingResources: findings.map((finding) => ({
        resourceName: finding.object === undefined ? 'N/A' : resourceName(finding.object, repeated),
        locations: [`${finding.path === '' ? '' : `${printable(finding.path)}: `}${messageOf(finding)}`],
        manifestPath: placeName(finding.place),
      })),
    };
  });
}

// By the bare name cdk8s looks up the construct, and takes any of several that bear it.
function resourceName({ kind, name }: ReportedObject, repeated: ReadonlySet<string>): string {
  return printable(repeated.has(name) ? `${kind} ${name}` : name);
}

function repeatedNames(set: ManifestSet): Set<string> {
  const names = new Set<string>();
  return new Set(
    set.objects.map(({ metadata }) => metadata.name).filter((name) => names.size === names.add(name).size),
  );
}
