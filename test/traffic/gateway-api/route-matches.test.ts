import { describe, expect, test } from '@jest/globals';
import { GrpcMethodMatch, RoutePathMatch, RouteValueMatch } from '../../../src';

describe('RoutePathMatch', () => {
  test.each(['/', '/api', '/a/b.c/d-e_f~', '/a%20b', "/!$&'()*+,;=:@", '/...', '/a./b', '/.well-known'])(
    'takes %s',
    (path) => {
      expect(RoutePathMatch.exact(path).toMatch()).toEqual({ type: 'Exact', value: path });
      expect(RoutePathMatch.prefix(path).toMatch()).toEqual({ type: 'PathPrefix', value: path });
    },
  );

  test.each([
    '',
    'api',
    '/a//b',
    '/a/./b',
    '/a/../b',
    '/a/..',
    '/a/.',
    '/a%2fb',
    '/a%2Fb',
    '/a#b',
    '/a b',
    '/a%2',
    '/ä',
  ])('refuses %j', (path) => {
    const message = `takes an absolute path such as "/api", with other characters as %20 and without "//", "/./", "/../" and "%2F", got ${JSON.stringify(path)}`;
    expect(() => RoutePathMatch.exact(path)).toThrow(`exact ${message}`);
    expect(() => RoutePathMatch.prefix(path)).toThrow(`prefix ${message}`);
  });

  test('has a limit', () => {
    expect(() => RoutePathMatch.prefix(`/${'a'.repeat(1024)}`)).toThrow(
      'prefix takes a text of 1 to 1024 characters, got 1025',
    );
    expect(() => RoutePathMatch.regex('')).toThrow('regex takes a text of 1 to 1024 characters, got ""');
  });

  test('hands a regular expression on as it is', () => {
    expect(RoutePathMatch.regex('/v[0-9]+').toMatch()).toEqual({ type: 'RegularExpression', value: '/v[0-9]+' });
  });
});

describe('RouteValueMatch', () => {
  test('is exact or a regular expression', () => {
    expect(RouteValueMatch.exact('X-A', '1').toMatch()).toEqual({ name: 'X-A', type: 'Exact', value: '1' });
    expect(RouteValueMatch.regex('X-A', '1|2').toMatch()).toEqual({
      name: 'X-A',
      type: 'RegularExpression',
      value: '1|2',
    });
  });

  test.each([
    ['', 'a', 'the name of a match takes the name of a header such as "X-Tenant", got ""'],
    ['X A', 'a', 'got "X A"'],
    ['X-A', '', 'the value of "X-A" takes a text of 1 to 4096 characters, got ""'],
    ['X-A', 'a'.repeat(4097), 'takes a text of 1 to 4096 characters, got 4097'],
  ])('refuses %j with %#', (name, value, message) => {
    expect(() => RouteValueMatch.exact(name, value)).toThrow(message);
    expect(() => RouteValueMatch.regex(name, value)).toThrow(message);
  });
});

describe('GrpcMethodMatch', () => {
  test('has a service, a method or both', () => {
    expect(GrpcMethodMatch.exact({ service: 'shop.v1.Orders', method: 'Create' }).toMatch()).toEqual({
      type: 'Exact',
      service: 'shop.v1.Orders',
      method: 'Create',
    });
    expect(GrpcMethodMatch.exact({ method: 'Create' }).toMatch()).toEqual({ type: 'Exact', method: 'Create' });
    expect(GrpcMethodMatch.regex({ service: 'shop[.].+' }).toMatch()).toEqual({
      type: 'RegularExpression',
      service: 'shop[.].+',
    });
  });

  test.each([
    [{}, 'exact takes a service, a method or both, got neither'],
    [{ service: '' }, 'exact takes texts of 1 to 1024 characters, got ""'],
    [{ service: 'shop/Orders' }, 'service takes a name such as "shop.v1.Orders", got "shop/Orders"'],
    [{ service: 'shop.' }, 'service takes a name such as "shop.v1.Orders", got "shop."'],
    [{ method: 'Create.All' }, 'method takes a name such as "Create", got "Create.All"'],
    [{ method: 'a'.repeat(1025) }, 'exact takes texts of 1 to 1024 characters, got 1025'],
  ])('refuses %j', (method, message) => {
    expect(() => GrpcMethodMatch.exact(method)).toThrow(message);
  });

  test('refuses an expression of nothing', () => {
    expect(() => GrpcMethodMatch.regex({})).toThrow('regex takes a service, a method or both, got neither');
  });
});
