import { describe, expect, test } from '@jest/globals';
import { Chart } from 'cdk8s';
import { Protocol } from 'cdk8s-plus-28';
import { CanaryRollout } from '../../src';
import { demoChart, demoRollout, demoServices, objectsOf, routed } from '../demo-chart';

describe('StableCanaryServices', () => {
  test('renders two Services with the same ports and the selector of the rollout', () => {
    const chart = demoChart();
    demoRollout(chart);
    const services = objectsOf(chart).filter(({ kind }) => kind === 'Service');
    expect(services.map(({ metadata }) => metadata)).toEqual([
      { name: 'demo-stable', namespace: 'demo' },
      { name: 'demo-canary', namespace: 'demo' },
    ]);
    for (const { spec } of services) {
      expect(spec).toEqual({
        ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }],
        selector: { 'app.kubernetes.io/name': 'demo' },
      });
    }
  });

  test('takes other names than <name>-stable and <name>-canary', () => {
    const services = demoServices(demoChart(), { stableName: 'shop', canaryName: 'shop-next' });
    expect([services.stable.name, services.canary.name]).toEqual(['shop', 'shop-next']);
  });

  test('sends to the container port of the same number unless told otherwise', () => {
    const chart = demoChart();
    const services = demoServices(chart, { ports: [{ port: 53, protocol: Protocol.UDP }] });
    new CanaryRollout(chart, 'rollout', {
      metadata: { name: 'demo' },
      containers: [{ image: 'example/dns:1', portNumber: 53 }],
      ...routed(chart, services),
    });
    expect(objectsOf(chart)[0]?.spec.ports).toEqual([{ port: 53, protocol: 'UDP', targetPort: 53 }]);
  });

  test('hands out a copy of its ports', () => {
    const services = demoServices(demoChart());
    services.ports.pop();
    expect(services.ports).toHaveLength(1);
  });

  test.each([
    [{ stableName: 'same', canaryName: 'same' }, 'the stable and the canary Service are both named "same"'],
    [{ name: 'Demo' }, 'the name of the stable Service has to be a DNS-1123 label'],
    [{ name: '1st' }, 'has to begin with a letter'],
    [{ name: 'x'.repeat(57) }, 'has to be at most 63 characters long, got 64'],
    [{ ports: [] }, 'ports is empty: a Service needs at least one port'],
    [{ ports: [{ port: 0 }] }, 'ports[0].port takes a whole number from 1 to 65535, got 0'],
    [
      { ports: [{ port: 80, targetPort: 70000 }] },
      'ports[0].targetPort takes a whole number from 1 to 65535, got 70000',
    ],
    [{ ports: [{ port: 80 }, { port: 81 }] }, 'ports[0].name is missing: with several ports each needs a name'],
    [
      {
        ports: [
          { name: 'a', port: 80 },
          { name: 'a', port: 81 },
        ],
      },
      'two ports are named "a": give each its own name',
    ],
    [
      {
        ports: [
          { name: 'a', port: 80 },
          { name: 'b', port: 80 },
        ],
      },
      'port 80/TCP is listed twice',
    ],
  ])('refuses %j', (props, message) => {
    expect(() => demoServices(demoChart(), props)).toThrow(message);
  });

  test('says all that is wrong at once, with the path of the construct', () => {
    expect(() => demoServices(demoChart(), { name: 'A', canaryName: 'b', ports: [] })).toThrow(
      '[demo/services] 2 problems:\n  - the name of the stable Service has to be',
    );
  });

  test('belongs to one rollout only', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const routing = routed(chart, services);
    const rollout = (name: string) =>
      new CanaryRollout(chart, name, {
        metadata: { name },
        containers: [{ image: 'a:1', portNumber: 8080 }],
        ...routing,
      });
    rollout('one');
    expect(() => rollout('two')).toThrow(
      '[demo/two] services "demo-stable" and "demo-canary" belong to the rollout at demo/one already: a Service can be ' +
        'switched by one Rollout only, make a second pair',
    );
  });

  test('lives in the namespace of its rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const other = new Chart(chart.node.scope as Chart, 'other', { namespace: 'other' });
    expect(
      () =>
        new CanaryRollout(other, 'rollout', {
          metadata: { name: 'demo' },
          containers: [{ image: 'a:1' }],
          ...routed(chart, services),
        }),
    ).toThrow('are in namespace "demo", the rollout in namespace "other"');
  });

  test('without a rollout is an error at synth', () => {
    const chart = demoChart();
    demoServices(chart);
    expect(() => objectsOf(chart)).toThrow(
      '[demo/services] no rollout uses the Services "demo-stable" and "demo-canary"',
    );
  });
});
