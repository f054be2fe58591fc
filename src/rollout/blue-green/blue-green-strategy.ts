import type { RolloutSpecStrategyBlueGreen } from '../../../imports/argoproj.io';
import type { AnalysisBinding } from '../../analysis/analysis-binding';
import { throwProblems } from '../../validation/problems';
import { toAddedMetadata } from '../added-metadata';
import { bindEndingAnalysis, type EndingAnalysis } from '../rollout-analysis';
import { youngProblems } from '../young-canary';
import type { BlueGreenRolloutProps } from './blue-green-rollout-props';

/**
 * Joins what a blue-green rollout is given, and renders its strategy.
 * @throws if an analysis cannot gate this rollout, or would never end.
 */
export function toBlueGreenStrategy(
  props: BlueGreenRolloutProps,
  binding: AnalysisBinding,
): RolloutSpecStrategyBlueGreen {
  const { services, postPromotionAnalysis, prePromotionAnalysis } = props;
  // An abort after the switch with one new pod not ready goes back to nothing: with 0 the new pods stay at least.
  const abortDelay = postPromotionAnalysis === undefined ? undefined : 0;
  // After the switch the requests of the new version come through the active Service.
  const live = { ...binding, canaryService: services.active.name, otherService: services.preview.name };
  return {
    activeService: services.active.name,
    previewService: services.preview.name,
    ...props.promotion?.toFields(),
    previewReplicaCount: props.previewReplicaCount,
    prePromotionAnalysis: bind(prePromotionAnalysis, binding, 'pre-promotion', 'prePromotionAnalysis'),
    postPromotionAnalysis: bind(postPromotionAnalysis, live, 'post-promotion', 'postPromotionAnalysis'),
    maxUnavailable: props.maxUnavailable?.value,
    scaleDownDelaySeconds: props.scaleDownDelay?.toSeconds(),
    scaleDownDelayRevisionLimit: props.scaleDownDelayRevisionLimit,
    abortScaleDownDelaySeconds: props.abortScaleDownDelay?.toSeconds() ?? abortDelay,
    antiAffinity: props.antiAffinity?.toAntiAffinity(),
    activeMetadata: toAddedMetadata(props.activeMetadata),
    previewMetadata: toAddedMetadata(props.previewMetadata),
  };
}

function bind(analysis: EndingAnalysis | undefined, binding: AnalysisBinding, place: string, what: string) {
  if (analysis === undefined) return undefined;
  const bound = bindEndingAnalysis(analysis, { ...binding, place }, what);
  // It starts with the first request of the new version.
  throwProblems(binding.rollout, [...bound.problems, ...youngProblems(bound, 0)]);
  return bound.rendered;
}
