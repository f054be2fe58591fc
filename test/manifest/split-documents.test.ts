import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { splitDocuments } from '../../src/manifest/split-documents';

function partsOf(text: string): string[] {
  return splitDocuments(text).map(({ start, end }) => text.slice(start, end));
}

describe('splitDocuments', () => {
  test('ends a document at each ---, which belongs to the next one', () => {
    expect(partsOf('a: 1\n---\nb: 2\n--- # c\nc: 3\n')).toEqual(['a: 1\n', '---\nb: 2\n', '--- # c\nc: 3\n']);
  });

  test('gives comments and directives to the document behind them', () => {
    expect(partsOf('# a\n%YAML 1.1\n---\na: 1\n...\n# b\n---\nb: 2\n')).toEqual([
      '# a\n%YAML 1.1\n---\na: 1\n...\n',
      '# b\n---\nb: 2\n',
    ]);
  });

  test('has no document for comments and white space alone', () => {
    expect(partsOf('')).toEqual([]);
    expect(partsOf('\n# a\n  \t\n')).toEqual([]);
    expect(partsOf('a: 1\n...\n# b\n')).toEqual(['a: 1\n...\n']);
  });

  test('says that a document begins behind ... without ---', () => {
    const parts = splitDocuments('a: 1\n...\nb: 2\n...\n---\nc: 3\n');
    expect(parts.map(({ isBehindEnd }) => isBehindEnd)).toEqual([false, true, false]);
  });

  test('ends a document within quotes that nobody closed', () => {
    expect(partsOf('a: "b\n---\nc: 3\n')).toEqual(['a: "b\n', '---\nc: 3\n']);
  });

  test('takes no --- that is more than that, or not at the beginning of a line', () => {
    for (const text of ['a: |\n  ---\n', '----\n', '---a\n', 'a: b---\n', 'a: "\u2028---"\n']) {
      expect(partsOf(text)).toEqual([text]);
    }
  });

  test('knows the ends of lines of Windows', () => {
    expect(partsOf('a: 1\r\n---\r\nb: 2\r\n')).toEqual(['a: 1\r\n', '---\r\nb: 2\r\n']);
  });

  test('takes JSON values apart that follow one another, as kubectl does', () => {
    expect(partsOf('{"a":"}{"}{"b":["\\"]"]}\n\n{}\n')).toEqual(['{"a":"}{"}', '{"b":["\\"]"]}', '\n\n{}\n']);
  });

  test('numbers the documents of a text without broken quotes as the yaml package does', () => {
    const line = fc.constantFrom(
      '---',
      '--- b',
      '--- |',
      'a',
      'b: 1',
      '  c: 2',
      '# d',
      '',
      '- e',
      'f: |',
      '  "g"',
      '---h',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const text = lines.join(end);
        expect(splitDocuments(text)).toHaveLength(parseAllDocuments(text).length);
      }),
      { numRuns: 2000 },
    );
  });

  test('loses no character between the first document and the last', () => {
    const piece = fc.constantFrom(
      '---\n',
      '...\n',
      '{"a":1}',
      '{',
      '}',
      '"',
      'a: 1\n',
      '# b\n',
      '\n',
      ' ',
      '%c\n',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        const parts = splitDocuments(text);
        expect(parts.map(({ start }) => start).slice(1)).toEqual(parts.map(({ end }) => end).slice(0, -1));
        for (const { start, body, end } of parts)
          expect([start, body, end].sort((a, b) => a - b)).toEqual([start, body, end]);
      }),
      { numRuns: 2000 },
    );
  });
});
