import { describe, expect, test } from '@jest/globals';
import type { Chart } from 'cdk8s';
import * as library from '../../../src';
import { CanaryStep, HeaderMatch, PingPongServices, PluginRouter, type PluginRouterProps } from '../../../src';
import { KNOWN_PLUGINS } from '../../../src/traffic/known-plugins';
import { ROUTERS } from '../../../src/traffic/routers';
import { demoChart, demoRollout, demoServices, objectsOf, onlyObject } from '../../demo-chart';

const NAME = 'argoproj-labs/openshift';

function pluginRouter(
  chart: Chart,
  props: Pick<PluginRouterProps, 'services'> & Partial<PluginRouterProps>,
  id = 'router',
): PluginRouter {
  return new PluginRouter(chart, id, { name: NAME, config: { routes: ['demo'] }, ...props });
}

describe('PluginRouter', () => {
  test('gives the plugin its configuration as it is, and makes no object', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const config = { routes: ['demo'], timeout: 0, nested: { empty: [] } };
    demoRollout(chart, { services, trafficRouting: [pluginRouter(chart, { services, config })], analysis: undefined });
    const { canary } = onlyObject(chart, 'Rollout').spec.strategy;
    expect(canary).toMatchObject({ stableService: 'demo-stable', canaryService: 'demo-canary' });
    expect(canary.trafficRouting).toEqual({ plugins: { [NAME]: config } });
    expect(objectsOf(chart).map(({ kind }) => kind)).toEqual(['Service', 'Service', 'Rollout']);
  });

  test('can do nothing but weights, unless its props say so', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const none = { setHeaderRoute: false, setMirrorRoute: false, experimentWeight: false, pingPong: false };
    expect(pluginRouter(chart, { services }).facts).toEqual({
      name: 'plugin argoproj-labs/openshift',
      ...none,
      maxTrafficWeight: false,
    });
    const all = { setHeaderRoute: true, setMirrorRoute: true, experimentWeight: true, pingPong: true };
    const able = pluginRouter(chart, { services, ...all, maxTrafficWeight: 1000 }, 'able');
    expect(able.facts).toMatchObject({ ...all, maxTrafficWeight: true });
  });

  test('has a header route refused unless the plugin can set one', () => {
    const steps = [
      CanaryStep.setWeight(5),
      CanaryStep.setHeaderRoute('testers', HeaderMatch.exact('X-Canary', 'yes')),
      CanaryStep.pauseUntilPromoted('testers are content'),
    ];
    const release = (setHeaderRoute: boolean) => {
      const chart = demoChart();
      const services = demoServices(chart);
      const trafficRouting = [pluginRouter(chart, { services, setHeaderRoute })];
      demoRollout(chart, { services, trafficRouting, analysis: undefined, steps });
      return onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting;
    };
    expect(() => release(false)).toThrow('the router plugin argoproj-labs/openshift cannot route by header');
    expect(release(true).managedRoutes).toEqual([{ name: 'testers' }]);
  });

  test('counts in parts of what its props say', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    demoRollout(chart, {
      services,
      trafficRouting: [pluginRouter(chart, { services, maxTrafficWeight: 1000 })],
      analysis: undefined,
      steps: [CanaryStep.setWeight(5, 1000), CanaryStep.pauseUntilPromoted('somebody looks at it')],
    });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting.maxTrafficWeight).toBe(1000);
  });

  test('switches between a ping and a pong if the plugin can', () => {
    const chart = demoChart();
    const pingPong = new PingPongServices(chart, 'services', { name: 'demo', ports: [{ name: 'http', port: 80 }] });
    expect(() => pluginRouter(chart, { services: pingPong })).toThrow(
      'services are a ping and a pong, and pingPong is not said of the plugin',
    );
    const able = pluginRouter(chart, { services: pingPong, pingPong: true }, 'able');
    expect(able.facts.pingPong).toBe(true);
  });

  test('may stand beside another plugin', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const trafficRouting = [
      pluginRouter(chart, { services }),
      pluginRouter(chart, { services, name: 'acme/mesh', config: {} }, 'mesh'),
    ];
    demoRollout(chart, { services, trafficRouting, analysis: undefined });
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.trafficRouting).toEqual({
      plugins: { [NAME]: { routes: ['demo'] }, 'acme/mesh': {} },
    });
  });

  test.each([
    [
      { name: 'openshift' },
      'name takes the name of a plugin such as "argoproj-labs/openshift", <namespace>/<name>, got "openshift"',
    ],
    [{ name: 'a/b/c' }, 'got "a/b/c"'],
    [
      { name: 'argoproj-labs/gatewayapi' },
      'name is "argoproj-labs/gatewayapi", and for argoproj-labs/gatewayAPI there is a construct that knows what it cannot ' +
        'do: take GatewayRoute',
    ],
    [{ name: 'argoproj-labs/contour' }, 'take ContourHttpProxy'],
    [{ maxTrafficWeight: 0 }, 'maxTrafficWeight takes a whole number from 1 to 2147483647, got 0'],
  ])('refuses %j', (props, message) => {
    const chart = demoChart();
    expect(() => pluginRouter(chart, { services: demoServices(chart), ...props })).toThrow(message);
  });

  test('belongs to one rollout, with the same Services', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const router = pluginRouter(chart, { services });
    expect(() => objectsOf(chart)).toThrow('no rollout moves the weights of this PluginRouter');
    const other = demoChart();
    expect(() =>
      demoRollout(other, { services: demoServices(other), trafficRouting: [router], analysis: undefined }),
    ).toThrow('the PluginRouter splits between "demo-stable" and "demo-canary", the rollout at demo/rollout switches');
  });

  test('points at the pods for metrics', () => {
    const chart = demoChart();
    expect(() => pluginRouter(chart, { services: demoServices(chart) }).requestMetrics()).toThrow(
      '[demo/router] what the plugin argoproj-labs/openshift routes with is not known, and neither is how it counts ' +
        "requests: take the requests that the canary's pods count (PodRequests.ofCanary)",
    );
  });
});

describe('the known plugins', () => {
  const folders = (plugin: string) =>
    ROUTERS.filter((router) => router.isIn({ plugins: { [plugin]: {} } })).map(({ folder }) => folder);

  test.each(Object.entries(KNOWN_PLUGINS))('%s has a router and the construct %s', (plugin, construct) => {
    expect(folders(plugin)).toHaveLength(1);
    expect(folders(plugin)).not.toContain('plugin');
    expect(Object.keys(library)).toContain(construct);
  });

  test('are no others, and any other is one of somebody else', () => {
    expect(folders(NAME)).toEqual(['plugin']);
    expect(folders('argoproj-labs/gatewayapi')).toEqual(['plugin']);
    expect(ROUTERS.filter((router) => router.isIn({ plugins: {} }))).toEqual([]);
  });
});
