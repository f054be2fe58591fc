import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ScaledObjectSpec } from '../../../imports/keda.sh';
import { requireCheckedApp } from '../../check/app-check';
import { throwProblems } from '../../validation/problems';
import { scaledObjectProblems } from './scaled-object-problems';
import type { ScaledObjectProps } from './scaled-object-props';

/**
 * A ScaledObject of KEDA, which makes an autoscaler for a workload and can scale it to 0.
 *
 * In a release the number is that of both versions together, and so is the use of CPU and memory that is measured.
 * @see https://keda.sh/docs/latest/reference/scaledobject-spec/
 */
export class ScaledObject extends Construct {
  /** @throws if a prop is out of range, or the target lives elsewhere, has replicas of its own or another autoscaler. */
  constructor(scope: Construct, id: string, props: ScaledObjectProps) {
    super(scope, id);
    throwProblems(this, scaledObjectProblems(this, props));
    props.target.markHasAutoscaler();
    new ApiObject(this, 'Resource', {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: props.metadata,
      spec: toSpec(props),
    });
    // Containers can be added later.
    this.node.addValidation({
      validate: () => {
        const { containers } = props.target.toScalingTarget();
        return props.triggers.flatMap((trigger) => trigger.problems(containers));
      },
    });
    requireCheckedApp(this);
  }
}

function toSpec({ target, triggers, fallback, ...props }: ScaledObjectProps): ScaledObjectSpec {
  const { apiVersion, kind, name } = target.toScalingTarget();
  return {
    scaleTargetRef: { apiVersion, kind, name },
    minReplicaCount: props.minReplicas,
    maxReplicaCount: props.maxReplicas,
    pollingInterval: props.pollingInterval?.toSeconds(),
    cooldownPeriod: props.cooldownPeriod?.toSeconds(),
    fallback,
    triggers: triggers.map((trigger) => trigger.toTrigger()),
  };
}
