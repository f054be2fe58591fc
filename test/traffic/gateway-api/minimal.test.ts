import { describe, expect } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import {
  ArgoRolloutsConfig,
  CanaryScale,
  CanaryStep,
  ControllerPermissions,
  GatewayApiPlugin,
  GatewayGrpcRoute,
  GatewayTcpRoute,
  GatewayTlsRoute,
  HeaderMatch,
} from '../../../src';
import { demoChart, demoRollout, demoRoute, demoServices } from '../../demo-chart';
import { testWithShared } from '../../shared-folder';
import { chartMeaning, type Meaning, minimalMeaning } from '../minimal-set';

function platform(chart: Chart): void {
  const namespace = 'argo-rollouts';
  new ArgoRolloutsConfig(chart, 'config', {
    namespace,
    trafficRouterPlugins: [GatewayApiPlugin.release({ version: '0.15.0' })],
  });
  new ControllerPermissions(chart, 'permissions', {
    name: 'argo-rollouts-gateway-api-plugin',
    rules: GatewayApiPlugin.permissions,
    namespace,
  });
}

describe('the minimal sets of the Gateway API', () => {
  testWithShared('minimal')('are what the constructs make for HTTP, with what the controller needs', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const route = demoRoute(chart, services, {
      gateways: [{ name: 'gw', namespace: 'infra', sectionName: 'web' }],
      hostnames: ['demo.example.com'],
    });
    demoRollout(chart, {
      services,
      trafficRouting: [route],
      analysis: undefined,
      steps: [
        CanaryStep.setCanaryScale(CanaryScale.weight(10)),
        CanaryStep.setHeaderRoute('canary-header', HeaderMatch.exact('X-Canary', 'true')),
        CanaryStep.pause(Duration.minutes(1)),
        CanaryStep.setWeight(10),
        CanaryStep.setCanaryScale(CanaryScale.matchTrafficWeight()),
        CanaryStep.pauseUntilPromoted('somebody looks at it'),
      ],
    });
    platform(chart);
    expect(chartMeaning(chart)).toEqual(weightBeforeScale(minimalMeaning('gatewayapi-http.yaml')));
  });

  testWithShared('minimal')('are what the constructs make for gRPC, TCP and TLS', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const gateway = { name: 'gw', namespace: 'infra' };
    const grpc = new GatewayGrpcRoute(chart, 'grpc', { name: 'demo', services, gateways: [gateway] });
    const tcp = new GatewayTcpRoute(chart, 'tcp', {
      name: 'demo-tcp',
      services,
      gateways: [{ ...gateway, sectionName: 'tcp' }],
    });
    const tls = new GatewayTlsRoute(chart, 'tls', {
      name: 'demo-tls',
      services,
      gateways: [{ ...gateway, sectionName: 'tls' }],
      hostnames: ['demo.example.com'],
    });
    demoRollout(chart, {
      services,
      trafficRouting: [grpc, tcp, tls],
      analysis: undefined,
      steps: [
        CanaryStep.setWeight(10),
        CanaryStep.pause(Duration.minutes(1)),
        CanaryStep.setWeight(50),
        CanaryStep.pauseUntilPromoted('somebody looks at it'),
      ],
    });
    expect(chartMeaning(chart)).toEqual(portOffered(minimalMeaning('gatewayapi-grpc-tcp-tls.yaml')));
  });
});

// In the file the scale follows the weight while that is 0 still: no pod is left, and the header route is gone for good.
function weightBeforeScale(meaning: Meaning): Meaning {
  const scale = '{"setCanaryScale":{"matchTrafficWeight":true}}';
  const weight = '{"setWeight":10}';
  const text = JSON.stringify(meaning);
  const swapped = text.replace(`${scale},${weight}`, `${weight},${scale}`);
  expect(swapped).not.toBe(text);
  return JSON.parse(swapped);
}

// The TLSRoute of the file sends to port 443, which its Services do not offer and the constructs refuse.
function portOffered(meaning: Meaning): Meaning {
  return JSON.parse(JSON.stringify(meaning).replaceAll('"port":443', '"port":80'));
}
