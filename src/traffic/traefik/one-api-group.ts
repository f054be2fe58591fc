import type { Construct } from 'constructs';
import { throwProblems } from '../../validation/problems';
import type { Traefik } from './traefik';

const GROUP = Symbol.for('cdk8s-rollouts.traefikApiGroup');

/**
 * Holds an app to one API group: the controller writes one, and a CRD that is missing blocks the sync of every object.
 * @throws if an object of the other group is in the app already.
 */
export function requireOneApiGroup(scope: Construct, { apiGroup }: Traefik): void {
  const root = scope.node.root;
  const first: unknown = Reflect.get(root, GROUP);
  if (first === undefined) {
    Object.defineProperty(root, GROUP, { value: apiGroup });
    return;
  }
  throwProblems(
    scope,
    first === apiGroup
      ? []
      : [
          `apiGroup is ${apiGroup}, and the app has objects of ${first}: the controller writes one group only, and the CRD of the ` +
            'other blocks the sync of every object where it is missing; give all of the app the same Traefik.of(…)',
        ],
  );
}
