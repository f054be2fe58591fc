import { describe, expect, test } from '@jest/globals';
import { RootService } from '../../src';
import { demoChart, objectsOf, onlyObject } from '../demo-chart';

const PORTS = [{ name: 'http', port: 80, targetPort: 8080 }];

describe('RootService', () => {
  test('selects the pods of both versions, once a router has told it which', () => {
    const chart = demoChart();
    const root = new RootService(chart, 'root', { name: 'demo', ports: PORTS });
    root.selectPods('demo/rollout', () => ({ app: 'demo' }));
    expect(onlyObject(chart, 'Service')).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'demo', namespace: 'demo' },
      spec: {
        ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }],
        selector: { app: 'demo' },
      },
    });
    expect(root.name).toBe('demo');
    expect(root.ports).toEqual(PORTS);
  });

  test('is in front of one rollout', () => {
    const root = new RootService(demoChart(), 'root', { name: 'demo', ports: PORTS });
    root.selectPods('demo/one', () => ({ app: 'demo' }));
    root.selectPods('demo/one', () => ({ app: 'demo' }));
    expect(() => root.selectPods('demo/two', () => ({ app: 'two' }))).toThrow(
      '[demo/root] the Service "demo" is in front of the rollout at demo/one already, and demo/two wants it too',
    );
  });

  test('hands out a copy of its ports', () => {
    const root = new RootService(demoChart(), 'root', { name: 'demo', ports: PORTS });
    root.ports.pop();
    expect(root.ports).toEqual(PORTS);
  });

  test('is an error at synth without a router', () => {
    const chart = demoChart();
    new RootService(chart, 'root', { name: 'demo', ports: PORTS });
    expect(() => objectsOf(chart)).toThrow(
      '[demo/root] no router splits the requests to the Service "demo", so it selects no pods: give it to one',
    );
  });

  test.each([
    [{ name: 'De mo' }, 'name has to be a DNS-1123 label'],
    [{ name: '1demo' }, 'name has to begin with a letter'],
    [{ ports: [] }, 'ports is empty: a Service needs at least one port'],
    [{ ports: [{ port: 0 }] }, 'ports[0].port takes a whole number from 1 to 65535, got 0'],
  ])('refuses %j', (props, message) => {
    expect(() => new RootService(demoChart(), 'root', { name: 'demo', ports: PORTS, ...props })).toThrow(message);
  });
});
