import { describe, expect, test } from '@jest/globals';
import { GatewayApiPlugin, type GatewayApiReleaseOptions, PluginArchitecture, PluginLogFormat } from '../../../src';

const RELEASES = 'https://github.com/argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi/releases/download';
const SHA256 = '0123456789abcdef'.repeat(4);

describe('GatewayApiPlugin', () => {
  test('is a release under the one name that works', () => {
    expect({ ...GatewayApiPlugin.release({ version: '0.15.0' }) }).toEqual({
      name: 'argoproj-labs/gatewayAPI',
      location: `${RELEASES}/v0.15.0/gatewayapi-plugin-linux-amd64`,
    });
  });

  test('is started with what is given', () => {
    const plugin = GatewayApiPlugin.release({
      version: '1.0.0-rc1',
      sha256: SHA256,
      architecture: PluginArchitecture.ARM64,
      queriesPerSecond: 50,
      burst: 100,
      logFormat: PluginLogFormat.TEXT,
    });
    expect({ ...plugin }).toEqual({
      name: 'argoproj-labs/gatewayAPI',
      location: `${RELEASES}/v1.0.0-rc1/gatewayapi-plugin-linux-arm64`,
      sha256: SHA256,
      args: ['-kubeClientQPS=50', '-kubeClientBurst=100', '-logformat=text'],
    });
  });

  test.each<[Partial<GatewayApiReleaseOptions>, string]>([
    [{ version: 'v0.15.0' }, 'version takes 0.15.0 or newer, such as "0.15.0", got "v0.15.0"'],
    [{ version: '0.14.2' }, 'version takes 0.15.0 or newer, such as "0.15.0", got "0.14.2"'],
    [{ version: 'latest' }, 'got "latest"'],
    [{ queriesPerSecond: 0 }, 'queriesPerSecond takes a whole number of at least 1, got 0'],
    [{ burst: 1.5 }, 'burst takes a whole number of at least 1, got 1.5'],
  ])('refuses %j', (options, message) => {
    expect(() => GatewayApiPlugin.release({ version: '0.15.0', ...options })).toThrow(message);
  });

  test('says what the controller has to be allowed', () => {
    expect(GatewayApiPlugin.permissions).toEqual([
      { apiGroups: [''], resources: ['services'], verbs: ['get'] },
      {
        apiGroups: ['gateway.networking.k8s.io'],
        resources: ['httproutes', 'grpcroutes', 'tcproutes', 'tlsroutes'],
        verbs: ['get', 'list', 'update', 'patch'],
      },
    ]);
  });
});
