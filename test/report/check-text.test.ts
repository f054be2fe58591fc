import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkText } from '../../src/report/check-text';
import { hostileReport, hostileText } from './hostile-reports';
import { findingWith, reportWith, SAMPLE, SAMPLE_FILE } from './sample-report';

const textOf = (file: string): string | undefined => (file === 'k8s/demo.yaml' ? SAMPLE_FILE : undefined);

/** The lines of a report from the first one that has some words. */
function linesFrom(text: string, words: string, count: number): string[] {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.includes(words));
  return lines.slice(first, first + count);
}

describe('a finding', () => {
  test('stands under its file and its object, with the lines around it, what to do and what it has to do with', () => {
    expect(linesFrom(checkText(SAMPLE, { textOf, width: 120 }), 'k8s/demo.yaml', 12)).toEqual([
      'k8s/demo.yaml',
      '  AnalysisTemplate demo/success-rate',
      '',
      '    error: the metric success-rate can never fail: failureLimit is 2 and count is 2, so at most 2 can fail',
      '      k8s/demo.yaml:10:21 · analysis-never-fails',
      '           9 |       count: 2',
      '        > 10 |       failureLimit: 2',
      '             |                     ^',
      '          11 |       provider:',
      '      do: take a failureLimit from 0 to 1',
      '      fix: set failureLimit to 1 (--fix does it)',
      '      see: k8s/rollout.yaml:21:9 the rollout demo-app runs it here',
    ]);
  });

  test('of a construct stands under its path, and names the way to the value instead of lines', () => {
    expect(linesFrom(checkText(SAMPLE), 'demo/rollout/Resource', 5)).toEqual([
      'demo/rollout/Resource',
      '  Rollout demo/demo-app',
      '',
      '    info: the image demo:latest may be another one tomorrow',
      '      demo/rollout/Resource · spec.template.spec.containers[0].image · image-tag-mutable',
    ]);
  });

  test('of a document that could not be read stands under its file', () => {
    expect(linesFrom(checkText(SAMPLE), 'k8s/broken.yaml', 4)).toEqual([
      'k8s/broken.yaml',
      '',
      '    error: the document is no YAML: a mapping has two keys "spec"',
      '      k8s/broken.yaml · yaml',
    ]);
  });

  test('of standard input says so', () => {
    const text = checkText(reportWith([findingWith({ place: { file: '-' } })]));
    expect(text).toContain('standard input\n  AnalysisTemplate demo/success-rate\n');
  });

  test('is broken between words where it is longer than the width, and a path is not', () => {
    const file = `k8s/${'long/'.repeat(30)}demo.yaml`;
    const text = checkText(reportWith([findingWith({ place: { file } })]), { width: 80 });
    expect(linesFrom(text, 'error:', 3)).toEqual([
      '    error: the metric success-rate can never fail: failureLimit is 2 and count',
      '      is 2, so at most 2 can fail',
      `      ${file} · spec.metrics[0].failureLimit · analysis-never-fails`,
    ]);
  });

  test('of an object without a name says so', () => {
    const object = { apiVersion: 'v1', kind: 'Service', name: '' };
    expect(checkText(reportWith([findingWith({ object })]))).toContain('\n  Service without a name\n');
  });

  test('that is accepted is only counted', () => {
    const text = checkText(reportWith([findingWith({ waivedBecause: 'it is meant so' })]));
    expect(text).toBe('nothing wrong in 4 files (12 objects) · 1 accepted with a reason\n');
  });

  test('in a line without that number has no lines around it', () => {
    const range = { start: { line: 99, column: 1 }, end: { line: 99, column: 2 } };
    const text = checkText(reportWith([findingWith({ place: { file: 'k8s/demo.yaml', range } })]), { textOf });
    expect(text).toContain(
      '      k8s/demo.yaml:99:1 · spec.metrics[0].failureLimit · analysis-never-fails\n      do: ',
    );
  });
});

test('a file from Windows has the same lines around its findings', () => {
  const textOfWindows = (file: string) => textOf(file)?.replaceAll('\n', '\r\n');
  expect(checkText(SAMPLE, { textOf: textOfWindows })).toBe(checkText(SAMPLE, { textOf }));
});

