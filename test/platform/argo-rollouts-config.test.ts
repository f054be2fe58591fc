import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ArgoRolloutsConfig, type ArgoRolloutsConfigProps, type ControllerPlugin } from '../../src';
import { demoChart, objectsOf } from '../demo-chart';

const PLUGIN: ControllerPlugin = { name: 'acme/router', location: 'https://example.com/router' };
const SHA256 = '0123456789abcdef'.repeat(4);

function configOf(props: ArgoRolloutsConfigProps, namespace?: string): unknown {
  const chart = demoChart(namespace);
  new ArgoRolloutsConfig(chart, 'config', props);
  return objectsOf(chart)[0];
}

describe('ArgoRolloutsConfig', () => {
  test('has the name that the controller looks for, and one text for each list', () => {
    const config = configOf({
      trafficRouterPlugins: [PLUGIN],
      metricProviderPlugins: [
        { name: 'acme/metrics', location: 'file:///plugins/metrics', sha256: SHA256, args: ['-a', '-b=1'] },
      ],
      stepPlugins: [{ name: 'acme/step', location: 'http://example.com/step' }],
    });
    expect(config).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'argo-rollouts-config', namespace: 'demo' },
      data: {
        trafficRouterPlugins: '- name: acme/router\n  location: https://example.com/router',
        metricProviderPlugins:
          `- name: acme/metrics\n  location: file:///plugins/metrics\n  sha256: ${SHA256}\n` +
          '  args:\n    - -a\n    - -b=1',
        stepPlugins: '- name: acme/step\n  location: http://example.com/step',
      },
    });
  });

  test('is in the namespace of the controller, or in none that is said', () => {
    expect(configOf({ trafficRouterPlugins: [PLUGIN], namespace: 'argo-rollouts' })).toMatchObject({
      metadata: { namespace: 'argo-rollouts' },
    });
    expect(configOf({ trafficRouterPlugins: [PLUGIN] }, '')).toMatchObject({
      metadata: { name: 'argo-rollouts-config' },
    });
  });

  test('is YAML that says the same, whatever stands in it', () => {
    const plugins = [{ ...PLUGIN, args: ['yes', '- a: b', '# c', "it's", `-x=${'long '.repeat(40)}end`] }];
    const config = configOf({ stepPlugins: plugins });
    expect(config).toMatchObject({ data: { stepPlugins: expect.any(String) } });
    expect(parse(JSON.parse(JSON.stringify(config)).data.stepPlugins)).toEqual(plugins);
  });

  test.each<[ArgoRolloutsConfigProps, string]>([
    [{}, 'there is no plugin: name one in trafficRouterPlugins, metricProviderPlugins, stepPlugins'],
    [{ trafficRouterPlugins: [] }, 'there is no plugin'],
    [{ trafficRouterPlugins: [PLUGIN], namespace: 'a.b' }, 'namespace has to be a DNS-1123 label'],
    [
      { stepPlugins: [PLUGIN, PLUGIN] },
      'stepPlugins has "acme/router" several times: the controller starts one of a name',
    ],
    [
      { trafficRouterPlugins: [{ ...PLUGIN, name: 'router' }] },
      'trafficRouterPlugins[0].name takes a name such as "argoproj-labs/gatewayAPI", got "router"',
    ],
    [{ stepPlugins: [{ ...PLUGIN, name: 'a/b/c' }] }, 'stepPlugins[0].name takes a name'],
    [
      { metricProviderPlugins: [PLUGIN, { ...PLUGIN, name: 'a/b', location: '/plugins/b' }] },
      'metricProviderPlugins[1].location takes an address that begins with https://, http:// or file://, got "/plugins/b"',
    ],
    [{ stepPlugins: [{ ...PLUGIN, location: 'ftp://a' }] }, 'stepPlugins[0].location takes an address'],
    [
      { stepPlugins: [{ ...PLUGIN, sha256: SHA256.slice(1) }] },
      `stepPlugins[0].sha256 takes the 64 digits (0-9, a-f) of a SHA-256, got "${SHA256.slice(1)}"`,
    ],
    [{ stepPlugins: [{ ...PLUGIN, sha256: SHA256.toUpperCase() }] }, 'stepPlugins[0].sha256 takes the 64 digits'],
    [{ stepPlugins: [{ ...PLUGIN, args: [] }] }, 'stepPlugins[0].args is empty: name at least one, or leave it out'],
    [
      { stepPlugins: [{ ...PLUGIN, args: [' '] }] },
      'stepPlugins[0].args takes arguments such as "-logformat=json", got " "',
    ],
  ])('refuses %#', (props, message) => {
    expect(() => configOf(props)).toThrow(message);
  });

  test('is there once in a namespace', () => {
    const chart = demoChart();
    new ArgoRolloutsConfig(chart, 'config', { stepPlugins: [PLUGIN] });
    new ArgoRolloutsConfig(chart, 'again', { stepPlugins: [PLUGIN] });
    expect(() => objectsOf(chart)).toThrow('ConfigMap "argo-rollouts-config" in the namespace "demo" is there twice');
  });
});
