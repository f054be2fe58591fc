import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CheckReport, ReportedFinding, ReportedPlace } from '../../src/report/check-report';
import { checkSarif } from '../../src/report/check-sarif';
import { hostileReport } from './hostile-reports';
import { findingWith, reportWith, SAMPLE } from './sample-report';
import { sarifValidator } from './sarif-schema';

const runOf = (report: CheckReport) => JSON.parse(checkSarif(report)).runs[0];
const resultOf = (finding: Partial<ReportedFinding>) => runOf(reportWith([findingWith(finding)])).results[0];

describe('the schema of SARIF 2.1.0', () => {
  const isValid = sarifValidator();

  test('takes a report with one of everything, and one without findings', () => {
    expect(isValid(JSON.parse(checkSarif(SAMPLE))) || isValid.errors).toBe(true);
    expect(isValid(JSON.parse(checkSarif(reportWith([])))) || isValid.errors).toBe(true);
  });

  test('takes every report, whatever is in manifests', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        expect(isValid(JSON.parse(checkSarif(report))) || isValid.errors).toBe(true);
      }),
    );
  });

  test.each(['ruleIndex', 'level', 'message', 'locations', 'partialFingerprints'])(
    'refuses a result whose %s is of another type',
    (key) => {
      const log = JSON.parse(checkSarif(SAMPLE));
      log.runs[0].results[0][key] = [true];
      expect(isValid(log)).toBe(false);
    },
  );

  test('refuses an address with a blank', () => {
    const log = JSON.parse(checkSarif(SAMPLE));
    log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'a b.yaml';
    expect(isValid(log)).toBe(false);
  });
});

test('the tool has its name, its version and its rules', () => {
  const { driver } = runOf(SAMPLE).tool;
  expect(driver).toMatchObject({ name: 'cdk8s-rollouts', version: '1.2.3' });
  expect(driver.rules).toHaveLength(2);
  expect(driver.rules[1]).toEqual({
    id: 'image-tag-mutable',
    shortDescription: { text: 'An image whose tag may move.' },
    fullDescription: { text: 'An image whose tag may move. Two pods of one version may run different code.' },
    help: {
      text: 'Two pods of one version may run different code.\n\nTo mend it: name a tag that does not move.\n\nHow this is known: the documentation of Kubernetes.',
      markdown:
        'Two pods of one version may run different code.\n\n**To mend it:** name a tag that does not move.\n\n**How this is known:** the documentation of Kubernetes.',
    },
    helpUri: 'https://example.com/rules/image-tag-mutable',
    defaultConfiguration: { level: 'note' },
  });
});

test('a page that is no address is left out', () => {
  expect(runOf(SAMPLE).tool.driver.rules[0]).not.toHaveProperty('helpUri');
});

describe('a result', () => {
  test('says which rule, how bad, what and where', () => {
    expect(runOf(SAMPLE).results[0]).toMatchObject({
      ruleId: 'analysis-never-fails',
      ruleIndex: 0,
      level: 'error',
      message: {
        text: expect.stringMatching(/^the metric .* can fail\. To mend it: take a failureLimit from 0 to 1\.$/),
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'k8s/demo.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 10, startColumn: 21, endLine: 10, endColumn: 22 },
          },
          logicalLocations: [
            {
              name: 'success-rate',
              fullyQualifiedName: 'AnalysisTemplate/demo/success-rate/spec.metrics[0].failureLimit',
              kind: 'resource',
            },
          ],
        },
      ],
      relatedLocations: [
        {
          id: 0,
          physicalLocation: { artifactLocation: { uri: 'k8s/rollout.yaml' }, region: { startLine: 21 } },
          message: { text: 'the rollout demo-app runs it here' },
        },
      ],
    });
  });

  test('of a rule that is not among the rules has no index', () => {
    expect(runOf(SAMPLE).results[1]).not.toHaveProperty('ruleIndex');
  });

  test.each([
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'note'],
  ] as const)('that is an %s has the level %s', (severity, level) => {
    expect(resultOf({ severity }).level).toBe(level);
  });

  test('has no links in its message but those of the tool', () => {
    expect(resultOf({ message: 'see [this](http://example.com)' }).message.text).toMatch(/^see \[this\] \(http/);
  });

  test('that is accepted is suppressed with the reason, and all others say that they are not', () => {
    const { results } = runOf(SAMPLE);
    expect(results[5].suppressions).toEqual([
      { kind: 'inSource', justification: 'the controller of this cluster is patched' },
    ]);
    expect(results[0].suppressions).toEqual([]);
  });

  test('that the configuration accepts is suppressed outside of the source', () => {
    expect(resultOf({ waivedBecause: 'all of them are', waivedIn: 'configuration' }).suppressions).toEqual([
      { kind: 'external', justification: 'all of them are' },
    ]);
  });

  test('says nothing of suppressions where none is accepted', () => {
    expect(resultOf({})).not.toHaveProperty('suppressions');
  });
});

