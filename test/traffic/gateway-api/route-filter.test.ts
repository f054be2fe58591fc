import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { type CorsOptions, RouteFilter } from '../../../src';

describe('RouteFilter', () => {
  test.each([
    [
      RouteFilter.requestHeaderModifier({ set: { 'X-A': '1' }, add: { 'X-B': '2' }, remove: ['X-C'] }),
      {
        type: 'RequestHeaderModifier',
        requestHeaderModifier: {
          set: [{ name: 'X-A', value: '1' }],
          add: [{ name: 'X-B', value: '2' }],
          remove: ['X-C'],
        },
      },
    ],
    [
      RouteFilter.responseHeaderModifier({ add: { 'X-B': '2' } }),
      { type: 'ResponseHeaderModifier', responseHeaderModifier: { add: [{ name: 'X-B', value: '2' }] } },
    ],
    [
      RouteFilter.urlRewrite({ hostname: 'shop.internal', replaceFullPath: '/index.html' }),
      {
        type: 'URLRewrite',
        urlRewrite: { hostname: 'shop.internal', path: { type: 'ReplaceFullPath', replaceFullPath: '/index.html' } },
      },
    ],
    [
      RouteFilter.urlRewrite({ hostname: 'shop.internal' }),
      { type: 'URLRewrite', urlRewrite: { hostname: 'shop.internal' } },
    ],
    [
      RouteFilter.requestMirror({ service: 'shadow', port: 8080, percent: 5 }),
      {
        type: 'RequestMirror',
        requestMirror: { backendRef: { group: '', kind: 'Service', name: 'shadow', port: 8080 }, percent: 5 },
      },
    ],
    [
      RouteFilter.extensionRef({ group: 'traefik.io', kind: 'Middleware', name: 'auth' }),
      { type: 'ExtensionRef', extensionRef: { group: 'traefik.io', kind: 'Middleware', name: 'auth' } },
    ],
    [
      RouteFilter.cors({
        allowOrigins: ['https://shop.example.com'],
        allowMethods: ['PUT'],
        allowHeaders: ['*'],
        exposeHeaders: ['*', 'ETag'],
        allowCredentials: true,
        maxAge: Duration.hours(1),
      }),
      {
        type: 'CORS',
        cors: {
          allowOrigins: ['https://shop.example.com'],
          allowMethods: ['PUT'],
          allowHeaders: ['*'],
          exposeHeaders: ['*', 'ETag'],
          allowCredentials: true,
          maxAge: 3600,
        },
      },
    ],
    [
      RouteFilter.cors({ allowOrigins: ['*'], allowCredentials: false }),
      { type: 'CORS', cors: { allowOrigins: ['*'], maxAge: 5 } },
    ],
  ])('%# is what the API takes', (filter, expected) => {
    expect(filter.toFilter()).toEqual(expected);
  });

  test.each([
    [{}, 'requestHeaderModifier takes headers to set, add or remove, got none'],
    [{ set: { 'X A': '1' } }, 'requestHeaderModifier takes the name of a header such as "X-Tenant", got "X A"'],
    [{ add: { 'X-A': '' } }, 'requestHeaderModifier: the value of "X-A" takes a text of 1 to 4096 characters, got ""'],
    [{ remove: ['X A'] }, 'requestHeaderModifier.remove takes the name of a header'],
    [{ set: { 'X-A': '1', 'x-a': '2' } }, 'requestHeaderModifier names the header "x-a" twice'],
    [
      { remove: Array.from({ length: 17 }, (_, index) => `X-${index}`) },
      'takes at most 16 headers of each kind, got 17',
    ],
  ])('refuses the headers %j', (options, message) => {
    expect(() => RouteFilter.requestHeaderModifier(options)).toThrow(message);
  });

  test.each([
    [{}, 'urlRewrite takes a hostname or a path, got neither'],
    [
      { replaceFullPath: '/a', replacePrefixMatch: '/b' },
      'urlRewrite takes replaceFullPath or replacePrefixMatch, got both',
    ],
    [{ hostname: '*.example.com' }, 'urlRewrite.hostname takes one host name, got "*.example.com"'],
    [{ hostname: 'https://a' }, 'urlRewrite.hostname takes a DNS name'],
    [{ replaceFullPath: 'a' }, 'urlRewrite takes a path such as "/v2", of at most 1024 characters, got "a"'],
  ])('refuses the address %j', (options, message) => {
    expect(() => RouteFilter.urlRewrite(options)).toThrow(message);
  });

  test.each([
    [{ service: 'a.b', port: 80 }, 'requestMirror.service has to be a DNS-1123 label'],
    [{ service: 'a', port: 0 }, 'requestMirror.port takes a whole number from 1 to 65535, got 0'],
    [{ service: 'a', port: 80, percent: 0 }, 'requestMirror.percent takes a whole number from 1 to 100, got 0'],
  ])('refuses the copy %j', (options, message) => {
    expect(() => RouteFilter.requestMirror(options)).toThrow(message);
  });

  test.each([
    [{ group: 'a_b', kind: 'Middleware', name: 'auth' }, 'extensionRef.group has to be a DNS-1123 subdomain'],
    [{ group: '', kind: 'a/b', name: 'auth' }, 'extensionRef.kind takes a kind such as "Middleware", got "a/b"'],
    [{ group: '', kind: 'Middleware', name: '' }, 'extensionRef.name has to be a DNS-1123 subdomain'],
  ])('refuses the extension %j', (options, message) => {
    expect(() => RouteFilter.extensionRef(options)).toThrow(message);
  });

  test.each<[CorsOptions, string]>([
    [{ allowOrigins: [] }, 'cors.allowOrigins is empty: name at least one origin, or "*"'],
    [{ allowOrigins: ['shop.example.com'] }, 'cors.allowOrigins takes an origin such as "https://shop.example.com"'],
    [{ allowOrigins: ['*', 'https://a'] }, 'cors.allowOrigins takes "*" alone, got it among 2'],
    [{ allowOrigins: ['*'], allowMethods: ['*', 'GET'] }, 'cors.allowMethods takes "*" alone, got it among 2'],
    [{ allowOrigins: ['*'], allowMethods: ['get'] }, 'cors.allowMethods takes a method such as "GET", got "get"'],
    [{ allowOrigins: ['*'], allowHeaders: ['X A'] }, 'cors.allowHeaders takes the name of a header'],
    [{ allowOrigins: ['*'], exposeHeaders: [''] }, 'cors.exposeHeaders takes the name of a header'],
    [{ allowOrigins: ['*'], maxAge: Duration.seconds(0) }, 'cors.maxAge takes whole seconds, at least 1'],
    [{ allowOrigins: Array(65).fill('https://a') }, 'cors.allowOrigins takes at most 64, got 65'],
  ])('refuses the origins %#', (options, message) => {
    expect(() => RouteFilter.cors(options)).toThrow(message);
  });
});
