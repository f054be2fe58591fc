import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HeaderMatch } from '../../../src/rollout/steps/header-match';
import { re2Problems } from '../../../src/rollout/steps/re2';
import { type RouteMatch, routeMatchProblems, toRouteMatch } from '../../../src/rollout/steps/route-match';
import { StringMatch } from '../../../src/rollout/steps/string-match';

describe('StringMatch', () => {
  test('has exactly one key', () => {
    expect(StringMatch.exact('a b').toMatch()).toEqual({ exact: 'a b' });
    expect(StringMatch.prefix('Bearer ').toMatch()).toEqual({ prefix: 'Bearer ' });
    expect(StringMatch.regex(' a.* ').toMatch()).toEqual({ regex: ' a.* ' });
  });

  test.each([
    [() => StringMatch.exact(''), 'exact takes a text of at least one character, got ""'],
    [() => StringMatch.prefix(''), 'prefix takes a text of at least one character, got ""'],
    [() => StringMatch.regex(''), 'regex takes a text of at least one character, got ""'],
    [
      () => StringMatch.exact('a\nb'),
      'exact takes a text without control characters, which no request has, got "a\\nb"',
    ],
    [() => StringMatch.prefix('a\u0000'), 'prefix takes a text without control characters'],
    [() => StringMatch.exact('yes '), 'exact takes a text without space around it, which servers cut off, got "yes "'],
    [() => StringMatch.exact(' yes'), 'exact takes a text without space around it'],
    [() => StringMatch.prefix(' yes'), 'prefix takes a text without space around it'],
  ])('refuses what no request has (%#)', (make, message) => {
    expect(make).toThrow(message);
  });
});

describe('a regular expression', () => {
  test.each([
    'yes|true',
    '^qa-[0-9]{2,4}$',
    '(?i)yes',
    '(?i:yes)|(?s-i:no.)',
    '(?P<user>qa-.*)',
    '(?<user>qa-.*)',
    '[[:alpha:]]+',
    '[(?=]x[\\]]',
    '\\(?=a',
    '\\\\1',
    '\\Q(?=(\\E.*',
    '(?:a|b)*?',
  ])('of RE2 is taken: %s', (regex) => {
    expect(re2Problems('regex', regex)).toEqual([]);
    expect(StringMatch.regex(regex).toMatch()).toEqual({ regex });
  });

  test.each([
    ['(?=a)b', '(?='],
    ['a(?!b)', '(?!'],
    ['(?<=a)b', '(?<='],
    ['(?<!a)b', '(?<!'],
    ['(a)\\1', '\\1'],
    ['(?<x>a)\\k<x>', '\\k'],
    ['(?P<x>a)(?P=x)', '(?P='],
    ['\\\\(?=a)', '(?='],
  ])('with what RE2 does not have is refused: %s', (regex, part) => {
    expect(() => StringMatch.regex(regex)).toThrow(
      `regex takes RE2 syntax, as proxies do, which has no lookahead, lookbehind or backreference, got ${JSON.stringify(part)} ` +
        `in ${JSON.stringify(regex)}`,
    );
  });

  test.each(['(', 'a)', '*', 'a**', '[a', 'a{2,1}', '(?x)a', '(?>a)', '\\'])(
    'that does not parse is refused: %s',
    (regex) => {
      expect(() => StringMatch.regex(regex)).toThrow(
        `regex takes a regular expression in RE2 syntax, got ${JSON.stringify(regex)}, which does not parse`,
      );
    },
  );

  test('is read to its end, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = text.replace(/[^0-9A-Za-z]/g, (character) => `\\${character}`);
        expect(re2Problems('regex', escaped)).toEqual([]);
        expect(re2Problems('regex', `${escaped}(?=a)`)).toHaveLength(1);
        expect(re2Problems('regex', text).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('HeaderMatch', () => {
  test('names the header and compares its value', () => {
    const match = HeaderMatch.prefix('X-User', 'qa-');
    expect(match.toMatch()).toEqual({ headerName: 'X-User', headerValue: { prefix: 'qa-' } });
    expect([match.header, match.kind]).toEqual(['X-User', 'prefix']);
  });

  test.each(['X-Canary', 'x-b3-09', "!#$%&'*+.^_`|~"])('takes the header %s', (header) => {
    expect(HeaderMatch.exact(header, 'yes').header).toBe(header);
  });

  test.each(['', 'X Canary', 'X-Canary:', ':authority', 'Ä', 'x'.repeat(257)])('refuses the header %j', (header) => {
    const message = `a header match takes the name of an HTTP header such as "X-Canary", got ${JSON.stringify(header)}`;
    expect(() => HeaderMatch.exact(header, 'yes')).toThrow(message);
    expect(() => HeaderMatch.prefix(header, 'yes')).toThrow(message);
    expect(() => HeaderMatch.regex(header, 'yes')).toThrow(message);
  });

  test('refuses an empty value', () => {
    expect(() => HeaderMatch.exact('X-Canary', '')).toThrow('exact takes a text of at least one character');
  });
});

describe('RouteMatch', () => {
  const fine: RouteMatch = {
    method: StringMatch.exact('GET'),
    path: StringMatch.prefix('/api'),
    headers: { 'X-Canary': StringMatch.regex('yes|true') },
  };

  test('renders what is given and nothing else', () => {
    expect(toRouteMatch(fine)).toEqual({
      method: { exact: 'GET' },
      path: { prefix: '/api' },
      headers: { 'X-Canary': { regex: 'yes|true' } },
    });
    expect(JSON.stringify(toRouteMatch({ path: StringMatch.exact('/'), headers: {} }))).toBe('{"path":{"exact":"/"}}');
  });

  test.each<[RouteMatch, string[]]>([
    [fine, []],
    [{ method: StringMatch.regex('get|GET'), path: StringMatch.regex('.*') }, []],
    [{}, ['m is empty: give it a method, a path or headers; all requests are path: StringMatch.prefix("/")']],
    [
      { headers: {} },
      ['m is empty: give it a method, a path or headers; all requests are path: StringMatch.prefix("/")'],
    ],
    [{ method: StringMatch.exact('get') }, ['m.method takes a method in capitals such as "GET", got "get"']],
    [{ path: StringMatch.exact('api') }, ['m.path takes a path that begins with "/", got "api"']],
    [{ path: StringMatch.prefix('api') }, ['m.path takes a path that begins with "/", got "api"']],
    [
      { headers: { 'X Canary': StringMatch.exact('yes') } },
      ['m.headers takes the name of an HTTP header such as "X-Canary", got "X Canary"'],
    ],
  ])('is told what is wrong with it (%#)', (match, problems) => {
    expect(routeMatchProblems('m', match)).toEqual(problems);
  });
});