describe('a place', () => {
  const locationOf = (place: ReportedPlace) => resultOf({ place, object: undefined }).locations[0];
  const artifactOf = (file: string) => locationOf({ file }).physicalLocation.artifactLocation;

  test.each([
    ['a.yaml', { uri: 'a.yaml', uriBaseId: '%SRCROOT%' }],
    ['./k8s/a.yaml', { uri: 'k8s/a.yaml', uriBaseId: '%SRCROOT%' }],
    ['../a.yaml', { uri: '../a.yaml', uriBaseId: '%SRCROOT%' }],
    ['my files/ä#?:%.yaml', { uri: 'my%20files/%C3%A4%23%3F%3A%25.yaml', uriBaseId: '%SRCROOT%' }],
    ['/tmp/a b.yaml', { uri: 'file:///tmp/a%20b.yaml' }],
    ['C:/tmp/a b.yaml', { uri: 'file:///C:/tmp/a%20b.yaml' }],
    ['-', { uri: 'stdin', description: { text: 'standard input' } }],
  ])('in the file %s is the address that leads there', (file, artifact) => {
    expect(artifactOf(file)).toEqual(artifact);
  });

  test('of a file of which no more is known has no region', () => {
    expect(locationOf({ file: 'a.yaml' }).physicalLocation).not.toHaveProperty('region');
  });

  test('of a construct is its path, and no file', () => {
    expect(locationOf({ construct: 'demo/rollout' })).toEqual({
      logicalLocations: [{ fullyQualifiedName: 'demo/rollout', kind: 'construct' }],
    });
  });
});

describe('the fingerprint of a result', () => {
  const fingerprints = (...findings: Partial<ReportedFinding>[]): string[] =>
    runOf(reportWith(findings.map(findingWith))).results.map(
      (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints['ruleObjectPath/v1'],
    );

  test('stays the same when the line, the file, the message or the version of the group changes', () => {
    const [before] = fingerprints({});
    expect(
      fingerprints({
        place: { file: 'other.yaml', range: { start: { line: 99, column: 1 }, end: { line: 99, column: 9 } } },
        message: 'other values',
        object: { apiVersion: 'argoproj.io/v1', kind: 'AnalysisTemplate', namespace: 'demo', name: 'success-rate' },
      }),
    ).toEqual([before]);
  });

  test.each([
    ['rule', { rule: 'yaml' }],
    ['object', { object: { apiVersion: 'v1', kind: 'Service', name: 'x' } }],
    ['path', { path: 'spec' }],
  ])('is another one for another %s', (_, finding) => {
    expect(fingerprints(finding)).not.toEqual(fingerprints({}));
  });

  test('is another one for each of several at one path', () => {
    const [first, second] = fingerprints({}, { message: 'something else' });
    expect(first).toMatch(/^[0-9a-f]{32}:1$/);
    expect(second).toBe(first?.replace(/1$/, '2'));
  });

  test('of a document that could not be read is that of its file', () => {
    const [one, other, again] = ['a.yaml', 'b.yaml', 'a.yaml'].flatMap((file) =>
      fingerprints({ object: undefined, place: { file } }),
    );
    expect(one).not.toBe(other);
    expect(one).toBe(again);
  });
});
