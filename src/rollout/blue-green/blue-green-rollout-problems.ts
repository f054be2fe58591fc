import { wholeNumberProblems } from '../../validation/numbers';
import { delayProblems, podAmountProblems } from '../amounts';
import { DEFAULT_HISTORY, rolloutProblems } from '../rollout-problems';
import type { BlueGreenRolloutProps } from './blue-green-rollout-props';

/** What is wrong with the props of a blue-green rollout on their own, as a list of problems. */
export function blueGreenRolloutProblems(props: BlueGreenRolloutProps): string[] {
  const { previewReplicaCount, replicas, scaleDownDelayRevisionLimit, revisionHistoryLimit } = props;
  return [
    ...rolloutProblems(props),
    // More than replicas are started, and scaled down again at the promotion.
    ...(previewReplicaCount === undefined
      ? []
      : wholeNumberProblems(
          'previewReplicaCount',
          previewReplicaCount,
          1,
          Math.max(1, replicas ?? Number.MAX_SAFE_INTEGER),
        )),
    ...(scaleDownDelayRevisionLimit === undefined
      ? []
      : wholeNumberProblems(
          'scaleDownDelayRevisionLimit',
          scaleDownDelayRevisionLimit,
          1,
          Math.max(1, revisionHistoryLimit ?? DEFAULT_HISTORY),
        )),
    ...podAmountProblems('maxUnavailable', props.maxUnavailable),
    ...delayProblems('scaleDownDelay', props.scaleDownDelay),
    ...delayProblems('abortScaleDownDelay', props.abortScaleDownDelay),
  ];
}

/**
 * What is wrong with the preview of a rollout whose `replicas` are left out, as a list of problems; whether an autoscaler
 * decides on them, only the finished tree tells.
 */
export function previewProblems(
  { replicas, previewReplicaCount = 1 }: BlueGreenRolloutProps,
  scales: boolean,
): string[] {
  if (replicas !== undefined || scales || previewReplicaCount <= DEFAULT_REPLICAS) return [];
  return [
    `previewReplicaCount (${previewReplicaCount}) is above replicas (${DEFAULT_REPLICAS}, the default): the promotion would scale ` +
      'the new version down, give replicas or a smaller preview',
  ];
}

const DEFAULT_REPLICAS = 2;
