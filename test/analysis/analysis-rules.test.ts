import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Chart, Duration } from 'cdk8s';
import { Secret } from 'cdk8s-plus-28';
import {
  Analysis,
  AnalysisArgument,
  type AnalysisProps,
  type BackgroundAnalysis,
  CanaryStep,
  type IAnalysis,
  type Metric,
  Prometheus,
  type RolloutAnalysis,
} from '../../src';
import { PROVIDERS } from '../../src/analysis/providers';
import { demoChart, demoRollout, objectsOf, onlyObject } from '../demo-chart';
import { type RefusedRule, rulesOf, testRules, type UnwritableRule } from '../rule-tests';
import { sharedFolder, testWithShared } from '../shared-folder';

const seconds = (amount: number) => Duration.seconds(amount);
const prometheus = Prometheus.at('http://prometheus:9090');

const errors: Metric = {
  name: 'errors',
  provider: prometheus.query('errors{service="demo-canary"}'),
  successCondition: 'len(result) == 0 || result[0] < 5',
  interval: seconds(20),
  initialDelay: seconds(60),
};

function analysis(chart: Chart, props: Partial<AnalysisProps> = {}, id = 'gate'): Analysis {
  return new Analysis(chart, id, { metrics: [errors], ...props });
}

/** An analysis with one metric, of which something is changed. */
function metric(props: Partial<Metric>): Analysis {
  return analysis(demoChart(), { metrics: [{ ...errors, ...props }] });
}

/** A metric that refers to the given arguments. */
function asking(...names: string[]): Metric {
  const labels = names.map((name) => `${name}="{{args.${name}}}"`).join(',');
  return { ...errors, provider: prometheus.query(`errors{service="demo-canary",${labels}}`) };
}

/** The strategy of a release with the given analyses beside its steps. */
function beside(make: (chart: Chart) => readonly IAnalysis[], props: Partial<BackgroundAnalysis> = {}) {
  const chart = demoChart();
  demoRollout(chart, { analysis: { templates: [...make(chart)], ...props } });
  return onlyObject(chart, 'Rollout').spec.strategy.canary;
}

/** The strategy of a release with one analysis in a step. */
function inStep(props: Partial<AnalysisProps>, step: Partial<RolloutAnalysis> & { duration?: Duration } = {}) {
  const chart = demoChart();
  const steps = [CanaryStep.setWeight(20), CanaryStep.analysis({ templates: [analysis(chart, props)], ...step })];
  demoRollout(chart, { analysis: undefined, steps });
  return onlyObject(chart, 'Rollout').spec.strategy.canary;
}

/** A template with the arguments of the given factories, and what the Rollout supplies. */
function supplied(...args: AnalysisArgument[]) {
  const chart = demoChart();
  const metrics = [asking(...args.map(({ name }) => name))];
  demoRollout(chart, { analysis: { templates: [analysis(chart, { metrics, args })] } });
  const inTemplate = onlyObject(chart, 'AnalysisTemplate').spec.args;
  const fromRollout = onlyObject(chart, 'Rollout').spec.strategy.canary.analysis.args ?? [];
  return { inTemplate, fromRollout };
}

/** An argument of each factory. */
const ARGUMENTS: Readonly<Record<string, AnalysisArgument>> = {
  value: AnalysisArgument.value('value', 'x'),
  canaryHash: AnalysisArgument.canaryHash('canaryHash'),
  stableHash: AnalysisArgument.stableHash('stableHash'),
  field: AnalysisArgument.field('field', 'metadata.name'),
  canaryService: AnalysisArgument.canaryService('canaryService'),
  perRollout: AnalysisArgument.perRollout('perRollout', 'x'),
  secret: AnalysisArgument.secret('secret', 'monitoring', 'token'),
};

/** How many sources each argument has, in the template and in the Rollout. */
function sourcesOfArguments(): unknown[] {
  const { inTemplate, fromRollout } = supplied(...Object.values(ARGUMENTS));
  return inTemplate.map(({ name, ...source }: { name: string }) => [
    name,
    Object.keys(source).length,
    fromRollout.filter((arg: { name: string }) => arg.name === name).length,
  ]);
}

function secretWithout(): unknown {
  const chart = demoChart();
  new Secret(chart, 'secret', { metadata: { name: 'monitoring' }, stringData: { user: 'x' } });
  const gate = analysis(chart, {
    metrics: [asking('secret')],
    args: [AnalysisArgument.secret('secret', 'monitoring', 'token')],
  });
  demoRollout(chart, { analysis: { templates: [gate] } });
  return objectsOf(chart);
}

