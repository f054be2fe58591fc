import { describe, expect, test } from '@jest/globals';
import { Chart } from 'cdk8s';
import { type NginxIngressProps, Prometheus, type RequestMetrics } from '../../../src';
import { demoChart, demoServices } from '../../demo-chart';
import { demoIngress } from './demo-nginx';

function ingressOf(props: Partial<NginxIngressProps> = {}) {
  const chart = demoChart();
  return demoIngress(chart, demoServices(chart), props);
}

describe('the requests of the canary that ingress-nginx counts', () => {
  test('are under the name of the Ingress in Git, with the Service of the canary in a label of its own', () => {
    const metrics: RequestMetrics = ingressOf().requestMetrics();
    const canary = 'ingress="demo",canary="demo-demo-canary-80"';
    expect(metrics).toEqual({
      source: 'requests to Service demo-canary counted by ingress-nginx',
      total: `nginx_ingress_controller_requests{${canary}}`,
      errors: `nginx_ingress_controller_requests{${canary},status=~"5.."}`,
      latency: {
        buckets: `nginx_ingress_controller_request_duration_seconds_bucket{${canary}}`,
        unit: 's',
        bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      },
    });
    for (const selector of [metrics.total, metrics.errors, metrics.latency?.buckets]) {
      expect(Prometheus.at('http://prometheus:9090').query(`rate(${selector}[1m])`).problems({})).toEqual([]);
    }
  });

  test.each([
    [true, 'namespace="demo",ingress="demo"'],
    [false, 'exported_namespace="demo",ingress="demo"'],
  ])('have the namespace in a label that depends on the scrape: honorLabels %j', (honorLabels, labels) => {
    expect(ingressOf().requestMetrics({ honorLabels }).total).toBe(
      `nginx_ingress_controller_requests{${labels},canary="demo-demo-canary-80"}`,
    );
  });

  test('have failed with 4xx too, if that is asked for', () => {
    const { errors = '' } = ingressOf().requestMetrics({ clientErrorsFail: true });
    expect(errors).toContain('status=~"[45].."');
    // What --report-status-classes makes of them is matched as well.
    expect(['404', '503', '4xx', '5xx', '200'].map((status) => /^(?:[45]..)$/.test(status))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  test.each([
    [{}, 'rules[0], which has no host'],
    [{ host: '*.example.com' }, 'rules[0], which has the host "*.example.com"'],
  ])('are not all of them where %j is a rule and hosts are counted apart', (rule, text) => {
    const ingress = ingressOf({ rules: [rule] });
    expect(() => ingress.requestMetrics()).toThrow(
      `[demo/ingress] requestMetrics would not see the requests of ${text}: ingress-nginx does not count them while it counts by ` +
        'host; run it with --metrics-per-host=false and say metricsPerHost: false, or name the hosts',
    );
    expect(ingress.requestMetrics({ metricsPerHost: false }).total).toContain('canary="demo-demo-canary-80"');
  });

  test('cannot be selected without the namespace', () => {
    const chart = new Chart(new Chart(demoChart(), 'nowhere', { namespace: undefined }), 'inner');
    expect(() => demoIngress(chart, demoServices(chart)).requestMetrics()).toThrow(
      'requestMetrics has to know the namespace',
    );
  });
});
