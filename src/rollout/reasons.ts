import type { ApiObjectMetadataDefinition } from 'cdk8s';
import { WAIVER_PREFIX } from '../check/waiver-rules';
import type { CanaryStep } from './steps/canary-step';

/** What the key of an annotation of ours begins with. */
const PREFIX = 'cdk8s-rollouts';

/** Keeps why steps wait for a person, as annotations of the Rollout: its spec has no place for it. */
export function annotateReasons(metadata: ApiObjectMetadataDefinition, steps: readonly CanaryStep[]): void {
  for (const [index, { reason }] of steps.entries()) {
    if (reason !== undefined) metadata.addAnnotation(`${PREFIX}/step-${index}-waits-for`, reason);
  }
}

/** Keeps why a promotion waits for a person, as an annotation of the Rollout. */
export function annotatePromotion(metadata: ApiObjectMetadataDefinition, reason: string | undefined): void {
  if (reason !== undefined) metadata.addAnnotation(`${PREFIX}/promotion-waits-for`, reason);
}

/** Keeps why nothing judges the new versions, as the annotation of the Rollout by which `check` accepts it. */
export function annotateUngated(metadata: ApiObjectMetadataDefinition, reason: string | undefined): void {
  if (reason !== undefined) metadata.addAnnotation(`${WAIVER_PREFIX}release-without-gate`, reason);
}
