import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import { EnvValue } from 'cdk8s-plus-28';
import {
  AnalysisArgument,
  CanaryStep,
  type EndingAnalysis,
  ExperimentVersion,
  SmokeTestAnalysis,
  type SmokeTestAnalysisProps,
} from '../../../src';
import { blueGreen, routedCanary, STEPS } from '../../coverage/demo-rollouts';
import { demoChart, demoSteps, objectsOf, onlyObject } from '../../demo-chart';

function gate(chart: Chart, props: Partial<SmokeTestAnalysisProps> = {}): SmokeTestAnalysis {
  return new SmokeTestAnalysis(chart, 'smoke-test', {
    containers: [{ image: 'curl:8', args: ['curl', '--fail', 'http://$(CANARY_SERVICE)/'] }],
    ...props,
  });
}

function inStep(props: Partial<SmokeTestAnalysisProps> = {}, step: Partial<EndingAnalysis> = {}) {
  const chart = demoChart();
  routedCanary(chart, { steps: [...STEPS, CanaryStep.analysis({ templates: [gate(chart, props)], ...step })] });
  return { template: onlyObject(chart, 'AnalysisTemplate'), rollout: onlyObject(chart, 'Rollout') };
}

const metricOf = (props?: Partial<SmokeTestAnalysisProps>) => inStep(props).template.spec.metrics[0];
const containerOf = (props?: Partial<SmokeTestAnalysisProps>) =>
  metricOf(props).provider.job.spec.template.spec.containers[0];

describe('SmokeTestAnalysis', () => {
  test("runs a Job once, which finds the name of the canary's Service in its environment", () => {
    const { template, rollout } = inStep();
    expect(template.metadata.name).toBe('demo-smoke-test-step-2');
    expect(template.spec.args).toEqual([{ name: 'canary-service' }]);
    expect(rollout.spec.strategy.canary.steps[2].analysis.args).toEqual([
      { name: 'canary-service', value: 'demo-canary' },
    ]);
    const { provider, ...metric } = template.spec.metrics[0];
    expect(metric).toEqual({ name: 'smoke-test', initialDelay: '3s' });
    expect(provider.job.spec).toMatchObject({ backoffLimit: 0, activeDeadlineSeconds: 600 });
    expect(provider.job.spec.template.spec).toMatchObject({
      restartPolicy: 'Never',
      containers: [
        {
          image: 'curl:8',
          args: ['curl', '--fail', 'http://$(CANARY_SERVICE)/'],
          env: [{ name: 'CANARY_SERVICE', value: '{{args.canary-service}}' }],
        },
      ],
    });
  });

  test('runs it again and again in the background of a release', () => {
    const chart = demoChart();
    const smokeTest = gate(chart, { interval: Duration.seconds(30), failureLimit: 1, inconclusiveLimit: 2 });
    routedCanary(chart, { analysis: { templates: [smokeTest] }, steps: demoSteps() });
    expect(onlyObject(chart, 'AnalysisTemplate').spec.metrics[0]).toMatchObject({
      interval: '30s',
      initialDelay: '3s',
      failureLimit: 1,
      inconclusiveLimit: 2,
    });
  });

  test('is refused there where it would run once', () => {
    const chart = demoChart();
    expect(() => routedCanary(chart, { analysis: { templates: [gate(chart)] }, steps: demoSteps() })).toThrow(
      'metric "smoke-test" ends Successful after 1 measurement (3s), and nothing watches the rest of the 4m: give it an interval',
    );
  });

  test('calls the preview Service before a promotion', () => {
    const chart = demoChart();
    blueGreen(chart, { prePromotionAnalysis: { templates: [gate(chart)] } });
    const { args } = onlyObject(chart, 'Rollout').spec.strategy.blueGreen.prePromotionAnalysis;
    expect(args).toEqual([{ name: 'canary-service', value: 'demo-preview' }]);
  });

  test('takes what it is told', () => {
    const token = AnalysisArgument.secret('token', 'smoke-test', 'token');
    const container = containerOf({
      containers: [{ image: 'a:1', envVariables: { TOKEN: EnvValue.fromValue('{{args.token}}') } }],
      serviceVariable: 'HOST',
      args: [token],
    });
    expect(container.env).toEqual([
      { name: 'TOKEN', value: '{{args.token}}' },
      { name: 'HOST', value: '{{args.canary-service}}' },
    ]);
    const told = metricOf({
      metricName: 'buys-a-ticket',
      metadata: { name: 'smoke' },
      initialDelay: Duration.seconds(20),
      activeDeadline: Duration.minutes(2),
      backoffLimit: 2,
    });
    expect(told).toMatchObject({ name: 'buys-a-ticket', initialDelay: '20s' });
    expect(told.provider.job.spec).toMatchObject({ activeDeadlineSeconds: 120, backoffLimit: 2 });
  });

  test.each<[string, Partial<SmokeTestAnalysisProps>, string]>([
    ['no container', { containers: [] }, 'containers is empty: a pod needs at least one'],
    [
      'a variable that is none',
      { serviceVariable: 'canary-service' },
      'serviceVariable takes the name of a variable of the environment such as "CANARY_SERVICE", got "canary-service"',
    ],
    [
      'a variable that is taken',
      { containers: [{ image: 'a:1', envVariables: { CANARY_SERVICE: EnvValue.fromValue('x') } }] },
      'container "main" sets CANARY_SERVICE itself, which has the name of the canary\'s Service: leave it out, or choose another serviceVariable',
    ],
    [
      'a long name',
      { metricName: 'a-name-of-23-characters' },
      'the name of a metric with a Job has to be at most 22 characters long',
    ],
    ['a negative limit', { failureLimit: -1 }, 'failureLimit takes a whole number of at least 0'],
    ['an argument of nothing', { args: [AnalysisArgument.value('a', 'b')] }, 'the argument "a" is used by no metric'],
  ])('refuses %s', (_, props, message) => {
    expect(() => gate(demoChart(), props)).toThrow(message);
  });

  test('refuses a rollout without a Service for the new version', () => {
    const chart = demoChart();
    const steps = [...STEPS, CanaryStep.analysis({ templates: [gate(chart)] })];
    expect(() => routedCanary(chart, { services: undefined, trafficRouting: undefined, steps, replicas: 5 })).toThrow(
      '[demo/smoke-test] it calls the new version through its Service, and demo/rollout has none of one name for it: give the ' +
        'rollout services, not pingPong, whose two take turns',
    );
  });

  test('calls the Service of the pods of an experiment, if it has a name', () => {
    const release = (serviceName?: string) => {
      const chart = demoChart();
      const experiment = CanaryStep.experiment({
        templates: [{ name: 'canary', version: ExperimentVersion.CANARY, serviceName }],
        duration: Duration.minutes(10),
        analyses: [{ name: 'smoke', analysis: gate(chart) }],
      });
      routedCanary(chart, { steps: [experiment, ...STEPS] });
      return objectsOf(chart).find(({ kind }) => kind === 'Rollout')?.spec.strategy.canary.steps[0].experiment;
    };
    expect(release('demo-trial').analyses[0].args).toEqual([{ name: 'canary-service', value: 'demo-trial' }]);
    expect(() => release()).toThrow(
      "it calls the new version through its Service, and that of the experiment's pods (demo/rollout) has no name that is known: " +
        'give their template a serviceName',
    );
  });
});
