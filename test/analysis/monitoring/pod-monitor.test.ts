import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { CanaryRollout, PodMonitor, type PodMonitorProps, WorkloadKind, WorkloadRef } from '../../../src';
import { demoChart, objectsOf, onlyObject } from '../../demo-chart';
import { sharedFolder, testWithShared } from '../../shared-folder';

function rollout(chart: Chart, ports: { name?: string; number: number }[] = [{ name: 'http', number: 8080 }]) {
  return new CanaryRollout(chart, 'rollout', { metadata: { name: 'demo' }, containers: [{ image: 'a:1', ports }] });
}

function monitor(props: Partial<PodMonitorProps> = {}) {
  const chart = demoChart();
  const selector = rollout(chart);
  new PodMonitor(chart, 'monitor', { metadata: { name: 'demo' }, selector, port: 'http', ...props });
  return onlyObject(chart, 'PodMonitor');
}

describe('PodMonitor', () => {
  test('scrapes the pods of both versions, and gives their metrics the hash of the version', () => {
    expect(monitor()).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name: 'demo', namespace: 'demo' },
      spec: {
        selector: { matchLabels: { 'app.kubernetes.io/name': 'demo' } },
        podTargetLabels: ['rollouts-pod-template-hash'],
        podMetricsEndpoints: [{ port: 'http', path: '/metrics', interval: '15s' }],
      },
    });
  });

  test('takes what it is told', () => {
    const { metadata, spec } = monitor({
      metadata: { name: 'demo', labels: { release: 'kps' } },
      port: undefined,
      portNumber: 8080,
      path: '/actuator/prometheus',
      interval: Duration.seconds(90),
      honorLabels: true,
      podTargetLabels: ['team', 'rollouts-pod-template-hash'],
    });
    expect(metadata.labels).toEqual({ release: 'kps' });
    expect(spec.podTargetLabels).toEqual(['rollouts-pod-template-hash', 'team']);
    expect(spec.podMetricsEndpoints).toEqual([
      { portNumber: 8080, path: '/actuator/prometheus', interval: '1m30s', honorLabels: true },
    ]);
  });

  test('looks for the pods in their namespace where it is in another', () => {
    expect(monitor({ metadata: { name: 'demo', namespace: 'monitoring' } }).spec.namespaceSelector).toEqual({
      matchNames: ['demo'],
    });
  });

  testWithShared('minimal')('is the PodMonitor of the minimal set', () => {
    const text = readFileSync(path.join(sharedFolder('minimal'), 'monitoring-argocd.yaml'), 'utf8');
    const found = parseAllDocuments(text)
      .find((document) => document.toJS().kind === 'PodMonitor')
      ?.toJS();
    const label = JSON.stringify(monitor()).replace('app.kubernetes.io/name', 'app');
    expect(JSON.parse(label)).toEqual(found);
  });

  test.each<[string, Partial<PodMonitorProps>, string]>([
    ['no name', { metadata: {} }, 'metadata.name is missing'],
    ['a wrong name', { metadata: { name: 'Demo' } }, 'metadata.name has to be a DNS-1123 subdomain'],
    ['no port', { port: undefined }, 'a PodMonitor has exactly one of port and portNumber, got none'],
    ['two ports', { portNumber: 8080 }, 'got both'],
    [
      'a port out of range',
      { port: undefined, portNumber: 0 },
      'portNumber takes a whole number from 1 to 65535, got 0',
    ],
    ['a path that is none', { path: 'metrics' }, 'beginning with "/", such as "/metrics", got "metrics"'],
    ['an interval of zero', { interval: Duration.seconds(0) }, 'interval takes whole seconds'],
    [
      'a port that no container has',
      { port: 'metrics' },
      'no container of the pods has a port named "metrics" (there: "http" (8080)), so nothing would be scraped',
    ],
    [
      'a number that no container has',
      { port: undefined, portNumber: 9090 },
      'no container of the pods has portNumber 9090 (there: "http" (8080))',
    ],
  ])('refuses %s', (_, props, message) => {
    expect(() => monitor(props)).toThrow(message);
  });

  test('does not take a port without a name for one of no number', () => {
    const chart = demoChart();
    const selector = rollout(chart, [{ number: 8080 }]);
    new PodMonitor(chart, 'monitor', { metadata: { name: 'demo' }, selector, portNumber: 9090 });
    expect(() => objectsOf(chart)).toThrow('no container of the pods has portNumber 9090 (there: 8080)');
  });

  test('takes a port of a container that is added in the cluster', () => {
    expect(monitor({ port: 'http-envoy-prom', injected: true }).spec.podMetricsEndpoints[0].port).toBe(
      'http-envoy-prom',
    );
  });

  test('takes any port of pods that are not known', () => {
    const chart = demoChart();
    const workloadRef = WorkloadRef.fromName(WorkloadKind.DEPLOYMENT, 'demo', { app: 'demo' });
    const selector = new CanaryRollout(chart, 'rollout', { metadata: { name: 'demo' }, workloadRef });
    new PodMonitor(chart, 'monitor', { metadata: { name: 'demo' }, selector, port: 'any' });
    expect(onlyObject(chart, 'PodMonitor').spec.podMetricsEndpoints[0].port).toBe('any');
  });

  test('refuses a second one of the same pods and metrics, by whatever name their port has', () => {
    const chart = demoChart();
    const selector = rollout(chart);
    new PodMonitor(chart, 'a', { metadata: { name: 'a' }, selector, port: 'http' });
    new PodMonitor(chart, 'b', { metadata: { name: 'b' }, selector, portNumber: 8080 });
    expect(() => objectsOf(chart)).toThrow(
      '[demo/b] the same pods are scraped by the PodMonitor at demo/a already: each of their requests would be counted twice, keep one',
    );
  });

  test('stays quiet on a second one of other metrics', () => {
    const chart = demoChart();
    const selector = rollout(chart);
    new PodMonitor(chart, 'a', { metadata: { name: 'a' }, selector, port: 'http' });
    new PodMonitor(chart, 'b', { metadata: { name: 'b' }, selector, port: 'http', path: '/probe' });
    expect(objectsOf(chart)).toHaveLength(3);
  });
});