describe('equal findings', () => {
  const equal = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      findingWith({
        object: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: `app-${index}` },
        place: { file: `${index}.yaml`, range: { start: { line: 5, column: 3 }, end: { line: 5, column: 4 } } },
      }),
    );

  test('are told one by one where there are three', () => {
    expect(checkText(reportWith(equal(3))).match(/error: /g)).toHaveLength(3);
  });

  test('are told once where there are more, with the other places', () => {
    const text = checkText(reportWith(equal(4)));
    expect(text.match(/error: /g)).toHaveLength(1);
    expect(linesFrom(text, 'also:', 3)).toEqual([
      '      also: 1.yaml:5:3 Rollout app-1',
      '      also: 2.yaml:5:3 Rollout app-2',
      '      also: 3.yaml:5:3 Rollout app-3',
    ]);
  });

  test('name ten other places and how many more there are', () => {
    const text = checkText(reportWith(equal(40)));
    expect(text.match(/also:/g)).toHaveLength(10);
    expect(text).toContain('      and 29 more\n');
    expect(text).toContain('40 errors in 4 files');
  });
});

test.each([
  [10, 60],
  [500, 120],
])('a terminal of %i columns is taken as one of %i', (given, taken) => {
  const report = reportWith([findingWith({ message: 'some words '.repeat(40) })]);
  expect(checkText(report, { width: given })).toBe(checkText(report, { width: taken }));
});

describe('the summary', () => {
  test('counts what was found, then what else there is to know', () => {
    expect(checkText({ ...SAMPLE, hidden: 0 }, { width: 120 })).toContain(
      '\n3 errors, 1 warning, 1 info in 4 files (12 objects) · 1 can be mended by --fix · 1 accepted with a reason\n',
    );
  });

  test('has a line for each where one is not enough', () => {
    expect(linesFrom(checkText(SAMPLE), '3 errors', 5)).toEqual([
      '3 errors, 1 warning, 1 info in 4 files (12 objects)',
      '  1 can be mended by --fix',
      '  1 accepted with a reason',
      '  5 less severe findings are hidden, see --severity info',
      'why a rule matters: cdk8s-rollouts check --explain analysis-never-fails',
    ]);
  });

  test.each([
    ['nothing wrong in 4 files (12 objects)', {}],
    ['nothing wrong in 1 file (1 object)', { files: 1, objects: 1 }],
    ['nothing wrong in 12 objects', { files: 0 }],
    ['nothing wrong in 4 files (12 objects) · 2 mended by --fix', { fixed: 2 }],
    ['nothing wrong in 4 files (12 objects) · 1 file left out: Kustomize patches with it', { patches: 1 }],
    ['nothing wrong in 4 files (12 objects) · 2 files left out: Kustomize patches with them', { patches: 2 }],
    ['nothing severe in 4 files (12 objects) · 1 less severe finding is hidden, see --severity info', { hidden: 1 }],
    ['nothing to check in 4 files (no objects of Kubernetes)', { objects: 0 }],
    ['nothing to check (no objects)', { files: 0, objects: 0 }],
  ])('of a report without findings is: %s', (line, report) => {
    expect(checkText(reportWith([], report))).toBe(`${line}\n`);
  });
});

describe('colours', () => {
  const withoutColors = (text: string): string => text.replace(/\p{Cc}\[(1|2|22|3[1236]|39)m/gu, '');

  test('are there only if they are asked for', () => {
    expect(checkText(SAMPLE, { textOf })).not.toContain('\u001b');
    expect(checkText(SAMPLE, { textOf, color: true })).toContain('\u001b[31m\u001b[1merror:\u001b[22m\u001b[39m');
  });

  test('change nothing else', () => {
    fc.assert(
      fc.property(hostileReport, hostileText, (report, text) => {
        const plain = checkText(report, { textOf: () => text });
        expect(withoutColors(checkText(report, { textOf: () => text, color: true }))).toBe(plain);
      }),
    );
  });

  test('are all that a terminal is told, whatever is in manifests', () => {
    fc.assert(
      fc.property(hostileReport, hostileText, (report, text) => {
        const shown = withoutColors(checkText(report, { textOf: () => text, color: true }));
        expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