/** Two analyses with one metric each, which may have one name or an argument in common. */
function two(one: Partial<AnalysisProps>, other: Partial<AnalysisProps>) {
  return (chart: Chart) => [
    analysis(chart, one, 'one'),
    analysis(chart, { metrics: [{ ...errors, name: 'other' }], ...other }, 'other'),
  ];
}

const withArg = (name: string, arg: AnalysisArgument) => ({ metrics: [{ ...asking(arg.name), name }], args: [arg] });
const inconclusive = { failureCondition: 'len(result) > 0 && result[0] > 9' };

// biome-ignore format: one line for each input.
const REFUSED: readonly RefusedRule[] = [
  { rule: 'AN-1', input: 'no metrics', make: () => analysis(demoChart(), { metrics: [] }), message: 'metrics is empty: an analysis without metrics holds the release for ever' },
  { rule: 'AN-1', input: 'no templates in the Rollout', make: () => beside(() => []), message: 'analysis.templates is empty' },
  { rule: 'AN-2', input: 'two metrics of one name', make: () => analysis(demoChart(), { metrics: [errors, errors] }), message: 'two metrics are named "errors"' },
  { rule: 'AN-3', input: 'a negative consecutiveSuccessLimit', make: () => metric({ consecutiveSuccessLimit: -1 }), message: 'consecutiveSuccessLimit takes a whole number of at least 1, got -1' },
  { rule: 'AN-4', input: 'a failureLimit of -2', make: () => metric({ failureLimit: -2, consecutiveSuccessLimit: 2 }), message: 'failureLimit takes a whole number of at least 0, got -2' },
  { rule: 'AN-5', input: 'neither of the limits', make: () => metric({ failureLimit: -1 }), message: 'failureLimit takes a whole number of at least 0, got -1: it tolerates every failure, give it a consecutiveSuccessLimit' },
  { rule: 'AN-6', input: 'a negative inconclusiveLimit', make: () => metric({ ...inconclusive, inconclusiveLimit: -1 }), message: 'inconclusiveLimit takes a whole number of at least 0, got -1' },
  { rule: 'AN-7', input: 'a negative consecutiveErrorLimit', make: () => metric({ consecutiveErrorLimit: -1 }), message: 'consecutiveErrorLimit takes a whole number of at least 0, got -1' },
  { rule: 'AN-8', input: 'a count below the failureLimit', make: () => metric({ count: 3, failureLimit: 5 }), message: 'it can never fail: of 3 measurements (count) 5 may fail' },
  { rule: 'AN-8', input: 'a count below both limits', make: () => metric({ count: 4, failureLimit: 2, consecutiveSuccessLimit: 3 }), message: 'consecutiveSuccessLimit 3 with failureLimit 2 takes at least 5 measurements (count), got 4' },
  { rule: 'AN-8', input: 'a duration too short for both limits', make: () => inStep({ metrics: [{ ...errors, failureLimit: 2, consecutiveSuccessLimit: 3 }] }, { duration: seconds(139) }), message: 'it takes 4 of the 5 measurements that make a verdict' },
  { rule: 'AN-9', input: 'a count below the consecutiveSuccessLimit', make: () => metric({ count: 2, failureLimit: -1, consecutiveSuccessLimit: 3 }), message: 'consecutiveSuccessLimit 3 takes at least 3 measurements (count), got 2' },
  { rule: 'AN-10', input: 'a count below the inconclusiveLimit', make: () => metric({ ...inconclusive, count: 2, inconclusiveLimit: 3 }), message: 'inconclusiveLimit 3 is above count 2' },
  { rule: 'AN-11', input: 'several measurements without interval', make: () => metric({ count: 2, interval: undefined }), message: 'count 2 needs an interval between the measurements' },
  { rule: 'AN-12', input: 'an interval of nothing', make: () => metric({ interval: seconds(0) }), message: 'interval takes whole seconds, at least 1' },
  { rule: 'AN-12', input: 'a delay of half a second', make: () => metric({ initialDelay: Duration.millis(500) }), message: 'initialDelay takes whole seconds, at least 1' },
  { rule: 'AN-14', input: 'a placeholder without an argument', make: () => analysis(demoChart(), { metrics: [asking('a')] }), message: '{{args.a}} stands in a metric, but there is no such argument (there is none)' },
  { rule: 'AN-14', input: 'one in the condition', make: () => metric({ successCondition: 'len(result) > 0 && result[0] < {{args.a}}' }), message: '{{args.a}} stands in a metric' },
  { rule: 'AN-14', input: 'one in the name', make: () => metric({ name: '{{args.a}}' }), message: 'the name takes no argument' },
  { rule: 'AN-14', input: 'one that is no argument', make: () => metric({ provider: prometheus.query('errors{a="{{workflow.name}}"}') }), message: '{{workflow.name}} stands in a metric' },
  { rule: 'AN-14', input: 'an argument of the outer template in a nested one', make: () => beside((chart) => [analysis(chart, { metadata: { name: 'outer' }, metrics: [], args: [ARGUMENTS.canaryHash as AnalysisArgument], templates: [analysis(chart, { metrics: [asking('canaryHash')] }, 'inner')] })]), message: '{{args.canaryHash}} stands in a metric, but there is no such argument' },
  { rule: 'AN-15', input: 'an argument without a value', make: () => supplied(AnalysisArgument.perRollout('a')), message: 'the argument "a" has no value' },
  { rule: 'AN-16', input: 'a dry run of no metric', make: () => analysis(demoChart(), { dryRun: ['*'] }), message: 'dryRun names "*", and it has no such metric (there: "errors")' },
  { rule: 'AN-16', input: 'a dry run of no metric in the Rollout', make: () => beside((chart) => [analysis(chart)], { dryRun: ['error'] }), message: 'analysis.dryRun names "error", and analysis.templates has no such metric' },
  { rule: 'AN-16', input: 'a retention of no metric', make: () => analysis(demoChart(), { measurementRetention: [{ metric: 'x', limit: 1 }] }), message: 'measurementRetention names "x", and it has no such metric' },
  { rule: 'AN-17', input: 'a key that the Secret of the app does not have', make: secretWithout, message: 'the argument "secret" takes the key "token" of the Secret "monitoring"' },
  { rule: 'AN-18', input: 'a count that is no number', make: () => metric({ count: Number.NaN }), message: 'count takes a whole number of at least 1, got NaN' },
  { rule: 'AN-18', input: 'half a failure', make: () => metric({ failureLimit: 0.5 }), message: 'failureLimit takes a whole number of at least 0, got 0.5' },
  { rule: 'REF-4', input: 'a template of another namespace', make: () => beside((chart) => [analysis(chart, { metadata: { name: 'x', namespace: 'other' } })]), message: 'the analysis is in namespace "other", the rollout at demo/rollout in namespace "demo"' },
  { rule: 'REF-4', input: 'a template of a namespace in one of the cluster', make: () => beside((chart) => [analysis(chart, { metadata: { name: 'x' }, metrics: [], clusterScope: true, templates: [analysis(chart, {}, 'inner')] })]), message: 'it is for the whole cluster and nests the AnalysisTemplate "demo-errors"' },
  { rule: 'REF-5', input: 'one metric in two templates', make: () => beside(two({}, { metrics: [errors], metadata: { name: 'other' } })), message: 'two metrics of analysis.templates are named "errors"' },
  { rule: 'REF-6', input: 'two values of one argument', make: () => beside(two(withArg('errors', AnalysisArgument.value('a', '1')), withArg('other', AnalysisArgument.value('a', '2')))), message: 'two of analysis.templates take the argument "a" from different sources' },
  { rule: 'REF-6', input: 'two defaults of one argument, though the Rollout has a value', make: () => beside((chart) => two(withArg('errors', AnalysisArgument.perRollout('a', '1')), withArg('other', AnalysisArgument.perRollout('a', '2')))(chart).map((one) => one.withValues({ a: '3' }))), message: 'two of analysis.templates take the argument "a" from different sources' },
  { rule: 'REF-7', input: 'an argument that the Rollout does not supply', make: () => supplied(AnalysisArgument.perRollout('a')), message: 'the argument "a" has no value: give it one in withValues' },
  { rule: 'REF-8', input: 'a rule of the template in the Rollout too', make: () => beside((chart) => [analysis(chart, { dryRun: ['errors'] })], { dryRun: ['errors'] }), message: 'analysis.dryRun names "errors", and so does dryRun of its template' },
  { rule: 'REF-8', input: 'a rule twice', make: () => analysis(demoChart(), { dryRun: ['errors', 'errors'] }), message: 'dryRun names "errors" twice' },
  { rule: 'REF-8', input: 'a rule of a template and of one that it nests', make: () => beside((chart) => [analysis(chart, { metadata: { name: 'outer' }, metrics: [], dryRun: ['errors'], templates: [analysis(chart, { dryRun: ['errors'] }, 'inner')] })]), message: 'two of analysis.templates name "errors" in dryRun' },
  { rule: 'REF-9', input: 'a step without end', make: () => inStep({}), message: 'metric "errors" has an interval and no count, so step 1 (analysis) would never end' },
  { rule: 'REF-9', input: 'a step that good measurements in a row would end', make: () => inStep({ metrics: [{ ...errors, consecutiveSuccessLimit: 3 }] }), message: 'metric "errors" has an interval and no count, so step 1 (analysis) would never end' },
  { rule: 'REF-11', input: 'an argument of a background analysis without a value', make: () => beside((chart) => [analysis(chart, withArg('errors', AnalysisArgument.perRollout('a')))]), message: 'the argument "a" has no value' },
];

