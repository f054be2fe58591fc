import { describe, expect, test } from '@jest/globals';
import { App, Chart, Duration } from 'cdk8s';
import { AnalysisArgument, ExpectedValue, WebCheckAnalysis, type WebCheckAnalysisProps } from '../../../src';
import { blueGreen, routedCanary } from '../../coverage/demo-rollouts';
import { demoChart, onlyObject } from '../../demo-chart';

function gate(chart: Chart, props: Partial<WebCheckAnalysisProps> = {}): WebCheckAnalysis {
  return new WebCheckAnalysis(chart, 'web-check', {
    path: '/health',
    jsonPath: '{$.status}',
    expected: ExpectedValue.text('UP'),
    ...props,
  });
}

function render(props: Partial<WebCheckAnalysisProps> = {}) {
  const chart = demoChart();
  routedCanary(chart, { analysis: { templates: [gate(chart, props)] } });
  return { template: onlyObject(chart, 'AnalysisTemplate'), rollout: onlyObject(chart, 'Rollout') };
}

const metricOf = (props?: Partial<WebCheckAnalysisProps>) => render(props).template.spec.metrics[0];

describe('WebCheckAnalysis', () => {
  test('asks the canary through its Service every ten seconds', () => {
    const { template, rollout } = render();
    expect(template.metadata.name).toBe('demo-web-check');
    expect(template.spec.metrics).toEqual([
      {
        name: 'web-check',
        interval: '10s',
        initialDelay: '3s',
        failureLimit: 1,
        successCondition: 'result == "UP"',
        provider: { web: { url: 'http://{{args.canary-service}}.demo.svc:80/health', jsonPath: '{$.status}' } },
      },
    ]);
    expect(rollout.spec.strategy.canary.analysis.args).toEqual([{ name: 'canary-service', value: 'demo-canary' }]);
  });

  test('takes what it is told', () => {
    const metric = metricOf({
      https: true,
      port: 8443,
      path: '/v1/health?full={{args.full}}',
      headers: { Authorization: 'Bearer {{args.token}}' },
      timeout: Duration.seconds(2),
      insecure: true,
      interval: Duration.seconds(5),
      initialDelay: Duration.seconds(8),
      failureLimit: 2,
      consecutiveErrorLimit: 1,
      args: [AnalysisArgument.secret('token', 'health', 'token'), AnalysisArgument.value('full', 'yes')],
      metricName: 'health',
    });
    expect(metric).toMatchObject({
      name: 'health',
      interval: '5s',
      initialDelay: '8s',
      failureLimit: 2,
      consecutiveErrorLimit: 1,
      provider: {
        web: {
          url: 'https://{{args.canary-service}}.demo.svc:8443/v1/health?full={{args.full}}',
          headers: [{ key: 'Authorization', value: 'Bearer {{args.token}}' }],
          timeoutSeconds: 2,
          insecure: true,
        },
      },
    });
    expect(metricOf({ https: true }).provider.web.url).toContain('.svc:443/');
  });

  test('asks the preview Service before a promotion', () => {
    const chart = demoChart();
    blueGreen(chart, { prePromotionAnalysis: { templates: [gate(chart)], duration: Duration.minutes(1) } });
    const { args } = onlyObject(chart, 'Rollout').spec.strategy.blueGreen.prePromotionAnalysis;
    expect(args).toEqual([{ name: 'canary-service', value: 'demo-preview' }]);
  });

  test.each<[ExpectedValue, string]>([
    [ExpectedValue.text('say "up"'), 'result == "say \\"up\\""'],
    [ExpectedValue.boolean(true), 'result == true'],
    [ExpectedValue.boolean(false), 'result == false'],
    [ExpectedValue.number(3), 'result == 3'],
    [ExpectedValue.atLeast(0.5), 'result >= 0.5'],
    [ExpectedValue.atMost(-1), 'result <= -1'],
  ])('compares the field with what is expected: %#', (expected, successCondition) => {
    expect(metricOf({ expected }).successCondition).toBe(successCondition);
  });

  test.each<[string, Partial<WebCheckAnalysisProps>, string]>([
    [
      'a path that is none',
      { path: 'health' },
      'path takes a path such as "/health", beginning with "/", got "health"',
    ],
    ['a port out of range', { port: 0 }, 'port takes a whole number from 1 to 65535, got 0'],
    ['text around the JSON path', { jsonPath: '$.status' }, 'jsonPath takes one JSON path in braces'],
    ['an interval of zero', { interval: Duration.seconds(0) }, 'interval takes whole seconds'],
    ['a negative limit', { failureLimit: -1 }, 'failureLimit takes a whole number of at least 0'],
  ])('refuses %s', (_, props, message) => {
    expect(() => gate(demoChart(), props)).toThrow(message);
  });

  test('refuses a number that is none', () => {
    expect(() => ExpectedValue.atLeast(Number.NaN)).toThrow('an expected value takes a number, got NaN');
  });

  test('refuses a namespace that is not known', () => {
    expect(() => gate(new Chart(new App(), 'demo'))).toThrow(
      '[demo/web-check] the analysis has to know its namespace, as the controller calls the Service from its own: set it on the chart',
    );
  });

  test('refuses a rollout without a Service for the new version', () => {
    const chart = demoChart();
    const analysis = { templates: [gate(chart)] };
    expect(() =>
      routedCanary(chart, { services: undefined, trafficRouting: undefined, replicas: 5, analysis }),
    ).toThrow('it calls the new version through its Service, and demo/rollout has none of one name for it');
  });
});
