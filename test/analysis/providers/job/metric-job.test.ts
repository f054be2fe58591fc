import { describe, expect, test } from '@jest/globals';
import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Analysis, type Metric, MetricJob, type MetricJobOptions } from '../../../../src';
import { JOB } from '../../../../src/analysis/providers/job/facts';
import { at, listOf } from '../../../../src/manifest/plain';
import { demoChart, demoRollout, objectsOf } from '../../../demo-chart';

const CONTAINERS = [{ image: 'example/test:1', args: ['http://demo-canary'] }];

function job(options: Partial<MetricJobOptions> = {}): MetricJob {
  return MetricJob.of({ containers: CONTAINERS, ...options });
}

function podOf(metricJob: MetricJob): unknown {
  return metricJob.toProvider().job?.spec.template.spec;
}

describe('MetricJob', () => {
  test('runs one pod, once, for ten minutes at the most', () => {
    const { spec } = job().toProvider().job ?? {};
    expect(spec).toMatchObject({ activeDeadlineSeconds: 600, backoffLimit: 0 });
    expect(podOf(job())).toMatchObject({
      restartPolicy: 'Never',
      containers: [{ name: 'main', image: 'example/test:1', args: ['http://demo-canary'] }],
    });
    expect(job().toProvider().job?.metadata).toBeUndefined();
    expect(job().problems({ name: 'smoke-test' })).toEqual([]);
  });

  test('takes what else may be said of Job and pods', () => {
    const chart = demoChart();
    const secret = kplus.Secret.fromSecretName(chart, 'secret', 'credentials');
    const run = job({
      containers: [
        {
          image: 'example/test:1',
          volumeMounts: [{ path: '/s', volume: kplus.Volume.fromSecret(chart, 'v', secret) }],
        },
      ],
      serviceAccount: kplus.ServiceAccount.fromServiceAccountName(chart, 'account', 'tester'),
      restartPolicy: kplus.RestartPolicy.ON_FAILURE,
      activeDeadline: Duration.minutes(2),
      backoffLimit: 3,
      labels: { team: 'shop' },
      annotations: { note: 'job' },
      podLabels: { tier: 'test' },
      podAnnotations: { 'sidecar.istio.io/inject': 'false' },
    });
    run.scheduling.tolerate(kplus.Node.tainted(kplus.NodeTaintQuery.exists('spot')));
    expect(run.problems({ name: 'smoke-test' })).toEqual([]);
    expect(run.toProvider().job).toMatchObject({
      metadata: { labels: { team: 'shop' }, annotations: { note: 'job' } },
      spec: {
        activeDeadlineSeconds: 120,
        backoffLimit: 3,
        template: {
          metadata: { labels: { tier: 'test' }, annotations: { 'sidecar.istio.io/inject': 'false' } },
          spec: {
            restartPolicy: 'OnFailure',
            serviceAccountName: 'tester',
            tolerations: [{ key: 'spot', operator: 'Exists' }],
            volumes: [{ name: 'secret-credentials', secret: { secretName: 'credentials' } }],
          },
        },
      },
    });
  });

  test('stands in the template of its analysis, and nowhere else', () => {
    const chart = demoChart();
    const metric: Metric = {
      name: 'smoke-test',
      provider: job(),
      interval: Duration.seconds(10),
      initialDelay: Duration.seconds(10),
    };
    demoRollout(chart, { analysis: { templates: [new Analysis(chart, 'analysis', { metrics: [metric] })] } });
    const objects = objectsOf(chart);
    expect(objects.filter(({ kind }) => ['Pod', 'Job'].includes(kind))).toEqual([]);
    const template = objects.find(({ kind }) => kind === 'AnalysisTemplate');
    expect(
      listOf(at(template?.spec, 'metrics')).map((own) => at(own, 'provider', 'job', 'spec', 'backoffLimit')),
    ).toEqual([0]);
  });

  test.each<[string, Partial<MetricJobOptions>, string]>([
    ['no containers', { containers: [] }, 'containers is empty: a pod needs at least one'],
    [
      'pods that are started for ever',
      { restartPolicy: kplus.RestartPolicy.ALWAYS },
      'restartPolicy takes Never or OnFailure in a Job, got Always',
    ],
    ['half a pod more', { backoffLimit: 0.5 }, 'backoffLimit takes a whole number of at least 0, got 0.5'],
    ['no time to run', { activeDeadline: Duration.seconds(0) }, 'activeDeadline takes whole seconds, at least 1'],
    ['a NetworkPolicy', { isolate: true }, 'isolate makes a NetworkPolicy'],
  ])('refuses %s', (_, options, message) => {
    expect(job(options).problems({ name: 'smoke-test' }).join()).toContain(message);
  });

  test.each([
    ['Smoke', 'the name of a metric with a Job has to be a DNS-1123 label'],
    [
      'a'.repeat(23),
      'the name of a metric with a Job has to be at most 22 characters long, as it is part of the name of the Job',
    ],
  ])('refuses the name %s for its metric', (name, message) => {
    expect(job().problems({ name }).join()).toContain(message);
    expect(job().problems({ name: 'a'.repeat(22) })).toEqual([]);
  });

  test('takes a metric without conditions, and none with them', () => {
    const analysis = (metric: Metric) => new Analysis(new Chart(demoChart(), 'own'), 'analysis', { metrics: [metric] });
    const metric: Metric = { name: 'smoke-test', provider: job() };
    expect(() => analysis(metric)).not.toThrow();
    expect(() => analysis({ ...metric, successCondition: 'result == true' })).toThrow(
      'metric "smoke-test" has a successCondition, which the controller ignores: its provider itself says how a measurement went',
    );
  });
});

describe('the facts of Jobs', () => {
  test('know that pods are started again unless told otherwise', () => {
    const spec = { template: { spec: { containers: [{ image: 'a' }] } } };
    expect(JOB.problems({ spec })).toEqual([
      'restartPolicy takes Never or OnFailure in a Job, got nothing, which is Always',
    ]);
    expect(JOB.problems({})[0]).toContain('containers is empty');
  });
});
