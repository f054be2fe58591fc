import { dnsSubdomainProblems, hostnameProblems, quote, serviceNameProblems } from '../../validation/names';
import { durationProblems, wholeNumberProblems } from '../../validation/numbers';
import { repeated } from '../../validation/repeated';
import { isHttpMethod } from './http-method';
import type {
  CorsOptions,
  ExtensionRefOptions,
  HeaderModifierOptions,
  RequestMirrorOptions,
  UrlRewriteOptions,
} from './route-filter-options';
import { tokenProblems, valueProblems } from './route-value-match';

const MAX_HEADERS = 16;
const MAX_LIST = 64;
const MAX_PATH = 1024;

/** What is wrong with a change of headers, as a list of problems. */
export function headerModifierProblems(what: string, { set, add, remove }: HeaderModifierOptions): string[] {
  const changes = [Object.entries(set ?? {}), Object.entries(add ?? {})];
  const lists = [...changes, remove ?? []];
  return [
    ...(lists.every((list) => list.length === 0) ? [`${what} takes headers to set, add or remove, got none`] : []),
    ...lists
      .filter((list) => list.length > MAX_HEADERS)
      .map((list) => `${what} takes at most ${MAX_HEADERS} headers of each kind, got ${list.length}`),
    ...(remove ?? []).flatMap((name) => tokenProblems(`${what}.remove`, name)),
    ...changes
      .flat()
      .flatMap(([name, value]) => [
        ...tokenProblems(what, name),
        ...valueProblems(`${what}: the value of ${quote(name)}`, value),
      ]),
    ...lists
      .flatMap((list) => repeated(list.map((header) => (Array.isArray(header) ? header[0] : header).toLowerCase())))
      .map((name) => `${what} names the header ${quote(name)} twice: upper and lower case are the same`),
  ];
}

/** What is wrong with a change of addresses, as a list of problems. */
export function urlRewriteProblems({ hostname, replaceFullPath, replacePrefixMatch }: UrlRewriteOptions): string[] {
  const paths = [replaceFullPath, replacePrefixMatch].filter((path) => path !== undefined);
  return [
    ...(hostname === undefined && paths.length === 0 ? ['urlRewrite takes a hostname or a path, got neither'] : []),
    ...(paths.length > 1 ? ['urlRewrite takes replaceFullPath or replacePrefixMatch, got both'] : []),
    ...(hostname === undefined
      ? []
      : hostname.startsWith('*')
        ? [`urlRewrite.hostname takes one host name, got ${quote(hostname)}`]
        : hostnameProblems('urlRewrite.hostname', hostname)),
    ...paths
      .filter((path) => !path.startsWith('/') || path.length > MAX_PATH)
      .map((path) => `urlRewrite takes a path such as "/v2", of at most ${MAX_PATH} characters, got ${quote(path)}`),
  ];
}

/** What is wrong with a copy of requests, as a list of problems. */
export function requestMirrorProblems({ service, port, percent }: RequestMirrorOptions): string[] {
  return [
    ...serviceNameProblems('requestMirror.service', service),
    ...wholeNumberProblems('requestMirror.port', port, 1, 65535),
    ...(percent === undefined ? [] : wholeNumberProblems('requestMirror.percent', percent, 1, 100)),
  ];
}

/** What is wrong with a filter of the implementation's own kind, as a list of problems. */
export function extensionRefProblems({ group, kind, name }: ExtensionRefOptions): string[] {
  return [
    ...(group === '' ? [] : dnsSubdomainProblems('extensionRef.group', group)),
    ...(/^[a-zA-Z]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/.test(kind)
      ? []
      : [`extensionRef.kind takes a kind such as "Middleware", got ${quote(kind)}`]),
    ...dnsSubdomainProblems('extensionRef.name', name),
  ];
}

/** What is wrong with what pages of other origins may do, as a list of problems. */
export function corsProblems(options: CorsOptions): string[] {
  const { allowOrigins, allowMethods = [], allowHeaders = [], exposeHeaders = [], maxAge } = options;
  const lists = Object.entries({ allowOrigins, allowMethods, allowHeaders, exposeHeaders });
  return [
    ...(allowOrigins.length === 0 ? ['cors.allowOrigins is empty: name at least one origin, or "*"'] : []),
    ...lists
      .filter(([, list]) => list.length > MAX_LIST)
      .map(([name, list]) => `cors.${name} takes at most ${MAX_LIST}, got ${list.length}`),
    ...lists
      .filter(([name, list]) => name !== 'exposeHeaders' && list.includes('*') && list.length > 1)
      .map(([name, list]) => `cors.${name} takes "*" alone, got it among ${list.length}`),
    ...allowOrigins
      .filter((origin) => !ORIGIN.test(origin))
      .map((origin) => `cors.allowOrigins takes an origin such as "https://shop.example.com", got ${quote(origin)}`),
    ...allowMethods
      .filter((method) => method !== '*' && !isHttpMethod(method))
      .map((method) => `cors.allowMethods takes a method such as "GET", got ${quote(method)}`),
    ...allowHeaders.flatMap((name) => tokenProblems('cors.allowHeaders', name)),
    ...exposeHeaders.flatMap((name) => tokenProblems('cors.exposeHeaders', name)),
    ...(maxAge === undefined ? [] : durationProblems('cors.maxAge', maxAge)),
  ];
}

// The pattern of the CRD.
const ORIGIN = /^\*$|^https?:\/\/((\*\.)?([a-zA-Z0-9-]+\.)*[a-zA-Z0-9-]+|\*)(:[0-9]{1,5})?$/;
