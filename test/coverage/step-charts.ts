import { Duration } from 'cdk8s';
import { CanaryScale, CanaryStep, HeaderMatch, type RouteMatch, StringMatch } from '../../src';
import { analysisCharts } from './analysis-charts';
import { canary, steppedCanary } from './demo-rollouts';
import type { FieldCharts } from './field-chart';

const METHODS = [StringMatch.exact('GET'), StringMatch.prefix('G'), StringMatch.regex('GET|HEAD')];
const PATHS = [StringMatch.exact('/api'), StringMatch.prefix('/api/'), StringMatch.regex('/api/.+')];

function mirror(match: RouteMatch[]): CanaryStep {
  return CanaryStep.setMirrorRoute('mirror', { match, percentage: 10 });
}

/** The steps that need no router. */
export const STEP_CHARTS: FieldCharts = {
  'CanaryRollout.steps: CanaryStep.setWeight': (chart) => {
    canary(chart, { steps: [CanaryStep.setWeight(50)] });
  },
  'CanaryRollout.steps: CanaryStep.pauseUntilPromoted': (chart) => {
    canary(chart, { steps: [CanaryStep.pauseUntilPromoted('QA promotes after the smoke test')] });
  },
  'CanaryRollout.steps: CanaryStep.pause': (chart) => {
    canary(chart, { steps: [CanaryStep.pause(Duration.minutes(5))] });
  },
  'CanaryRollout.steps: CanaryStep.plugin': (chart) => {
    canary(chart, { steps: [CanaryStep.plugin('demo/step', { any: 'thing' })] });
  },
};

/** The steps of a rollout with a router; experiments have a table of their own. */
export const ROUTED_STEP_CHARTS: FieldCharts = {
  'CanaryRollout.steps: CanaryStep.setCanaryScale, CanaryScale.replicas': (chart) =>
    steppedCanary(chart, CanaryStep.setCanaryScale(CanaryScale.replicas(1))),
  'CanaryRollout.steps: CanaryStep.setCanaryScale, CanaryScale.weight': (chart) =>
    steppedCanary(chart, CanaryStep.setCanaryScale(CanaryScale.weight(10))),
  'CanaryRollout.steps: CanaryStep.setCanaryScale, CanaryScale.matchTrafficWeight': (chart) =>
    steppedCanary(chart, CanaryStep.setCanaryScale(CanaryScale.matchTrafficWeight())),
  'CanaryRollout.steps: CanaryStep.setHeaderRoute, HeaderMatch.exact': (chart) =>
    steppedCanary(chart, CanaryStep.setHeaderRoute('header', HeaderMatch.exact('X-Canary', 'yes'))),
  'CanaryRollout.steps: CanaryStep.setHeaderRoute, HeaderMatch.prefix': (chart) =>
    steppedCanary(chart, CanaryStep.setHeaderRoute('header', HeaderMatch.prefix('X-Canary', 'y'))),
  'CanaryRollout.steps: CanaryStep.setHeaderRoute, HeaderMatch.regex': (chart) =>
    steppedCanary(chart, CanaryStep.setHeaderRoute('header', HeaderMatch.regex('X-Canary', 'y.*'))),
  'CanaryRollout.steps: CanaryStep.setMirrorRoute, RouteMatch.method': (chart) =>
    steppedCanary(chart, mirror(METHODS.map((method) => ({ method })))),
  'CanaryRollout.steps: CanaryStep.setMirrorRoute, RouteMatch.path': (chart) =>
    steppedCanary(chart, mirror(PATHS.map((path) => ({ path })))),
  'CanaryRollout.steps: CanaryStep.setMirrorRoute, RouteMatch.headers': (chart) =>
    steppedCanary(chart, mirror(PATHS.map((value) => ({ headers: { 'X-Path': value } })))),
  ...analysisCharts('CanaryRollout.steps: CanaryStep.analysis', (chart, analysis) =>
    steppedCanary(chart, CanaryStep.analysis({ ...analysis, duration: Duration.minutes(5) })),
  ),
};
