import type { Severity } from '../check/finding';
import type { CheckReport, ReportedFinding, ReportedRule } from './check-report';
import { jsonText } from './json-text';
import { sarifFingerprints } from './sarif-fingerprints';
import { sarifLocation, sarifPlace } from './sarif-location';

/**
 * A report as SARIF 2.1.0, which GitHub code scanning, Azure DevOps and editors read.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function checkSarif(report: CheckReport): string {
  const { version, rules, findings } = report;
  const indices = new Map(rules.map(({ id }, index) => [id, index]));
  const fingerprints = sarifFingerprints(findings);
  // A suppression of one result makes the others say that they have none.
  const hasSuppressions = findings.some(({ waivedBecause }) => waivedBecause !== undefined);
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cdk8s-rollouts', version, rules: rules.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: indices.get(finding.rule),
          level: LEVELS[finding.severity],
          message: { text: messageOf(finding) },
          locations: [sarifLocation(finding)],
          ...relatedOf(finding),
          partialFingerprints: { 'ruleObjectPath/v1': fingerprints.get(finding) },
          ...(hasSuppressions ? { suppressions: suppressionsOf(finding) } : {}),
        })),
      },
    ],
  });
}

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

function ruleOf({ id, severity, what, why, remedy, source, page }: ReportedRule) {
  const advice = `To mend it: ${remedy}.`;
  return {
    id,
    shortDescription: { text: what },
    fullDescription: { text: `${what} ${why}` },
    help: {
      text: `${why}\n\n${advice}\n\nHow this is known: ${source}.`,
      markdown: `${escaped(why)}\n\n**To mend it:** ${escaped(remedy)}.\n\n**How this is known:** ${escaped(source)}.`,
    },
    ...(/^https?:\/\//.test(page) ? { helpUri: page } : {}),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

/**
 * The message and what to do, as sentences. `[text](address)` would be a link, whoever wrote it into a manifest. Braces
 * stay single although the standard doubles them: no reader known undoes that, and templates of Argo are full of them.
 */
function messageOf({ message, remedy }: ReportedFinding): string {
  return `${message}. To mend it: ${remedy}.`.replaceAll('](', '] (');
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>&|~#]/g, (character) => `\\${character}`);
}

function relatedOf({ related }: ReportedFinding) {
  if (related.length === 0) return {};
  return {
    relatedLocations: related.map((relation, id) => ({
      id,
      ...sarifPlace(relation),
      message: { text: relation.message.replaceAll('](', '] (') },
    })),
  };
}

function suppressionsOf({ waivedBecause, waivedIn }: ReportedFinding) {
  if (waivedBecause === undefined) return [];
  return [{ kind: waivedIn === 'configuration' ? 'external' : 'inSource', justification: waivedBecause }];
}
