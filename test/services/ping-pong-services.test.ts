import { describe, expect, test } from '@jest/globals';
import { Chart } from 'cdk8s';
import {
  CanaryRollout,
  type ITrafficRouter,
  PingPongServices,
  type PingPongServicesProps,
  type RouterFacts,
  type TrafficBinding,
} from '../../src';
import { demoChart, demoRoute, demoServices, demoSteps, objectsOf, onlyObject } from '../demo-chart';

const ports = [{ name: 'http', port: 80, targetPort: 8080 }];
const FACTS: RouterFacts = {
  name: 'Fake',
  setHeaderRoute: false,
  setMirrorRoute: false,
  experimentWeight: false,
  maxTrafficWeight: false,
  pingPong: true,
};

function pair(chart: Chart, props: Partial<PingPongServicesProps> = {}): PingPongServices {
  return new PingPongServices(chart, 'pair', { name: 'demo', ports, ...props });
}

/** A router that can do ping and pong, and keeps what it is bound to. */
function fakeRouter(bindings: TrafficBinding[] = []): ITrafficRouter {
  return {
    facts: FACTS,
    bind: (binding) => {
      bindings.push(binding);
      return { plugins: { 'example/router': {} } };
    },
  };
}

function release(chart: Chart, pingPong: PingPongServices, router = fakeRouter(), name = 'demo'): CanaryRollout {
  return new CanaryRollout(chart, name, {
    metadata: { name },
    containers: [{ image: 'example/app:1', portNumber: 8080 }],
    pingPong,
    ungatedBecause: 'the test is about something else',
    trafficRouting: [router],
    steps: demoSteps(),
  });
}

describe('PingPongServices', () => {
  test('renders two Services with the same ports and the selector of the rollout', () => {
    const chart = demoChart();
    release(chart, pair(chart));
    const spec = {
      ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }],
      selector: { 'app.kubernetes.io/name': 'demo' },
    };
    expect(objectsOf(chart).slice(0, 2)).toEqual(
      ['demo-ping', 'demo-pong'].map((name) => ({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace: 'demo' },
        spec,
      })),
    );
  });

  test('takes the place of the stable and the canary Service, for the router too', () => {
    const chart = demoChart();
    const bindings: TrafficBinding[] = [];
    const pingPong = pair(chart);
    release(chart, pingPong, fakeRouter(bindings));
    const [binding] = bindings;
    expect(binding?.pingPong).toBe(pingPong);
    expect(binding?.services).toBeUndefined();
    expect(binding).toMatchObject({ path: 'demo/demo', rolloutName: 'demo', namespace: 'demo', managedRoutes: [] });
    expect(binding?.podLabels()).toEqual({ 'app.kubernetes.io/name': 'demo' });
    const { steps, ...canary } = onlyObject(chart, 'Rollout').spec.strategy.canary;
    expect(steps).toHaveLength(4);
    expect(canary).toEqual({
      pingPong: { pingService: 'demo-ping', pongService: 'demo-pong' },
      trafficRouting: { plugins: { 'example/router': {} } },
    });
  });

  test('takes other names than <name>-ping and <name>-pong', () => {
    const { ping, pong } = pair(demoChart(), { pingName: 'a', pongName: 'b' });
    expect([ping.name, pong.name]).toEqual(['a', 'b']);
  });

  test('hands out a copy of its ports', () => {
    const services = pair(demoChart());
    services.ports.pop();
    expect(services.ports).toEqual(ports);
  });

  test.each([
    [{ pingName: 'same', pongName: 'same' }, '[demo/pair] the ping and the pong Service are both named "same"'],
    [{ pingName: '' }, 'the name of the ping Service has to be a DNS-1123 label'],
    [{ pongName: '' }, 'the name of the pong Service has to be a DNS-1123 label'],
    [{ ports: [] }, 'ports is empty: a Service needs at least one port'],
  ])('refuses %j', (props, message) => {
    expect(() => pair(demoChart(), props)).toThrow(message);
  });

  test('belongs to one rollout only', () => {
    const chart = demoChart();
    const services = pair(chart);
    release(chart, services, fakeRouter(), 'one');
    expect(() => release(chart, services, fakeRouter(), 'two')).toThrow(
      '[demo/two] services "demo-ping" and "demo-pong" belong to the rollout at demo/one already',
    );
  });

  test('lives in the namespace of its rollout', () => {
    const chart = demoChart();
    const other = new Chart(chart.node.root, 'other', { namespace: 'other' });
    expect(() => release(other, pair(chart))).toThrow('are in namespace "demo", the rollout in namespace "other"');
  });

  test('without a rollout is an error at synth', () => {
    const chart = demoChart();
    pair(chart);
    expect(() => objectsOf(chart)).toThrow('[demo/pair] no rollout uses the Services "demo-ping" and "demo-pong"');
  });

  test('has a port only that a container of the rollout exposes', () => {
    const chart = demoChart();
    release(chart, pair(chart, { ports: [{ port: 80, targetPort: 9000 }] }));
    expect(() => objectsOf(chart)).toThrow('port 80 of the Services goes to container port 9000, which no container');
  });

  test('is refused by a rollout whose router cannot do it', () => {
    const chart = demoChart();
    const route = demoRoute(chart, demoServices(chart));
    expect(() => release(chart, pair(chart), route)).toThrow(
      '[demo/demo] pingPong works with AWS ALB and Istio, and not with Gateway API: give it services instead',
    );
  });

  test('is refused beside services, and without a router', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const props = { containers: [{ image: 'a:1', portNumber: 8080 }], pingPong: pair(chart) };
    const metadata = { name: 'demo' };
    expect(
      () =>
        new CanaryRollout(chart, 'both', {
          ...props,
          metadata,
          services,
          trafficRouting: [fakeRouter()],
          steps: demoSteps(),
        }),
    ).toThrow('services and pingPong are both given: a release switches between one pair of Services, take one');
    expect(() => new CanaryRollout(chart, 'none', { ...props, metadata })).toThrow(
      'pingPong is of use with a router only: give the rollout trafficRouting, or leave it out',
    );
  });
});
