import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { CanaryRollout, type CanaryRolloutProps, CanaryStep, ExperimentVersion } from '../../../src';
import { isJudged, ungatedProblems } from '../../../src/rollout/canary/ungated';
import { demoChart, demoRoute, demoServices, demoSteps, demoSuccessRate, onlyObject } from '../../demo-chart';

const POD = { metadata: { name: 'demo' }, containers: [{ image: 'example/app:1', portNumber: 8080 }] };
const NOTHING_JUDGES =
  'nothing judges the new version: with pauses of a set time alone every version is promoted that starts, whatever it ' +
  'answers; give the rollout an analysis such as SuccessRateAnalysis, let a person end a pause ' +
  '(CanaryStep.pauseUntilPromoted), or say in ungatedBecause why neither is needed';

/** A routed rollout without anything that judges its versions, and what is given. */
function routed(props: Partial<CanaryRolloutProps>): CanaryRolloutProps {
  const chart = demoChart();
  const services = demoServices(chart);
  return { ...POD, services, trafficRouting: [demoRoute(chart, services)], steps: demoSteps(), ...props };
}

function gate(): Pick<CanaryRolloutProps, 'analysis'> {
  const chart = demoChart();
  return { analysis: { templates: [demoSuccessRate(chart, demoRoute(chart, demoServices(chart)))] } };
}

const templates = [{ name: 'canary', version: ExperimentVersion.CANARY }];

describe('a rollout behind a router', () => {
  test('is refused when nothing judges its versions', () => {
    expect(() => new CanaryRollout(demoChart(), 'rollout', routed({}))).toThrow(NOTHING_JUDGES);
  });

  test.each<[string, Partial<CanaryRolloutProps>]>([
    ['an analysis beside the steps', gate()],
    ['a person', { steps: [CanaryStep.setWeight(20), CanaryStep.pauseUntilPromoted('QA promotes')] }],
    ['an analysis in a step', { steps: [CanaryStep.analysis({ templates: [], duration: Duration.minutes(1) })] }],
    ['a step plugin', { steps: [CanaryStep.plugin('demo/step')] }],
  ])('is judged by %s', (_, props) => {
    expect(isJudged(props)).toBe(true);
    expect(ungatedProblems(routed(props))).toEqual([]);
  });

  test('is judged by an experiment that measures, and by no other', () => {
    const experiment = (analyses: []) => CanaryStep.experiment({ templates, duration: Duration.minutes(1), analyses });
    expect(isJudged({ steps: [experiment([])] })).toBe(false);
    const [measured] = gate().analysis?.templates ?? [];
    const analyses = measured === undefined ? [] : [{ name: 'gate', analysis: measured }];
    expect(isJudged({ steps: [CanaryStep.experiment({ templates, duration: Duration.minutes(1), analyses })] })).toBe(
      true,
    );
  });

  test('keeps why it is judged by nothing as an annotation', () => {
    const chart = demoChart();
    const services = demoServices(chart);
    new CanaryRollout(chart, 'rollout', {
      ...POD,
      services,
      trafficRouting: [demoRoute(chart, services)],
      steps: demoSteps(),
      ungatedBecause: 'the team watches the dashboards',
    });
    expect(onlyObject(chart, 'Rollout').metadata.annotations).toEqual({
      'cdk8s-rollouts.dev/ignore.release-without-gate': 'the team watches the dashboards',
    });
  });

  test('wants a reason that says something, and none where something judges it', () => {
    expect(ungatedProblems(routed({ ungatedBecause: ' ' }))).toEqual([
      'ungatedBecause is empty: say why nothing has to judge the new version',
    ]);
    expect(ungatedProblems(routed({ ...gate(), ungatedBecause: 'it is small' }))).toEqual([
      'ungatedBecause is given, and an analysis, a plugin or a person judges the new version: leave it out',
    ]);
  });
});

test('a rollout without a router needs no gate: it has the readiness of its pods alone, as a Deployment', () => {
  expect(ungatedProblems({ ...POD, steps: demoSteps() })).toEqual([]);
});
