import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ApiObject, type Chart, Duration } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { ServiceMonitor, type ServiceMonitorProps } from '../../../src';
import { blueGreen } from '../../coverage/demo-rollouts';
import { demoChart, demoRollout, demoServices, objectsOf, onlyObject, routed } from '../../demo-chart';
import { sharedFolder, testWithShared } from '../../shared-folder';

const LABELS = { app: 'demo', role: 'scrape' };

function monitor(chart: Chart, props: Partial<ServiceMonitorProps> = {}) {
  return new ServiceMonitor(chart, 'monitor', {
    metadata: { name: 'demo' },
    matchLabels: LABELS,
    port: 'http',
    ...props,
  });
}

function render(props: Partial<ServiceMonitorProps> = {}) {
  const chart = demoChart();
  monitor(chart, props);
  return onlyObject(chart, 'ServiceMonitor');
}

const service = (chart: Chart, name: string, metadata: object = {}) =>
  new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Service', metadata: { name, labels: LABELS, ...metadata } });

describe('ServiceMonitor', () => {
  test('scrapes the pods behind a Service', () => {
    expect(render()).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'demo', namespace: 'demo' },
      spec: { selector: { matchLabels: LABELS }, endpoints: [{ port: 'http', path: '/metrics', interval: '15s' }] },
    });
  });

  test('looks for the Service in its namespace where it is in another', () => {
    expect(render({ serviceNamespace: 'ingress-nginx' }).spec.namespaceSelector).toEqual({
      matchNames: ['ingress-nginx'],
    });
    expect(render({ serviceNamespace: 'demo' }).spec.namespaceSelector).toBeUndefined();
  });

  testWithShared('minimal')('is the ServiceMonitor of the minimal set', () => {
    const text = readFileSync(path.join(sharedFolder('minimal'), 'monitoring-argocd.yaml'), 'utf8');
    const found = parseAllDocuments(text)
      .find((document) => document.toJS().kind === 'ServiceMonitor')
      ?.toJS();
    expect(render({ podTargetLabels: ['rollouts-pod-template-hash'] })).toEqual(found);
  });

  test.each<[string, Partial<ServiceMonitorProps>, string]>([
    ['no name', { metadata: {} }, 'metadata.name is missing'],
    ['no labels', { matchLabels: {} }, 'matchLabels is empty, which selects every Service of the namespace'],
    ['a wrong label', { matchLabels: { 'a b': 'c' } }, 'matchLabels takes labels whose key'],
    ['no port', { port: '' }, 'port is empty'],
    ['a path that is none', { path: '' }, 'path takes the path of the metrics'],
    ['an interval of zero', { interval: Duration.seconds(0) }, 'interval takes whole seconds'],
  ])('refuses %s', (_, props, message) => {
    expect(() => render(props)).toThrow(message);
  });

  test('refuses labels of two Services', () => {
    const chart = demoChart();
    monitor(chart);
    service(chart, 'one');
    service(chart, 'two');
    expect(() => objectsOf(chart)).toThrow(
      'the labels select 2 Services in namespace "demo" ("one", "two"): a pod behind both is scraped twice, and each of its ' +
        'requests counted twice; name labels that one alone has, and for the pods of a rollout take a PodMonitor',
    );
  });

  test('stays quiet on one Service, and on those of other namespaces and labels', () => {
    const chart = demoChart();
    monitor(chart);
    service(chart, 'one');
    service(chart, 'two', { namespace: 'elsewhere' });
    service(chart, 'three', { labels: { app: 'demo' } });
    expect(objectsOf(chart)).toHaveLength(4);
  });

  test('refuses a Service that a canary rollout switches, which has one version only during a release', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    demoRollout(chart, { services, ...routed(chart, services) });
    for (const [key, value] of Object.entries(LABELS)) services.stable.metadata.addLabel(key, value);
    monitor(chart);
    expect(() => objectsOf(chart)).toThrow(
      'the Service "demo-stable" is switched by a rollout: during a release it has the pods of one version, and those of the ' +
        'other are not scraped; take a PodMonitor for the pods of the rollout',
    );
  });

  test('refuses a Service that a blue-green rollout switches', () => {
    const chart = demoChart();
    blueGreen(chart);
    const active = chart.node.findAll().find((one) => one instanceof ApiObject && one.name === 'demo-active');
    for (const [key, value] of Object.entries(LABELS)) (active as ApiObject).metadata.addLabel(key, value);
    monitor(chart);
    expect(() => objectsOf(chart)).toThrow('the Service "demo-active" is switched by a rollout');
  });
});
