import { Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-28';
import { AntiAffinity, PingPongServices, ReplicaProgressThreshold } from '../../src';
import { analysisCharts } from './analysis-charts';
import { anyRouter, canary, routedCanary, STEPS } from './demo-rollouts';
import type { FieldCharts } from './field-chart';

const ADDED = { labels: { role: 'demo' }, annotations: { note: 'demo' } };

/** The properties of a canary rollout; its Services, routers and steps have tables of their own. */
export const CANARY_CHARTS: FieldCharts = {
  'CanaryRollout.maxSurge': (chart) => {
    canary(chart, { maxSurge: PercentOrAbsolute.absolute(1) });
  },
  'CanaryRollout.maxUnavailable': (chart) => {
    canary(chart, { maxUnavailable: PercentOrAbsolute.percent(50) });
  },
  'CanaryRollout.replicaProgressThreshold': (chart) => {
    canary(chart, { replicaProgressThreshold: ReplicaProgressThreshold.percent(90) });
  },
  'CanaryRollout.antiAffinity: AntiAffinity.preferred': (chart) => {
    canary(chart, { antiAffinity: AntiAffinity.preferred(50) });
  },
  'CanaryRollout.antiAffinity: AntiAffinity.required': (chart) => {
    canary(chart, { antiAffinity: AntiAffinity.required() });
  },
  'CanaryRollout.stableMetadata': (chart) => {
    canary(chart, { stableMetadata: ADDED });
  },
  'CanaryRollout.canaryMetadata': (chart) => {
    canary(chart, { canaryMetadata: ADDED });
  },
  'CanaryRollout.pingPong': (chart) => {
    const pingPong = new PingPongServices(chart, 'services', { name: 'demo', ports: [{ port: 80, targetPort: 8080 }] });
    canary(chart, { pingPong, trafficRouting: [anyRouter()], steps: [...STEPS] });
  },
  'CanaryRollout.dynamicStableScale': (chart) => routedCanary(chart, { dynamicStableScale: true }),
  'CanaryRollout.minPodsPerReplicaSet': (chart) => routedCanary(chart, { minPodsPerReplicaSet: 2 }),
  'CanaryRollout.scaleDownDelay': (chart) => routedCanary(chart, { scaleDownDelay: Duration.seconds(60) }),
  'CanaryRollout.scaleDownDelayRevisionLimit': (chart) => routedCanary(chart, { scaleDownDelayRevisionLimit: 2 }),
  'CanaryRollout.abortScaleDownDelay': (chart) => routedCanary(chart, { abortScaleDownDelay: Duration.seconds(60) }),
  ...analysisCharts('CanaryRollout.analysis', (chart, analysis) => routedCanary(chart, { analysis })),
};
