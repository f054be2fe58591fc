import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkGithub } from '../../src/report/check-github';
import type { ReportedFinding } from '../../src/report/check-report';
import { hostileReport } from './hostile-reports';
import { findingWith, reportWith, SAMPLE } from './sample-report';

const lineOf = (finding: Partial<ReportedFinding>): string =>
  checkGithub(reportWith([findingWith({ message: 'it fails', remedy: 'mend it', ...finding })])).split('\n')[0] ?? '';

describe('a finding', () => {
  test('is a command that marks its place and says what is wrong and what to do', () => {
    expect(lineOf({})).toBe(
      '::error file=k8s/demo.yaml,line=10,endLine=10,col=21,endColumn=22,title=analysis-never-fails%3A AnalysisTemplate demo/success-rate::it fails%0Ado: mend it',
    );
  });

  test.each([
    ['error', '::error '],
    ['warning', '::warning '],
    ['info', '::notice '],
  ] as const)('that is an %s is the command %s', (severity, command) => {
    expect(lineOf({ severity }).startsWith(command)).toBe(true);
  });

  test('of several lines marks the first one', () => {
    const range = { start: { line: 3, column: 5 }, end: { line: 9, column: 1 } };
    expect(lineOf({ place: { file: 'a.yaml', range }, object: undefined })).toBe(
      '::error file=a.yaml,line=3,endLine=3,col=5,title=analysis-never-fails::it fails%0Ado: mend it',
    );
  });

  test.each([
    [{ file: 'a.yaml' }, '::error file=a.yaml,title=analysis-never-fails::it fails%0Ado: mend it'],
    [{ file: '-' }, '::error title=analysis-never-fails::standard input: it fails%0Ado: mend it'],
    [{ construct: 'demo/x' }, '::error title=analysis-never-fails::demo/x: it fails%0Ado: mend it'],
  ])('at %j is %s', (place, line) => {
    expect(lineOf({ place, object: undefined })).toBe(line);
  });

  test('has what means something to GitHub escaped', () => {
    const line = lineOf({ place: { file: 'a:b,c%d\r\n.yaml' }, object: undefined, message: '100 %, a: b' });
    expect(line).toBe('::error file=a%3Ab%2Cc%25d%0D%0A.yaml,title=analysis-never-fails::100 %25, a: b%0Ado: mend it');
  });
});

test('the last line says what the findings come to, and accepted ones are no command', () => {
  const lines = checkGithub(SAMPLE).trimEnd().split('\n');
  expect(lines).toHaveLength(6);
  expect(lines.at(-1)).toMatch(/^3 errors, 1 warning, 1 info in 4 files \(12 objects\) · /);
});

test('each finding is one line that begins a command, whatever is in manifests', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const open = report.findings.filter(({ waivedBecause }) => waivedBecause === undefined);
      const lines = checkGithub(report).split(/\r\n|\r|\n/);
      expect(lines).toHaveLength(open.length + 2);
      for (const line of lines.slice(0, open.length)) {
        expect(line).toMatch(/^::(error|warning|notice) (\w+=[^:,]*,)*title=[^:,]*::./);
      }
    }),
  );
});
