import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { type GatewayRouteProps, HttpMethod, RouteFilter, RoutePathMatch, RouteValueMatch } from '../../../src';
import { demoChart, demoRollout, demoRoute, demoServices, onlyObject } from '../../demo-chart';

const STABLE = { group: '', kind: 'Service', name: 'demo-stable', port: 80, weight: 100 };
const CANARY = { group: '', kind: 'Service', name: 'demo-canary', port: 80, weight: 0 };

function rulesOf(rules: GatewayRouteProps['rules']): unknown[] {
  const chart = demoChart();
  const services = demoServices(chart);
  demoRollout(chart, { services, trafficRouting: [demoRoute(chart, services, { rules })], analysis: undefined });
  return onlyObject(chart, 'HTTPRoute').spec.rules;
}

describe('the rules of GatewayRoute', () => {
  test('all send to both Services, with every default of the API written out', () => {
    const rules = rulesOf([
      {
        name: 'api',
        matches: [
          { path: RoutePathMatch.prefix('/api'), method: HttpMethod.GET },
          {
            path: RoutePathMatch.regex('/v[0-9]+'),
            headers: [RouteValueMatch.exact('X-Tenant', 'acme'), RouteValueMatch.regex('X-Beta', '.+')],
            queryParams: [RouteValueMatch.exact('lang', 'de')],
          },
          { headers: [RouteValueMatch.exact('X-Api', '1')] },
        ],
        timeouts: { request: Duration.seconds(90), backendRequest: Duration.millis(500) },
      },
      {},
    ]);
    expect(rules).toEqual([
      {
        name: 'api',
        matches: [
          { path: { type: 'PathPrefix', value: '/api' }, method: 'GET' },
          {
            path: { type: 'RegularExpression', value: '/v[0-9]+' },
            headers: [
              { name: 'X-Tenant', type: 'Exact', value: 'acme' },
              { name: 'X-Beta', type: 'RegularExpression', value: '.+' },
            ],
            queryParams: [{ name: 'lang', type: 'Exact', value: 'de' }],
          },
          { path: { type: 'PathPrefix', value: '/' }, headers: [{ name: 'X-Api', type: 'Exact', value: '1' }] },
        ],
        backendRefs: [STABLE, CANARY],
        timeouts: { request: '90s', backendRequest: '500ms' },
      },
      { matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [STABLE, CANARY] },
    ]);
  });

  test('have filters, and some for the canary alone', () => {
    const filters = [RouteFilter.requestHeaderModifier({ remove: ['X-Internal'] })];
    const canaryFilters = [RouteFilter.responseHeaderModifier({ set: { 'X-Version': 'canary' } })];
    expect(rulesOf([{ filters, canaryFilters }])).toEqual([
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' } }],
        filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['X-Internal'] } }],
        backendRefs: [
          STABLE,
          {
            ...CANARY,
            filters: [
              {
                type: 'ResponseHeaderModifier',
                responseHeaderModifier: { set: [{ name: 'X-Version', value: 'canary' }] },
              },
            ],
          },
        ],
      },
    ]);
  });

  const mirror = RouteFilter.requestMirror({ service: 'shadow', port: 80 });
  const rewrite = RouteFilter.urlRewrite({ replacePrefixMatch: '/' });
  const match = { path: RoutePathMatch.prefix('/a') };

  test.each<[GatewayRouteProps['rules'], string]>([
    [[], 'rules is empty: name at least one, or leave it out for one of every request'],
    [Array(17).fill({}), 'rules takes at most 16, got 17: make a second route'],
    [[{ name: 'Not_a_name' }], 'rules[0].name has to be a DNS-1123 subdomain'],
    [[{ name: 'a' }, { name: 'b' }, { name: 'a' }], 'two rules are named "a": give each its own name'],
    [[{ matches: [] }], 'rules[0].matches is empty: name at least one, or leave it out for every request'],
    [[{ matches: Array(65).fill(match) }], 'rules[0].matches takes at most 64, got 65'],
    [Array(3).fill({ matches: Array(43).fill(match) }), 'rules have 129 matches together, a route holds 128'],
    [[{ matches: Array(64).fill(match) }, { matches: Array(64).fill(match) }, {}], 'rules have 129 matches together'],
    [[{ matches: [{ headers: [] }] }], 'rules[0].matches[0].headers is empty'],
    [
      [{ matches: [{ headers: [RouteValueMatch.exact('X-A', '1'), RouteValueMatch.exact('x-a', '2')] }] }],
      'rules[0].matches[0].headers has several matches of "x-a", and the API takes one: take RouteValueMatch.regex',
    ],
    [
      [{ matches: [{ queryParams: [RouteValueMatch.exact('q', 'a'.repeat(1025))] }] }],
      'rules[0].matches[0].queryParams takes values of at most 1024 characters, got 1025 for "q"',
    ],
    [
      [{ matches: [{ headers: Array.from({ length: 17 }, (_, index) => RouteValueMatch.exact(`X-${index}`, '1')) }] }],
      'rules[0].matches[0].headers takes at most 16, got 17',
    ],
    [[{ filters: [] }], 'rules[0].filters is empty: name at least one, or leave it out'],
    [[{ canaryFilters: [] }], 'rules[0].canaryFilters is empty'],
    [[{ filters: Array(17).fill(mirror) }], 'rules[0].filters takes at most 16 filters, got 17'],
    [[{ filters: [rewrite, rewrite] }], 'rules[0].filters has "URLRewrite" several times, and the API takes one'],
    [
      [{ filters: [rewrite], matches: [match, match] }],
      'rules[0] has replacePrefixMatch, for which it has to have exactly one match, with RoutePathMatch.prefix',
    ],
    [
      [{ canaryFilters: [rewrite], matches: [{ path: RoutePathMatch.exact('/a') }] }],
      'rules[0] has replacePrefixMatch',
    ],
    [[{ timeouts: {} }], 'rules[0].timeouts is empty: give request, backendRequest or both, or leave it out'],
    [[{ timeouts: { request: Duration.millis(0) } }], 'rules[0].timeouts.request takes a time from 1ms to 99999s'],
    [
      [{ timeouts: { request: Duration.seconds(1), backendRequest: Duration.seconds(2) } }],
      'rules[0].timeouts.backendRequest is longer than rules[0].timeouts.request, which ends the request before',
    ],
  ])('refuses %#', (rules, message) => {
    expect(() => rulesOf(rules)).toThrow(message);
  });

  test('take what is at the limit', () => {
    expect(rulesOf(Array(16).fill({ matches: Array(8).fill(match) }))).toHaveLength(16);
    expect(rulesOf([{ filters: [mirror, mirror] }])).toHaveLength(1);
    expect(rulesOf([{ filters: [rewrite] }])).toHaveLength(1);
    expect(rulesOf([{ filters: [rewrite], matches: [match] }])).toHaveLength(1);
    expect(rulesOf([{ timeouts: { request: Duration.seconds(2), backendRequest: Duration.seconds(2) } }])).toHaveLength(
      1,
    );
  });
});
