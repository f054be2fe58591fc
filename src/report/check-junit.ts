import { grouped } from '../manifest/grouped';
import type { CheckReport, ReportedFinding } from './check-report';
import { fileName, messageOf, objectName, placeName } from './finding-names';
import { countsOf, summaryOf } from './report-summary';
import { shortText } from './short-text';
import { type XmlElement, xmlDocument } from './xml-element';

/**
 * A report as JUnit's XML, which GitLab, Jenkins and most others show: a suite per file, and in it a test per finding.
 *
 * Errors and warnings have failed, what is good to know has passed, what is accepted was skipped; a check that finds
 * nothing is one test which has passed. Names have no lines in them: they say whether a failure is a new one.
 */
export function checkJunit(report: CheckReport): string {
  const { error, warning, waived } = countsOf(report);
  const suites = [...grouped(report.findings, ({ place }) => fileName(place))].map(([name, findings]) =>
    suiteOf(name, findings),
  );
  return xmlDocument({
    name: 'testsuites',
    attributes: {
      name: 'cdk8s-rollouts check',
      tests: Math.max(report.findings.length, 1),
      failures: error + warning,
      errors: 0,
      skipped: waived,
    },
    children: suites.length === 0 ? [passedSuite(report)] : suites,
  });
}

function passedSuite(report: CheckReport): XmlElement {
  const name = summaryOf(report).join(' · ');
  const test: XmlElement = { name: 'testcase', attributes: { name, classname: 'cdk8s-rollouts check' }, children: [] };
  return suite('cdk8s-rollouts check', [test], 0, 0);
}

function suiteOf(name: string, findings: readonly ReportedFinding[]): XmlElement {
  const byName = grouped(findings, (finding) => JSON.stringify([classOf(finding), testName(finding)]));
  const tests = [...byName.values()].flatMap((sameName) => sameName.map(testOf));
  const skipped = findings.filter(({ waivedBecause }) => waivedBecause !== undefined).length;
  return suite(name, tests, findings.filter(isFailure).length, skipped);
}

function suite(name: string, tests: readonly XmlElement[], failures: number, skipped: number): XmlElement {
  return {
    name: 'testsuite',
    attributes: { name, tests: tests.length, failures, errors: 0, skipped },
    children: tests,
  };
}

function testOf(finding: ReportedFinding, index: number): XmlElement {
  const { file } = finding.place;
  return {
    name: 'testcase',
    attributes: {
      // Readers take tests of one name for one test, and show the last one only.
      name: index === 0 ? testName(finding) : `${testName(finding)} (${index + 1})`,
      classname: classOf(finding),
      file: file === undefined || file === '-' ? undefined : fileName(finding.place),
    },
    children: [resultOf(finding)],
  };
}

function testName({ rule, path }: ReportedFinding): string {
  return path === '' ? rule : `${rule}: ${shortText(path, 200)}`;
}

function classOf({ object, place }: ReportedFinding): string {
  return object === undefined ? fileName(place) : objectName(object);
}

function isFailure({ severity, waivedBecause }: ReportedFinding): boolean {
  return waivedBecause === undefined && severity !== 'info';
}

function resultOf(finding: ReportedFinding): XmlElement {
  const { severity, waivedBecause } = finding;
  const message = messageOf(finding);
  if (waivedBecause !== undefined) {
    return {
      name: 'skipped',
      attributes: { message: `accepted: ${shortText(waivedBecause)}` },
      children: [],
    };
  }
  const text = textOf(finding);
  if (!isFailure(finding))
    return { name: 'system-out', attributes: {}, children: [`${severity}: ${message}\n${text}`] };
  return { name: 'failure', attributes: { message, type: severity }, children: [text] };
}

function textOf({ place, remedy, related }: ReportedFinding): string {
  return [
    placeName(place),
    `do: ${shortText(remedy)}`,
    ...related.map((relation) => `see: ${placeName(relation)} ${shortText(relation.message)}`),
  ].join('\n');
}