const UNWRITABLE: readonly UnwritableRule[] = [
  {
    rule: 'AN-12',
    because: 'durations are written in whole seconds as Go reads them',
    rendered: () => {
      const chart = demoChart();
      const timing = { interval: Duration.minutes(90), initialDelay: seconds(61), count: 2 };
      const gate = analysis(chart, { metrics: [{ ...errors, ...timing }] });
      demoRollout(chart, {
        analysis: undefined,
        steps: [CanaryStep.setWeight(20), CanaryStep.analysis({ templates: [gate] })],
      });
      const [{ interval, initialDelay }] = onlyObject(chart, 'AnalysisTemplate').spec.metrics;
      return [interval, initialDelay];
    },
    shows: ['1h30m', '1m1s'],
  },
  {
    rule: 'AN-13',
    because: 'each metric has one question, and each provider one key of its own',
    rendered: () => [
      Object.keys(prometheus.query('errors').toProvider()),
      PROVIDERS.length - new Set(PROVIDERS.map(({ key }) => key)).size,
    ],
    shows: [['prometheus'], 0],
  },
  ...['AN-15', 'REF-7', 'REF-10', 'REF-11'].map((rule) => ({
    rule,
    because: 'each argument has exactly one source: one in the template, or one that the Rollout supplies',
    rendered: sourcesOfArguments,
    shows: [
      ['value', 1, 0],
      ['canaryHash', 0, 1],
      ['stableHash', 0, 1],
      ['field', 0, 1],
      ['canaryService', 0, 1],
      ['perRollout', 1, 0],
      ['secret', 1, 0],
    ],
  })),
  {
    rule: 'AN-16',
    because: 'a rule is a regular expression that fits the name of one metric',
    rendered: () =>
      beside((chart) => [analysis(chart, { metrics: [{ ...errors, name: 'errors.5xx' }] })], { dryRun: ['errors.5xx'] })
        .analysis.dryRun,
    shows: [{ metricName: '^errors\\.5xx$' }],
  },
  {
    rule: 'AN-18',
    because: 'counts and limits are literal numbers, in a template for each place',
    rendered: () => {
      const chart = demoChart();
      const gate = analysis(chart);
      const step = (length: number) => CanaryStep.analysis({ templates: [gate], duration: seconds(length) });
      demoRollout(chart, { analysis: undefined, steps: [CanaryStep.setWeight(20), step(300), step(400)] });
      return objectsOf(chart)
        .filter(({ kind }) => kind === 'AnalysisTemplate')
        .map(({ spec }) => spec.metrics[0].count);
    },
    shows: [13, 18],
  },
  {
    rule: 'REF-4',
    because:
      'an analysis makes the template when a rollout is given it, also a nested one, and a nested one is made first',
    rendered: () => {
      const chart = demoChart();
      const outer = analysis(chart, {
        metrics: [],
        metadata: { name: 'outer' },
        templates: [analysis(chart, {}, 'inner')],
      });
      demoRollout(chart, { analysis: { templates: [outer] } });
      return objectsOf(chart)
        .filter(({ kind }) => kind === 'AnalysisTemplate')
        .map(({ metadata, spec }) => [metadata.name, spec.templates]);
    },
    shows: [
      ['demo-errors', undefined],
      ['outer', [{ templateName: 'demo-errors' }]],
    ],
  },
];

describe('what the controller would refuse of an analysis, or end in an error', () => {
  testRules(REFUSED, UNWRITABLE);

  test('is shown with an argument of each factory', () => {
    const factories = Object.getOwnPropertyNames(AnalysisArgument).filter(
      (name) => name !== 'hash' && typeof Object.getOwnPropertyDescriptor(AnalysisArgument, name)?.value === 'function',
    );
    expect(Object.keys(ARGUMENTS).sort()).toEqual(factories.sort());
  });

  test('stays quiet on an analysis that breaks no rule', () => {
    expect(beside((chart) => [analysis(chart)]).analysis.templates).toEqual([{ templateName: 'demo-errors' }]);
  });

  testWithShared('facts')('is every rule about analyses that is known', () => {
    const facts = readFileSync(path.join(sharedFolder('facts'), 'argo-rollouts.md'), 'utf8');
    const known = [...facts.matchAll(/^\| ((?:AN-\d+)|(?:REF-(?:[4-9]|10|11))) \|/gm)].map(([, id]) => id);
    expect(known).toHaveLength(26);
    expect(rulesOf(REFUSED, UNWRITABLE)).toEqual(known.sort());
  });
});
