import { at, isThere, listOf, type Plain, textOf } from '../manifest/plain';
import { quote } from '../validation/names';
import { isOpen } from './open-text';
import type { PodFault } from './pod-fault';

/** What Kubernetes refuses in the tolerations of a pod (kubernetes pkg/apis/core/validation/validation.go). */
export function tolerationFaults(spec: Plain): PodFault[] {
  return listOf(at(spec, 'tolerations')).flatMap((toleration, index) => {
    if (typeof toleration !== 'object' || toleration === null) return [];
    const path = ['spec', 'tolerations', index];
    const [key, operator, value, effect] = ['key', 'operator', 'value', 'effect'].map((field) =>
      textOf(at(toleration, field)),
    );
    if ([key, operator, value, effect].some(isOpen)) return [];
    return [
      ...(key === undefined && operator !== 'Exists'
        ? [{ path, message: 'a toleration without a key takes the operator Exists alone' }]
        : []),
      ...(operator === 'Exists' && value !== undefined
        ? [
            {
              path: [...path, 'value'],
              message: `a toleration with the operator Exists has no value, got ${quote(value)}`,
            },
          ]
        : []),
      ...(isThere(at(toleration, 'tolerationSeconds')) && effect !== 'NoExecute'
        ? [
            {
              path: [...path, 'tolerationSeconds'],
              message: `a toleration has tolerationSeconds with the effect NoExecute only, got ${effect === undefined ? 'no effect' : quote(effect)}`,
            },
          ]
        : []),
    ];
  });
}
