import { Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-28';
import { AntiAffinity, Promotion } from '../../src';
import { analysisCharts } from './analysis-charts';
import { blueGreen } from './demo-rollouts';
import type { FieldCharts } from './field-chart';

const DURATION = Duration.minutes(5);
const ADDED = { labels: { role: 'demo' }, annotations: { note: 'demo' } };

/** The properties of a blue-green rollout. */
export const BLUE_GREEN_CHARTS: FieldCharts = {
  'BlueGreenRollout.services': (chart) => blueGreen(chart),
  'BlueGreenRollout.promotion: Promotion.after': (chart) => blueGreen(chart, { promotion: Promotion.after(DURATION) }),
  'BlueGreenRollout.promotion: Promotion.manual': (chart) =>
    blueGreen(chart, { promotion: Promotion.manual('QA promotes after the smoke test') }),
  'BlueGreenRollout.previewReplicaCount': (chart) => blueGreen(chart, { previewReplicaCount: 1 }),
  'BlueGreenRollout.maxUnavailable': (chart) => blueGreen(chart, { maxUnavailable: PercentOrAbsolute.absolute(1) }),
  'BlueGreenRollout.scaleDownDelay': (chart) => blueGreen(chart, { scaleDownDelay: DURATION }),
  'BlueGreenRollout.scaleDownDelayRevisionLimit': (chart) => blueGreen(chart, { scaleDownDelayRevisionLimit: 2 }),
  'BlueGreenRollout.abortScaleDownDelay': (chart) => blueGreen(chart, { abortScaleDownDelay: DURATION }),
  'BlueGreenRollout.antiAffinity: AntiAffinity.preferred': (chart) =>
    blueGreen(chart, { antiAffinity: AntiAffinity.preferred(50) }),
  'BlueGreenRollout.antiAffinity: AntiAffinity.required': (chart) =>
    blueGreen(chart, { antiAffinity: AntiAffinity.required() }),
  'BlueGreenRollout.activeMetadata': (chart) => blueGreen(chart, { activeMetadata: ADDED }),
  'BlueGreenRollout.previewMetadata': (chart) => blueGreen(chart, { previewMetadata: ADDED }),
  ...analysisCharts('BlueGreenRollout.prePromotionAnalysis', (chart, analysis) =>
    blueGreen(chart, { prePromotionAnalysis: { ...analysis, duration: DURATION } }),
  ),
  ...analysisCharts('BlueGreenRollout.postPromotionAnalysis', (chart, analysis) =>
    blueGreen(chart, { postPromotionAnalysis: { ...analysis, duration: DURATION } }),
  ),
};
