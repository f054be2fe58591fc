import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CHECK_FORMATS, type CheckFormat } from '../../src/report/check-formats';
import { hostileReport, hostileText } from './hostile-reports';
import { findingWith, reportWith, SAMPLE } from './sample-report';

const FORMATS = Object.entries<CheckFormat>(CHECK_FORMATS);

test('the formats have the names that --format takes', () => {
  expect(Object.keys(CHECK_FORMATS)).toEqual(['text', 'json', 'sarif', 'junit', 'github', 'markdown']);
});

describe.each(FORMATS)('%s', (name, format) => {
  test('ends in one line break', () => {
    expect(format(SAMPLE)).toMatch(/[^\n]\n$/);
    expect(format(reportWith([]))).toMatch(/[^\n]\n$/);
  });

  test('names each finding that nobody has accepted, by its message', () => {
    const text = format(SAMPLE, { width: 120 });
    for (const word of ['at most 2 can fail', 'a number with s, m or h', 'no Service demo-app-canary', 'is no YAML']) {
      expect(text).toContain(word);
    }
  });

  test('is the same each time', () => {
    expect(format(SAMPLE, { color: true, width: 90 })).toBe(format(SAMPLE, { color: true, width: 90 }));
  });

  test('shows a terminal nothing but letters, whatever is in manifests', () => {
    fc.assert(
      fc.property(hostileReport, hostileText, (report, text) => {
        // A file's name is a property of a command that GitHub takes out of the log.
        const shown = format(report, { textOf: () => text }).replace(name === 'github' ? /file=[^,]*/g : /$^/, '');
        expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  test('has something to say of a message of a million characters', () => {
    const report = reportWith([findingWith({ message: 'x'.repeat(1e6), path: 'y'.repeat(1e6) })]);
    expect(format(report)).toContain('xxx');
  });
});
