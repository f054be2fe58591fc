import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkMarkdown } from '../../src/report/check-markdown';
import type { ReportedFinding } from '../../src/report/check-report';
import { hostileReport } from './hostile-reports';
import { findingWith, reportWith, SAMPLE } from './sample-report';

const written = (...findings: Partial<ReportedFinding>[]): string =>
  checkMarkdown(reportWith(findings.map(findingWith)));
const countOf = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

test('it begins with what was found', () => {
  expect(checkMarkdown(SAMPLE).split('\n').slice(0, 3)).toEqual([
    '### cdk8s-rollouts check',
    '',
    '**3 errors, 1 warning, 1 info in 4 files (12 objects)** · 1 can be mended by `--fix` · 1 accepted with a reason · 5 less severe findings are hidden, see `--severity info`',
  ]);
});

test('a report without findings is no more than that', () => {
  expect(checkMarkdown(reportWith([]))).toBe('### cdk8s-rollouts check\n\n**nothing wrong in 4 files (12 objects)**\n');
});

test('a table has a row for each rule, the worst first', () => {
  const rows = checkMarkdown(SAMPLE)
    .split('\n')
    .filter((line) => line.startsWith('|'));
  expect(rows).toEqual([
    '| | rule | findings | what is wrong |',
    '| --- | --- | ---: | --- |',
    '| error | <code>analysis-never-fails</code> | 1 | A metric that cannot fail. |',
    '| error | <code>pause-duration-invalid</code> | 1 |  |',
    '| error | <code>yaml</code> | 1 |  |',
    '| warning | <code>service-missing</code> | 1 |  |',
    '| info | [<code>image-tag-mutable</code>](https://example.com/rules/image-tag-mutable) | 1 | An image whose tag may move. |',
  ]);
});

test('a finding stands under its rule with its place, what is wrong and what to do', () => {
  expect(checkMarkdown(SAMPLE)).toContain(
    [
      '<details open>',
      '<summary>error: <code>analysis-never-fails</code> (1)</summary>',
      '',
      'why: The release goes on whatever it measures.',
      '',
      '- **k8s/demo.yaml:10:21 · AnalysisTemplate demo/success-rate**<br>the metric success-rate can never fail: failureLimit is 2 and count is 2, so at most 2 can fail<br>',
      '  do: take a failureLimit from 0 to 1<br>',
      '  fix: set failureLimit to 1 (`--fix` does it)<br>',
      '  see: k8s/rollout.yaml:21:9 the rollout demo-app runs it here',
      '',
      '</details>',
      '',
    ].join('\n'),
  );
});

test('many findings are folded away, a few are not', () => {
  const many = Array.from({ length: 6 }, (_, index) => ({ path: `spec[${index}]` }));
  expect(written(...many)).toContain('\n<details>\n');
  expect(written(...many.slice(1))).toContain('\n<details open>\n');
});

test('accepted findings are listed with their reasons', () => {
  expect(written({ waivedBecause: 'it is meant so' })).toContain(
    '\n<details>\n<summary>1 accepted with a reason</summary>\n\n- <code>analysis-never-fails</code> · AnalysisTemplate demo/success-rate: it is meant so\n',
  );
});

test('findings of a rule that the configuration accepts are listed together', () => {
  const accepted = { waivedBecause: 'no tag moves here', waivedIn: 'configuration' } as const;
  const other = { rule: 'image-tag-mutable', ...accepted };
  const text = written(accepted, { path: 'spec' }, other, { path: 'kind', ...accepted });
  expect(text).toContain(
    '\n<summary>3 accepted with a reason</summary>\n\n' +
      '- <code>analysis-never-fails</code> · 2 findings, by the configuration: no tag moves here\n' +
      '- <code>image-tag-mutable</code> · 1 finding, by the configuration: no tag moves here\n',
  );
});

describe('what manifests say', () => {
  test.each([
    ['a|b', 'a&#124;b'],
    ['`a`', '&#96;a&#96;'],
    ['<b>&', '&#60;b&#62;&#38;'],
    ['a\n\n# b', 'a  # b'],
    ['@somebody', '@&#8203;somebody'],
    ['#12', '#&#8203;12'],
    ['*a* _b_ ~c~', '&#42;a&#42; &#95;b&#95; &#126;c&#126;'],
    ['[a](b)', '&#91;a&#93;(b)'],
    ['\\', '&#92;'],
    ['$a$', '<span>$</span>a<span>$</span>'],
  ])('is shown as it is and does nothing: %j', (message, shown) => {
    expect(written({ message })).toContain(`**<br>${shown}<br>\n`);
  });

  test('makes no line, element, mention or table of its own', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const text = checkMarkdown(report);
        // Each line begins with what we have written.
        const ours =
          /^(### cdk8s-rollouts check$|\*\*(\d|nothing )|\| |<\/?details|<summary>|why: |- (\*\*|<code>)| {2}(do|fix|see): )/;
        expect(text.split('\n').filter((line) => line !== '' && !ours.test(line))).toEqual([]);
        expect(text.replace(/<\/?(details|summary|code|span|br)( open)?>/g, '')).not.toMatch(/<[^\s]/);
        expect(countOf(text, /<details( open)?>/g)).toBe(countOf(text, /<\/details>/g));
        expect(countOf(text, /<code>/g)).toBe(countOf(text, /<\/code>/g));
        expect(text).not.toMatch(/@\w/);
        for (const row of text.split('\n').filter((line) => line.startsWith('|'))) {
          expect(row.split('|')).toHaveLength(6);
        }
      }),
    );
  });
});

describe('a report that is too long', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      findingWith({ severity: index % 2 === 0 ? 'info' : 'error', path: `spec[${index}]`, message: `number ${index}` }),
    );

  test('fits into a comment on GitHub, and says how much is left out', () => {
    const text = checkMarkdown(reportWith(many(3000)));
    expect(text.length).toBeLessThanOrEqual(65_536);
    const shown = countOf(text, /\n- \*\*/g);
    expect(text.endsWith(`\nand ${3000 - shown} more findings\n`)).toBe(true);
  });

  test('leaves out the least severe', () => {
    const text = checkMarkdown(reportWith(many(400)), { limit: 40_000 });
    expect(text).toContain('number 399<br>');
    expect(text).not.toContain('number 398<br>');
    expect(text).toContain('| info | <code>analysis-never-fails</code> | 200 |');
  });

  test('may be longer where there is more room', () => {
    const text = checkMarkdown(reportWith(many(3000)), { limit: 1_000_000 });
    expect(countOf(text, /\n- \*\*/g)).toBe(3000);
  });

  test('fits into any room that there is, with all that was opened closed', () => {
    fc.assert(
      fc.property(hostileReport, fc.integer({ min: 1000, max: 20_000 }), (report, limit) => {
        const text = checkMarkdown(report, { limit });
        expect(text.length).toBeLessThanOrEqual(limit);
        expect(countOf(text, /<details( open)?>/g)).toBe(countOf(text, /<\/details>/g));
      }),
    );
  });
});
