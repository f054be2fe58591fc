import { describe, expect, test } from '@jest/globals';
import { Chart } from 'cdk8s';
import { type IngressRouteProps, Traefik, TraefikVersion } from '../../../src';
import { demoChart, demoRollout, demoServices, type Manifest, onlyObject } from '../../demo-chart';
import { demoIngressRoute, demoTraefik } from './demo-traefik';

function rendered(props: Partial<IngressRouteProps>, traefik = Traefik.of({ allowEmptyServices: true })): Manifest {
  const chart = demoChart();
  const services = demoServices(chart);
  const service = demoTraefik(chart, services, { traefik });
  const route = demoIngressRoute(chart, service, props);
  expect(route.name).toBe('demo');
  demoRollout(chart, { services, trafficRouting: [service], analysis: undefined });
  return onlyObject(chart, 'IngressRoute');
}

describe('IngressRoute', () => {
  test('sends to the TraefikService, without a port', () => {
    expect(rendered({})).toEqual({
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'IngressRoute',
      metadata: { name: 'demo', namespace: 'demo' },
      spec: {
        routes: [
          { kind: 'Rule', match: 'Host(`demo.example.com`)', services: [{ kind: 'TraefikService', name: 'demo' }] },
        ],
      },
    });
  });

  test('keeps entry points, middlewares, priority and TLS', () => {
    const { spec } = rendered({
      entryPoints: ['web', 'websecure'],
      middlewares: [{ name: 'auth', namespace: 'infra' }, { name: 'gzip' }],
      priority: 7,
      tls: { secretName: 'demo-tls', certResolver: 'acme' },
    });
    expect(spec).toEqual({
      entryPoints: ['web', 'websecure'],
      routes: [
        {
          kind: 'Rule',
          match: 'Host(`demo.example.com`)',
          priority: 7,
          middlewares: [{ name: 'auth', namespace: 'infra' }, { name: 'gzip' }],
          services: [{ kind: 'TraefikService', name: 'demo' }],
        },
      ],
      tls: { secretName: 'demo-tls', certResolver: 'acme' },
    });
  });

  test('lets a header through to the canary, ahead of the weights', () => {
    const canaryHeader = { header: 'X-Canary', value: 'yes' };
    const { routes } = rendered({ canaryHeader, middlewares: [{ name: 'auth' }] }).spec;
    expect(routes[0]).toEqual({
      kind: 'Rule',
      match: '(Host(`demo.example.com`)) && Header(`X-Canary`, `yes`)',
      priority: 'Host(`demo.example.com`)'.length + 1,
      middlewares: [{ name: 'auth' }],
      services: [{ kind: 'Service', name: 'demo-canary', port: 80 }],
    });
    expect(
      rendered({ canaryHeader, priority: 90 }).spec.routes.map(({ priority }: { priority: number }) => priority),
    ).toEqual([91, 90]);
  });

  test('writes rules in the words of Traefik 2', () => {
    const traefik = Traefik.of({ allowEmptyServices: true, version: TraefikVersion.V2 });
    const { apiVersion, spec } = rendered({ canaryHeader: { header: 'X-Canary', value: 'yes' } }, traefik);
    expect(apiVersion).toBe('traefik.containo.us/v1alpha1');
    expect(spec.routes[0].match).toBe('(Host(`demo.example.com`)) && Headers(`X-Canary`, `yes`)');
  });

  test.each([
    [{ name: '' }, 'name has to be a DNS-1123 subdomain'],
    [{ match: '' }, 'match takes a rule such as "Host(`shop.example.com`)", got ""'],
    [{ match: 'demo.example.com' }, 'match takes a rule'],
    [{ match: 'Host(`demo.example.com`' }, 'match takes a rule'],
    [{ match: 'Host(`demo.example.com)' }, 'match takes a rule'],
    [{ entryPoints: [] }, 'entryPoints is empty: name at least one, or leave it out for the default ones'],
    [{ entryPoints: [' '] }, 'entryPoints[0] is empty: take the name of an entry point, such as "web"'],
    [{ middlewares: [{ name: 'A' }] }, 'middlewares[0].name has to be a DNS-1123 subdomain'],
    [{ middlewares: [{ name: 'a', namespace: 'a.b' }] }, 'middlewares[0].namespace has to be a DNS-1123 label'],
    [{ priority: 0 }, 'priority takes a whole number from 1 to'],
    [{ tls: { secretName: 'A' } }, 'tls.secretName has to be a DNS-1123 subdomain'],
    [{ canaryHeader: { header: 'X Canary', value: 'a' } }, 'canaryHeader.header takes the name of a header'],
    [{ canaryHeader: { header: 'X', value: '' } }, 'canaryHeader.value takes a text without backticks and line breaks'],
    [{ canaryHeader: { header: 'X', value: '`' } }, 'canaryHeader.value takes a text without backticks'],
  ])('refuses %j', (props, message) => {
    expect(() => rendered(props)).toThrow(message);
  });

  test('takes parentheses inside of quotes for text', () => {
    expect(rendered({ match: 'PathRegexp(`^/a(b|c`)' }).spec.routes[0].match).toBe('PathRegexp(`^/a(b|c`)');
  });

  test('lives in the namespace of its TraefikService', () => {
    const chart = demoChart();
    const service = demoTraefik(chart, demoServices(chart));
    expect(() => demoIngressRoute(new Chart(chart, 'infra', { namespace: 'infra' }), service)).toThrow(
      'the IngressRoute is in namespace "infra", its TraefikService in namespace "demo": Traefik refuses that unless ' +
        'allowCrossNamespace is set, put both into one',
    );
  });
});
