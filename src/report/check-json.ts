import type {
  CheckReport,
  ReportedFinding,
  ReportedObject,
  ReportedPlace,
  ReportedRelation,
  ReportedRule,
} from './check-report';
import { jsonText } from './json-text';
import { countsOf } from './report-summary';

/** The version of the shape of the JSON: a key that goes away or means something else raises it, a new one does not. */
export const CHECK_JSON_VERSION = 1;

/**
 * A report as JSON, for programs.
 *
 * `schemaVersion`, `tool` (`name`, `version`), `summary` (numbers: `errors`, `warnings`, `infos`, `waived`, `fixable`,
 * `fixed`, `hidden`, `files`, `objects`, `patches`), `findings` and `rules`, with the keys of `ReportedFinding` and
 * `ReportedRule`. What is not there has no key. Accepted findings are among the others and have `waivedBecause` and
 * `waivedIn`; they are counted in `summary.waived` only.
 */
export function checkJson(report: CheckReport): string {
  return jsonText({
    schemaVersion: CHECK_JSON_VERSION,
    tool: { name: 'cdk8s-rollouts', version: report.version },
    summary: summaryOf(report),
    findings: report.findings.map(findingOf),
    rules: report.rules.map(ruleOf),
  });
}

function summaryOf(report: CheckReport) {
  const { error, warning, info, waived, fixable } = countsOf(report);
  const { fixed, hidden, files, objects, patches } = report;
  return { errors: error, warnings: warning, infos: info, waived, fixable, fixed, hidden, files, objects, patches };
}

// Keys are named one by one: their order and what gets out are a promise, however a report was made.
function findingOf(finding: ReportedFinding) {
  const { rule, severity, message, remedy, object, path, place, related, fix, waivedBecause, waivedIn } = finding;
  return {
    rule,
    severity,
    message,
    remedy,
    object: object && objectOf(object),
    path,
    place: placeOf(place),
    related: related.map(relationOf),
    fix,
    waivedBecause,
    waivedIn,
  };
}

function objectOf({ apiVersion, kind, namespace, name }: ReportedObject) {
  return { apiVersion, kind, namespace, name };
}

function relationOf(relation: ReportedRelation) {
  return { message: relation.message, ...placeOf(relation) };
}

function placeOf({ file, range, construct }: ReportedPlace) {
  return { file, range: range && { start: positionOf(range.start), end: positionOf(range.end) }, construct };
}

function positionOf({ line, column }: { readonly line: number; readonly column: number }) {
  return { line, column };
}

function ruleOf({ id, severity, what, why, remedy, source, page }: ReportedRule) {
  return { id, severity, what, why, remedy, source, page };
}
