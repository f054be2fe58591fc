import { describe, expect, test } from '@jest/globals';
import { promqlFacts } from '../../../src/analysis/providers/prometheus/promql';
import { LatencyUnit, PodRequests, type PodRequestsOptions } from '../../../src/index';

const CANARY = 'namespace="demo",rollouts_pod_template_hash="{{args.canary-hash}}"';

describe('PodRequests', () => {
  test('are the requests of the pods with the hash of the new version', () => {
    const { args, ...metrics } = PodRequests.ofCanary('demo');
    expect(metrics).toEqual({
      source: "requests counted by the canary's pods",
      total: `http_requests_total{${CANARY}}`,
      errors: `http_requests_total{${CANARY},code=~"5.."}`,
    });
    expect(args?.flatMap((arg) => arg.toRolloutArgs())).toEqual([
      { name: 'canary-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
    ]);
  });

  test('are those of the stable version as well, under another argument', () => {
    const { total, args } = PodRequests.ofStable('demo');
    expect(total).toBe('http_requests_total{namespace="demo",rollouts_pod_template_hash="{{args.stable-hash}}"}');
    expect(args?.flatMap((arg) => arg.toRolloutArgs())).toEqual([
      { name: 'stable-hash', valueFrom: { podTemplateHashValue: 'Stable' } },
    ]);
  });

  test('take the words of the application', () => {
    const metrics = PodRequests.ofCanary('demo', {
      counter: 'http_server_requests_seconds_count',
      statusLabel: 'outcome',
      failures: 'SERVER_ERROR|UNKNOWN',
      matchers: ['uri!~"/actuator/.*"', 'application="demo"'],
      latencyBuckets: 'http_server_requests_seconds_bucket',
      latencyBounds: [0.1, 0.5],
      hashLabel: 'hash',
    });
    const selected = 'namespace="demo",hash="{{args.canary-hash}}",uri!~"/actuator/.*",application="demo"';
    expect(metrics).toMatchObject({
      total: `http_server_requests_seconds_count{${selected}}`,
      errors: `http_server_requests_seconds_count{${selected},outcome=~"SERVER_ERROR|UNKNOWN"}`,
      latency: {
        buckets: `http_server_requests_seconds_bucket{${selected}}`,
        unit: LatencyUnit.SECONDS,
        bounds: [0.1, 0.5],
      },
    });
    for (const selector of [metrics.total, metrics.errors ?? '', metrics.latency?.buckets ?? '']) {
      expect(promqlFacts(selector).errorAt).toBeUndefined();
    }
  });

  test('keep a backslash in the status of failed requests', () => {
    expect(PodRequests.ofCanary('demo', { failures: '5\\d\\d' }).errors).toContain('code=~"5\\\\d\\\\d"');
  });

  test.each<[string, string, PodRequestsOptions, string]>([
    ['no namespace', '', {}, 'namespace has to be a DNS-1123 label'],
    [
      'a selector as the counter',
      'demo',
      { counter: 'x{a="b"}' },
      'counter takes the name of a metric such as "http_requests_total", without labels, got "x{a=\\"b\\"}"',
    ],
    [
      'a label as the cluster writes it',
      'demo',
      { hashLabel: 'rollouts-pod-template-hash' },
      'hashLabel takes the name of a label of Prometheus, got "rollouts-pod-template-hash": Prometheus has "_" in place of "-", "rollouts_pod_template_hash"',
    ],
    ['a label of nothing', 'demo', { statusLabel: '' }, 'statusLabel takes the name of a label of Prometheus, got ""'],
    ['a status that is none', 'demo', { failures: '5' }, 'such as "5..", got "5", which no status of HTTP has'],
    ['every status', 'demo', { failures: '.*' }, 'got ".*", which good requests have too (200)'],
    ['no pattern', 'demo', { failures: '5(' }, 'got "5("'],
    ['no status', 'demo', { failures: '' }, 'got ""'],
    [
      'half a matcher',
      'demo',
      { matchers: ['handler'] },
      'matchers take matchers of PromQL such as handler!="/healthz", got "handler"',
    ],
    ['an empty matcher', 'demo', { matchers: [' '] }, 'got " "'],
    [
      'the histogram without its buckets',
      'demo',
      { latencyBuckets: 'http_request_duration_seconds' },
      'whose name ends in "_bucket", got "http_request_duration_seconds": perhaps "http_request_duration_seconds_bucket"',
    ],
  ])('refuse %s', (_, namespace, options, message) => {
    expect(() => PodRequests.ofCanary(namespace, options)).toThrow(message);
    expect(() => PodRequests.ofStable(namespace, options)).toThrow(message);
  });

  test.each(['5xx', '5..', '[45]..', '500|503', 'error', '5\\d\\d'])(
    'take %s as the status of failed requests',
    (failures) => {
      expect(() => PodRequests.ofCanary('demo', { failures })).not.toThrow();
    },
  );

  test('say whose requests they are, and everything that is wrong at once', () => {
    expect(() => PodRequests.ofStable('Demo', { counter: '' })).toThrow(
      /^requests counted by the pods of the stable version: namespace .*; counter takes /,
    );
  });
});
