import { type Chart, Duration } from 'cdk8s';
import {
  CanaryStep,
  type GatewayController,
  GatewayRoute,
  type IAnalysis,
  ParentService,
  type RequestMetrics,
} from '../../src';
import { demoChart, demoRollout, demoServices, onlyObject } from '../demo-chart';
import type { GateMetric } from './gate';

/** The names in the releases that are played. */
export const DEMO_NAMES = { namespace: 'demo', stableService: 'demo-stable', canaryService: 'demo-canary' };

/**
 * The metric of a gate as a rollout renders it, with the arguments that the controller puts in: the played pods of a version
 * have its name for a hash.
 */
export function renderedGate(
  controller: GatewayController,
  gate: (chart: Chart, requests: RequestMetrics) => IAnalysis,
): GateMetric {
  const chart = demoChart();
  const services = demoServices(chart);
  const parentServices = [ParentService.named('demo')];
  const route = new GatewayRoute(chart, 'route', { name: 'demo', services, parentServices });
  demoRollout(chart, {
    services,
    trafficRouting: [route],
    analysis: { templates: [gate(chart, route.requestMetrics(controller))] },
    steps: [CanaryStep.setWeight(20), CanaryStep.pause(Duration.minutes(10))],
  });
  const [metric] = onlyObject(chart, 'AnalysisTemplate').spec.metrics;
  const { address, query } = metric.provider.prometheus;
  const asked = query.replaceAll('{{args.canary-hash}}', 'canary').replaceAll('{{args.stable-hash}}', 'stable');
  return { ...metric, provider: { prometheus: { address, query: asked } } };
}
