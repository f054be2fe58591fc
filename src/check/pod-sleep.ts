import { at, isThere, listOf, numberOf, type Plain } from '../manifest/plain';
import { quote } from '../validation/names';
import type { PodFault } from './pod-fault';

/**
 * The sleeps of containers that are longer than the time a pod has to end, which Kubernetes refuses (kubernetes
 * pkg/apis/core/validation/validation.go validateSleepAction).
 */
export function sleepFaults(spec: Plain, list: string): PodFault[] {
  const said = at(spec, 'terminationGracePeriodSeconds');
  const grace = isThere(said) ? numberOf(said) : DEFAULT_GRACE;
  if (grace === undefined) return [];
  return listOf(at(spec, list)).flatMap((container, index) =>
    HOOKS.flatMap((hook) => {
      const seconds = numberOf(at(container, 'lifecycle', hook, 'sleep', 'seconds'));
      if (seconds === undefined || seconds <= grace) return [];
      return [
        {
          path: ['spec', list, index, 'lifecycle', hook, 'sleep', 'seconds'],
          message: `the ${hook} of container ${quote(at(container, 'name'))} sleeps ${seconds} seconds, more than terminationGracePeriodSeconds, which is ${grace}`,
        },
      ];
    }),
  );
}

const HOOKS = ['postStart', 'preStop'];
const DEFAULT_GRACE = 30;
