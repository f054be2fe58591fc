import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkJunit } from '../../src/report/check-junit';
import type { ReportedFinding } from '../../src/report/check-report';
import { hostileReport } from './hostile-reports';
import { type ParsedElement, parsedXml } from './parsed-xml';
import { findingWith, reportWith, SAMPLE } from './sample-report';

const suitesOf = (...findings: Partial<ReportedFinding>[]): readonly ParsedElement[] =>
  parsedXml(checkJunit(reportWith(findings.map(findingWith)))).children;
const testsOf = (...findings: Partial<ReportedFinding>[]): readonly ParsedElement[] =>
  suitesOf(...findings).flatMap(({ children }) => children);

test('there is a suite for each file and construct, with its numbers', () => {
  const { attributes, children } = parsedXml(checkJunit(SAMPLE));
  expect(attributes).toEqual({ name: 'cdk8s-rollouts check', tests: '6', failures: '4', errors: '0', skipped: '1' });
  expect(children.map((suite) => suite.attributes)).toEqual([
    { name: 'k8s/demo.yaml', tests: '4', failures: '3', errors: '0', skipped: '1' },
    { name: 'k8s/broken.yaml', tests: '1', failures: '1', errors: '0', skipped: '0' },
    { name: 'demo/rollout/Resource', tests: '1', failures: '0', errors: '0', skipped: '0' },
  ]);
});

test('a report without findings is one test that has passed', () => {
  expect(checkJunit(reportWith([]))).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="cdk8s-rollouts check" tests="1" failures="0" errors="0" skipped="0">',
      '  <testsuite name="cdk8s-rollouts check" tests="1" failures="0" errors="0" skipped="0">',
      '    <testcase name="nothing wrong in 4 files (12 objects)" classname="cdk8s-rollouts check"/>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ].join('\n'),
  );
});

describe('a finding', () => {
  test('is a test of its object that has failed, with the place and what to do', () => {
    expect(testsOf({ message: 'it fails', remedy: 'mend it' })).toEqual([
      {
        name: 'testcase',
        attributes: {
          name: 'analysis-never-fails: spec.metrics[0].failureLimit',
          classname: 'AnalysisTemplate demo/success-rate',
          file: 'k8s/demo.yaml',
        },
        text: expect.stringMatching(/^\s*$/),
        children: [
          {
            name: 'failure',
            attributes: { message: 'it fails', type: 'error' },
            text: 'k8s/demo.yaml:10:21\ndo: mend it',
            children: [],
          },
        ],
      },
    ]);
  });

  test.each([
    ['failure', { severity: 'warning' }],
    ['system-out', { severity: 'info' }],
    ['skipped', { waivedBecause: 'it is meant so' }],
  ] as const)('has a %s where it is %j', (name, finding) => {
    expect(testsOf(finding)[0]?.children[0]?.name).toBe(name);
  });

  test('that is accepted says why', () => {
    expect(testsOf({ waivedBecause: 'it is meant so' })[0]?.children[0]?.attributes).toEqual({
      message: 'accepted: it is meant so',
    });
  });

  test('has a name that does not change with its line, and is no other one’s', () => {
    expect(testsOf({}, { message: 'b' }, { path: 'spec' }).map(({ attributes }) => attributes.name)).toEqual([
      'analysis-never-fails: spec.metrics[0].failureLimit',
      'analysis-never-fails: spec.metrics[0].failureLimit (2)',
      'analysis-never-fails: spec',
    ]);
  });

  test('of no file names none', () => {
    expect(testsOf({ place: { construct: 'demo/x' } })[0]?.attributes).not.toHaveProperty('file');
    expect(testsOf({ place: { file: '-' } })[0]?.attributes).not.toHaveProperty('file');
  });

  test('keeps its characters', () => {
    const message = '<a href="x">&amp; ]]> \'b\' 😀';
    expect(testsOf({ message })[0]?.children[0]?.attributes.message).toBe(message);
  });
});

test('it is well formed and counts right, whatever is in manifests', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const { attributes, children } = parsedXml(checkJunit(report));
      const tests = children.flatMap((suite) => suite.children);
      expect(tests).toHaveLength(Number(attributes.tests));
      const results = tests.flatMap((one) => one.children.map(({ name }) => name));
      expect(results.filter((name) => name === 'failure')).toHaveLength(Number(attributes.failures));
      expect(results.filter((name) => name === 'skipped')).toHaveLength(Number(attributes.skipped));
    }),
  );
});

describe('the reader of XML here', () => {
  test.each([
    ['<a><b></a></b>'],
    ['<a>'],
    ['<a/><b/>'],
    ['<a>&nope;</a>'],
    ['<a>& b</a>'],
    ['<a>]]></a>'],
    ['<a x="<"/>'],
    ['<a x="1" x="2"/>'],
    ['<a x=1/>'],
    ['<a>\u0000</a>'],
  ])('refuses %s', (document) => {
    expect(() => parsedXml(`<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`)).toThrow();
  });
});
