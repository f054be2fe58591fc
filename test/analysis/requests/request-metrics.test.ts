import { describe, expect, test } from '@jest/globals';
import { successRatio } from '../../../src/analysis/requests/request-metrics';
import { AnalysisArgument, type RequestMetrics } from '../../../src/index';
import { demoChart, demoRollout, demoRoute, demoServices, demoSuccessRate, onlyObject } from '../../demo-chart';

const REQUESTS: RequestMetrics = { source: 'requests counted by nobody', total: 'requests{service="demo-canary"}' };

describe('successRatio', () => {
  test('is one minus errors over all', () => {
    expect(successRatio({ ...REQUESTS, errors: 'errors{service="demo-canary"}' }, '[1m]')).toBe(
      '1 - (sum(rate(errors{service="demo-canary"}[1m])) or vector(0)) / (sum(rate(requests{service="demo-canary"}[1m])) > 0)',
    );
  });

  test('is successes over all where only those can be selected', () => {
    expect(successRatio({ ...REQUESTS, successes: 'good{service="demo-canary"}' }, '[1m]')).toBe(
      '(sum(rate(good{service="demo-canary"}[1m])) or vector(0)) / (sum(rate(requests{service="demo-canary"}[1m])) > 0)',
    );
  });

  test('refuses both and neither', () => {
    expect(() => successRatio(REQUESTS, '[1m]')).toThrow(
      'requests (requests counted by nobody) take a selector of errors or one of successes, got neither',
    );
    expect(() => successRatio({ ...REQUESTS, errors: 'a', successes: 'b' }, '[1m]')).toThrow('got both');
  });
});

describe('SuccessRateAnalysis', () => {
  test('passes the arguments of its requests on to the template and the Rollout', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    const route = demoRoute(chart, services);
    const ofPods = 'http_requests_total{rollouts_pod_template_hash="{{args.canary-hash}}"}';
    const gate = demoSuccessRate(chart, route, {
      requests: {
        source: 'requests counted by the pods',
        total: ofPods,
        errors: ofPods.replace('}"}', '}",code=~"5.."}'),
        args: [AnalysisArgument.canaryHash('canary-hash')],
      },
    });
    demoRollout(chart, { services, trafficRouting: [route], analysis: { templates: [gate] } });
    expect(onlyObject(chart, 'AnalysisTemplate').spec.args).toEqual([{ name: 'canary-hash' }]);
    expect(onlyObject(chart, 'Rollout').spec.strategy.canary.analysis.args).toEqual([
      { name: 'canary-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
    ]);
  });
});
