import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { durationProblems, wholeNumberProblems } from '../../validation/numbers';
import { repeated } from '../../validation/repeated';
import { companionProblems } from './companion-object';
import type { ScaledObjectProps } from './scaled-object-props';

// KEDA's autoscaler is named keda-hpa-<name>, and KEDA wants that to fit into a label.
const MAX_NAME = 63 - 'keda-hpa-'.length;
const DEFAULT_MAX_REPLICAS = 100;

/** What is wrong with the props of a ScaledObject, as a list of problems. */
export function scaledObjectProblems(scope: Construct, props: ScaledObjectProps): string[] {
  const { metadata, target } = props;
  return [
    ...companionProblems(scope, metadata, target),
    ...(metadata.name !== undefined && metadata.name.length > MAX_NAME
      ? [
          `metadata.name has to be at most ${MAX_NAME} characters long (KEDA puts "keda-hpa-" before it), got ${metadata.name.length}`,
        ]
      : []),
    ...(target.hasAutoscaler
      ? ['the target has an autoscaler already: two would set the number of replicas in turn, keep one']
      : []),
    ...replicaProblems(props),
    ...periodProblems(props),
    ...triggerProblems(props),
    ...fallbackProblems(props),
  ];
}

function replicaProblems({ minReplicas, maxReplicas }: ScaledObjectProps): string[] {
  const problems = [
    ...(minReplicas === undefined ? [] : wholeNumberProblems('minReplicas', minReplicas, 0, Number.MAX_SAFE_INTEGER)),
    ...(maxReplicas === undefined ? [] : wholeNumberProblems('maxReplicas', maxReplicas, 1, Number.MAX_SAFE_INTEGER)),
  ];
  const max = maxReplicas ?? DEFAULT_MAX_REPLICAS;
  if (problems.length > 0 || minReplicas === undefined || minReplicas <= max) return problems;
  const given = maxReplicas === undefined ? `${max}, KEDA's default` : max;
  return [`minReplicas (${minReplicas}) is above maxReplicas (${given}): raise maxReplicas or lower minReplicas`];
}

function periodProblems({ pollingInterval, cooldownPeriod }: ScaledObjectProps): string[] {
  return [
    ...(pollingInterval === undefined ? [] : durationProblems('pollingInterval', pollingInterval)),
    ...(cooldownPeriod === undefined || isNone(cooldownPeriod)
      ? []
      : durationProblems('cooldownPeriod', cooldownPeriod)),
  ];
}

// For a Deployment KEDA refuses it; a Rollout it keeps at 1 silently (keda apis/keda/v1alpha1/scaledobject_webhook.go).
function triggerProblems({ triggers, minReplicas = 0 }: ScaledObjectProps): string[] {
  if (triggers.length === 0) return ['triggers is empty: name at least one, such as ScaleTrigger.cpuUtilization(70)'];
  const names = triggers.flatMap(({ name }) => (name === undefined ? [] : [name]));
  return [
    ...repeated(names).map((name) => `two triggers are named "${name}": KEDA refuses that, rename one`),
    ...(minReplicas === 0 && triggers.every(({ isResource }) => isResource)
      ? [
          'minReplicas takes at least 1 where every trigger is cpu or memory, got 0 (the default): pods that are not there ' +
            'use nothing, so they would never be started again',
        ]
      : []),
  ];
}

function fallbackProblems({ fallback, triggers }: ScaledObjectProps): string[] {
  if (fallback === undefined) return [];
  return [
    ...wholeNumberProblems('fallback.failureThreshold', fallback.failureThreshold, 0, Number.MAX_SAFE_INTEGER),
    ...wholeNumberProblems('fallback.replicas', fallback.replicas, 0, Number.MAX_SAFE_INTEGER),
    ...(triggers.length > 0 && triggers.every(({ isResource }) => isResource)
      ? ['fallback needs a trigger other than cpu and memory, which KEDA does not measure itself: leave fallback out']
      : []),
  ];
}

function isNone(duration: Duration): boolean {
  return duration.toMilliseconds() === 0;
}
