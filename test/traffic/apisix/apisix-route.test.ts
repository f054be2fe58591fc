import { describe, expect, test } from '@jest/globals';
import { ApiObject, Chart, Duration, Testing } from 'cdk8s';
import {
  type ApisixRoute,
  type ApisixRouteProps,
  type ApisixRule,
  CanaryScale,
  CanaryStep,
  HeaderMatch,
} from '../../../src';
import { demoChart, demoRollout, demoServices, onlyObject } from '../../demo-chart';
import { demoApisix } from './demo-apisix';

/** The steps of a release that testers reach by the managed route of the given name. */
function headerSteps(name: string): CanaryStep[] {
  return [
    CanaryStep.setCanaryScale(CanaryScale.replicas(1)),
    CanaryStep.setHeaderRoute(name, HeaderMatch.exact('X-Canary', 'yes')),
    CanaryStep.pauseUntilPromoted('testers try it'),
  ];
}

/** A whole release named like the id, in the chart. */
function release(chart: Chart, id: string, managedRoute: string): ApisixRoute {
  const scope = new Chart(chart, id, { namespace: chart.namespace });
  const services = demoServices(scope, { name: id });
  const route = demoApisix(scope, services, { name: id });
  demoRollout(scope, {
    metadata: { name: id },
    services,
    trafficRouting: [route],
    analysis: undefined,
    steps: headerSteps(managedRoute),
  });
  return route;
}

function make(props: Partial<ApisixRouteProps>): ApisixRoute {
  const chart = demoChart();
  return demoApisix(chart, demoServices(chart), props);
}

function makeRule(rule: Partial<ApisixRule>): ApisixRoute {
  return make({ rules: [{ name: 'main', ...rule }] });
}

describe('ApisixRoute', () => {
  test('sends every rule to both Services, and names every rule in the Rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const route = demoApisix(chart, services, {
      ingressClassName: 'apisix-internal',
      rules: [
        {
          name: 'api',
          hosts: ['demo.example.com', '*.demo.example.com'],
          paths: ['/api/*', '/health'],
          methods: ['GET', 'POST'],
          priority: 10,
          plugins: [
            { name: 'limit-count', config: { count: 2, time_window: 60 } },
            { name: 'key-auth', enable: false, secretRef: 'keys' },
          ],
          websocket: true,
          timeout: { connect: Duration.seconds(5), send: Duration.minutes(1), read: Duration.seconds(90) },
        },
        { name: 'rest' },
      ],
    });
    demoRollout(chart, { services, trafficRouting: [route], analysis: undefined });
    const backends = [
      { serviceName: 'demo-stable', servicePort: 80, weight: 100 },
      { serviceName: 'demo-canary', servicePort: 80, weight: 0 },
    ];
    const { apiVersion, spec } = onlyObject(chart, 'ApisixRoute');
    expect({ apiVersion, spec }).toEqual({
      apiVersion: 'apisix.apache.org/v2',
      spec: {
        ingressClassName: 'apisix-internal',
        http: [
          {
            name: 'api',
            match: {
              hosts: ['demo.example.com', '*.demo.example.com'],
              paths: ['/api/*', '/health'],
              methods: ['GET', 'POST'],
            },
            priority: 10,
            plugins: [
              { name: 'limit-count', enable: true, config: { count: 2, time_window: 60 } },
              { name: 'key-auth', enable: false, secretRef: 'keys' },
            ],
            websocket: true,
            timeout: { connect: '5s', send: '1m', read: '1m30s' },
            backends,
          },
          { name: 'rest', match: { paths: ['/*'] }, backends },
        ],
      },
    });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting).toEqual({
      apisix: { route: { name: 'demo', rules: ['api', 'rest'] } },
    });
  });

  test.each<[string, Partial<ApisixRouteProps>, string]>([
    ['a name that no object can have', { name: 'Demo' }, 'name has to be a DNS-1123 subdomain'],
    ['a class that no object can have', { ingressClassName: '' }, 'ingressClassName has to be a DNS-1123 subdomain'],
    ['a port that the Services do not have', { port: 81 }, 'port takes a port of the Services (80), got 81'],
    ['no rules', { rules: [] }, 'rules is empty: a route without rules gets no request, make at least one'],
    [
      'two rules of one name',
      { rules: [{ name: 'main' }, { name: 'main', paths: ['/api'] }] },
      'two rules are named "main": the controller finds a rule by its name, give each its own',
    ],
  ])('refuses %s', (_what, props, problem) => {
    expect(() => make(props)).toThrow(problem);
  });

  test.each<[Partial<ApisixRule>, string]>([
    [{ name: ' ' }, 'rules[0].name is empty: the controller finds the rule by it, take one such as "main"'],
    [{ hosts: [] }, 'rules[0].hosts is empty: name at least one, or leave it out for all'],
    [{ hosts: ['http://demo'] }, 'rules[0].hosts[0] takes a DNS name'],
    [{ paths: [] }, 'rules[0].paths is empty: name at least one, or leave it out for all'],
    [{ paths: ['/', 'api'] }, 'rules[0].paths[1] takes a path that begins with "/", such as "/api/*", got "api"'],
    [{ methods: [] }, 'rules[0].methods is empty: name at least one, or leave it out for all'],
    [
      { methods: ['get'] },
      'rules[0].methods[0] takes GET, POST, PUT, DELETE, PATCH, HEAD, OPTIONS, CONNECT or TRACE, got "get"',
    ],
    [{ priority: 1.5 }, 'rules[0].priority takes a whole number, got 1.5'],
    [{ plugins: [{ name: '' }] }, 'rules[0].plugins[0].name is empty: take the name of a plugin such as "limit-count"'],
    [
      { plugins: [{ name: 'cors' }, { name: 'traffic-split' }] },
      'rules[0].plugins[1] is traffic-split, by which APISIX carries out the weights that the controller moves: leave it out',
    ],
    [{ timeout: {} }, 'rules[0].timeout is empty: give it connect, send or read, or leave it out'],
    [{ timeout: { read: Duration.millis(1500) } }, 'rules[0].timeout.read takes whole seconds'],
  ])('refuses the rule %j', (rule, problem) => {
    expect(() => makeRule(rule)).toThrow(problem);
  });

  test('tells all problems at once', () => {
    expect(() => make({ name: '', rules: [{ name: '', paths: ['x'] }] })).toThrow('[demo/route] 3 problems:');
  });

  test('may have a rule below the others', () => {
    expect(() => makeRule({ priority: -1 })).not.toThrow();
  });

  test('counts no requests of the canary alone, and says who does', () => {
    expect(() => make({}).requestMetrics()).toThrow(
      "[demo/route] Apache APISIX counts the requests of a route over both its backends, and no metric of it tells the canary from the stable version: take the requests that the canary's pods count (PodRequests.ofCanary)",
    );
  });

  test('refuses a rollout with other Services, and fails synth without a rollout', () => {
    const chart = demoChart();
    const route = demoApisix(chart, demoServices(chart));
    const others = demoServices(new Chart(chart, 'other', { namespace: 'demo' }), { name: 'other' });
    expect(() => demoRollout(chart, { services: others, trafficRouting: [route], analysis: undefined })).toThrow(
      'the ApisixRoute splits between "demo-stable" and "demo-canary"',
    );
    expect(() => Testing.synth(chart)).toThrow('no rollout moves the weights of this ApisixRoute');
  });
});

