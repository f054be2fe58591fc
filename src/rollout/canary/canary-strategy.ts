import type { Construct } from 'constructs';
import type { RolloutSpecStrategyCanary } from '../../../imports/argoproj.io';
import type { AnalysisBinding } from '../../analysis/analysis-binding';
import { throwProblems } from '../../validation/problems';
import { toAddedMetadata } from '../added-metadata';
import { bindSteps } from '../steps/bound-steps';
import { managedRoutesOf } from '../steps/managed-routes';
import { bindBackgroundAnalysis } from './background-analysis';
import type { CanaryRolloutProps } from './canary-rollout-props';
import { mergeTrafficRouting } from './traffic-routing';

/**
 * Joins what a canary rollout is given, and renders its strategy.
 * @throws if Services, routers, analyses and steps do not fit together.
 */
export function toCanaryStrategy(props: CanaryRolloutProps, binding: AnalysisBinding): RolloutSpecStrategyCanary {
  const { services, pingPong, analysis, steps = [] } = props;
  const bound = bindSteps(steps, binding);
  throwProblems(binding.rollout, bound.problems);
  return {
    stableService: services?.stable.name,
    canaryService: services?.canary.name,
    pingPong: pingPong && { pingService: pingPong.ping.name, pongService: pingPong.pong.name },
    trafficRouting: toTrafficRouting(props, binding.rollout, binding.namespace),
    analysis: analysis && bindBackgroundAnalysis(analysis, steps, binding),
    steps: bound.rendered.length === 0 ? undefined : bound.rendered,
    maxSurge: props.maxSurge?.value,
    maxUnavailable: props.maxUnavailable?.value,
    dynamicStableScale: props.dynamicStableScale || undefined,
    minPodsPerReplicaSet: props.minPodsPerReplicaSet,
    replicaProgressThreshold: props.replicaProgressThreshold?.toThreshold(),
    scaleDownDelaySeconds: props.scaleDownDelay?.toSeconds(),
    scaleDownDelayRevisionLimit: props.scaleDownDelayRevisionLimit,
    abortScaleDownDelaySeconds: props.abortScaleDownDelay?.toSeconds(),
    antiAffinity: props.antiAffinity?.toAntiAffinity(),
    stableMetadata: toAddedMetadata(props.stableMetadata),
    canaryMetadata: toAddedMetadata(props.canaryMetadata),
  };
}

function toTrafficRouting(
  { services, pingPong, trafficRouting = [], steps = [] }: CanaryRolloutProps,
  rollout: Construct,
  namespace: string | undefined,
): RolloutSpecStrategyCanary['trafficRouting'] {
  const parts = trafficRouting.map((router) => router.bind({ path: rollout.node.path, namespace, services, pingPong }));
  const merged = mergeTrafficRouting(rollout, parts);
  return merged && { ...merged, managedRoutes: managedRoutesOf(steps) };
}
