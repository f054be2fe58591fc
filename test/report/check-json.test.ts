import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkJson } from '../../src/report/check-json';
import { hostileReport } from './hostile-reports';
import { findingWith, reportWith, SAMPLE } from './sample-report';

test('a report has a version of its shape, the tool, numbers, findings and rules, in this order', () => {
  expect(Object.keys(JSON.parse(checkJson(SAMPLE)))).toEqual(['schemaVersion', 'tool', 'summary', 'findings', 'rules']);
  expect(JSON.parse(checkJson(SAMPLE))).toMatchObject({
    schemaVersion: 1,
    tool: { name: 'cdk8s-rollouts', version: '1.2.3' },
    summary: {
      errors: 3,
      warnings: 1,
      infos: 1,
      waived: 1,
      fixable: 1,
      fixed: 0,
      hidden: 5,
      files: 4,
      objects: 12,
      patches: 0,
    },
  });
});

test('a finding has all that is known of it, and no key for the rest', () => {
  expect(JSON.parse(checkJson(SAMPLE)).findings[0]).toEqual(SAMPLE.findings[0]);
  expect(Object.keys(JSON.parse(checkJson(SAMPLE)).findings[3])).toEqual([
    'rule',
    'severity',
    'message',
    'remedy',
    'path',
    'place',
    'related',
  ]);
});

test('an accepted finding is among the others, with its reason', () => {
  expect(JSON.parse(checkJson(SAMPLE)).findings[5]).toMatchObject({
    rule: 'step-combines-kinds',
    waivedBecause: 'the controller of this cluster is patched',
    waivedIn: 'annotation',
  });
});

test('the order of keys does not depend on how the report was made', () => {
  const reversed = Object.fromEntries(Object.entries(findingWith()).reverse());
  expect(checkJson(reportWith([findingWith(reversed)]))).toBe(checkJson(reportWith([findingWith()])));
});

test('it is written with two spaces', () => {
  expect(checkJson(SAMPLE)).toMatch(/^\{\n {2}"schemaVersion": 1,\n {2}"tool": \{\n {4}"name"/);
});

test('what was put in comes out again, whatever it is', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const { findings, rules } = JSON.parse(checkJson(report));
      expect(findings).toEqual(report.findings);
      expect(rules).toEqual(report.rules);
    }),
  );
});
