import type { RolloutSpecStrategyCanary } from '../../../imports/argoproj.io';
import type { AnalysisBinding } from '../../analysis/analysis-binding';
import type { ITrafficRouter, TrafficBinding } from '../../traffic/traffic-router';
import { throwProblems } from '../../validation/problems';
import { toAddedMetadata } from '../added-metadata';
import { bindSteps } from '../steps/bound-steps';
import { ALL_REQUESTS, type CanaryStep } from '../steps/canary-step';
import { managedRoutesOf } from '../steps/managed-routes';
import { bindBackgroundAnalysis } from './background-analysis';
import type { CanaryRolloutProps } from './canary-rollout-props';
import { rulesOfStepsProblems } from './rules-of-steps';
import { mergeTrafficRouting } from './traffic-routing';

/**
 * Joins what a canary rollout is given, and renders its strategy.
 * @param podLabels the labels that select the pods, known when the tree is finished
 * @throws if Services, routers, analyses and steps do not fit together.
 */
export function toCanaryStrategy(
  props: CanaryRolloutProps,
  binding: AnalysisBinding,
  podLabels: () => Readonly<Record<string, string>>,
): RolloutSpecStrategyCanary {
  const { services, pingPong, analysis, steps = [] } = props;
  const bound = bindSteps(steps, binding);
  throwProblems(binding.rollout, bound.problems);
  const background = analysis && bindBackgroundAnalysis(analysis, steps, binding);
  throwProblems(binding.rollout, rulesOfStepsProblems(steps, { ...bound, background }));
  return {
    stableService: services?.stable.name,
    canaryService: services?.canary.name,
    pingPong: pingPong && { pingService: pingPong.ping.name, pongService: pingPong.pong.name },
    trafficRouting: toTrafficRouting(props, binding, podLabels),
    analysis: background?.rendered,
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
  { services, pingPong, trafficRouting: routers = [], steps = [] }: CanaryRolloutProps,
  { rollout, rolloutName, namespace }: AnalysisBinding,
  podLabels: () => Readonly<Record<string, string>>,
): RolloutSpecStrategyCanary['trafficRouting'] {
  const managedRoutes = managedRoutesOf(steps);
  const binding: TrafficBinding = {
    path: rollout.node.path,
    rolloutName,
    namespace,
    services,
    pingPong,
    managedRoutes: (managedRoutes ?? []).map(({ name }) => name),
    routers,
    podLabels,
  };
  const parts = routers.map((router) => ({ facts: router.facts, routing: router.bind(binding) }));
  const merged = mergeTrafficRouting(rollout, parts);
  throwProblems(rollout, totalProblems(steps, routers, merged?.maxTrafficWeight));
  return merged && { ...merged, managedRoutes };
}

function totalProblems(
  steps: readonly CanaryStep[],
  routers: readonly ITrafficRouter[],
  maxTrafficWeight = ALL_REQUESTS,
): string[] {
  const others = maxTrafficWeight === ALL_REQUESTS ? [] : routers.filter(({ facts }) => !facts.maxTrafficWeight);
  return [
    ...others.map(
      ({ facts }) =>
        `maxTrafficWeight ${maxTrafficWeight} cannot be together with ${facts.name}, which counts in parts of ${ALL_REQUESTS} whatever ` +
        'is said: leave it out',
    ),
    ...steps.flatMap(({ weightTotal }, index) =>
      weightTotal === undefined || weightTotal === maxTrafficWeight
        ? []
        : [
            `step ${index} (setWeight) is a part of ${weightTotal}, and the routers of the rollout count in parts of ` +
              `${maxTrafficWeight} (maxTrafficWeight): write setWeight(…${maxTrafficWeight === ALL_REQUESTS ? '' : `, ${maxTrafficWeight}`})`,
          ],
    ),
  ];
}