describe('the ApisixRoute of a managed route', () => {
  test('has a name that no ApisixRoute in Git has', () => {
    const chart = demoChart();
    release(chart, 'demo', 'demo-testers');
    expect(() => Testing.synth(chart)).not.toThrow();
  });

  test('cannot have the name of the route itself', () => {
    expect(() => release(demoChart(), 'demo', 'demo')).toThrow(
      '[demo/demo/route] the managed route "demo" has the name of this ApisixRoute, and the controller makes an ApisixRoute of that name for it ("duplicate ApisixRoute"): give the step another name',
    );
  });

  test.each([
    ['apisix.apache.org/v2', 'ApisixRoute', 'demo', true],
    ['apisix.apache.org/v2', 'ApisixRoute', 'elsewhere', false],
    ['apisix.apache.org/v2', 'ApisixUpstream', 'demo', false],
    ['example.com/v2', 'ApisixRoute', 'demo', false],
  ])('beside a %s %s of its name in namespace %s is refused: %s', (apiVersion, kind, namespace, refused) => {
    const chart = demoChart();
    release(chart, 'demo', 'testers');
    new ApiObject(chart, 'theirs', { apiVersion, kind, metadata: { name: 'testers', namespace } });
    const synth = () => Testing.synth(chart);
    if (!refused) expect(synth).not.toThrow();
    else expect(synth).toThrow('the managed route "testers" has the name of the ApisixRoute at demo/theirs');
  });

  test('cannot have one name in two rollouts of a namespace', () => {
    const chart = demoChart();
    release(chart, 'one', 'testers');
    release(chart, 'two', 'testers');
    expect(() => Testing.synth(chart)).toThrow(
      'the rollout of demo/one/route has a managed route "testers" too, and of the ApisixRoutes that the controller makes of it one namespace holds one ("duplicate ApisixRoute"): give the steps different names',
    );
  });

  test('can have one name in two namespaces', () => {
    const chart = demoChart();
    release(chart, 'one', 'testers');
    release(new Chart(chart, 'other', { namespace: 'other' }), 'two', 'testers');
    expect(() => Testing.synth(chart)).not.toThrow();
  });
});
