import type { ApiObject } from 'cdk8s';
import type { k8s } from 'cdk8s-plus-28';
import { objectsInApp } from '../../validation/app-constructs';
import { quote } from '../../validation/names';
import { ANNOTATION_PREFIX } from './writer';

/**
 * What other Ingresses of the app are in the way of the one that the controller makes for the canary, as a list of
 * problems: one of its name, which the controller leaves alone and stops at, and one that is a canary of the same host
 * and path, of which ingress-nginx takes one.
 */
export function otherIngressProblems(stable: ApiObject, canaryName: string, prefix = ANNOTATION_PREFIX): string[] {
  const places = placesOf(stable.toJson());
  return objectsInApp(stable, 'Ingress')
    .filter(({ metadata }) => metadata.namespace === stable.metadata.namespace)
    .flatMap((object) => {
      const { path } = object.node;
      if (object.name === canaryName) {
        return [
          `the Ingress at ${path} has the name of the one that the controller makes for the canary, ${quote(canaryName)}: it would ` +
            'not touch it, and move no weight; leave it out',
        ];
      }
      const ingress: k8s.KubeIngressProps = object.toJson();
      const [shared] = placesOf(ingress).filter((place) => places.includes(place));
      if (ingress.metadata?.annotations?.[`${prefix}/canary`] !== 'true' || shared === undefined) return [];
      return [
        `the Ingress at ${path} is a canary of ${shared}, and the controller makes one of that: ingress-nginx refuses the second, ` +
          'leave it out',
      ];
    });
}

function placesOf({ spec }: k8s.KubeIngressProps): string[] {
  return (spec?.rules ?? []).flatMap(({ host, http }) =>
    (http?.paths ?? []).map(({ path }) => `${host ?? 'any other host'}${path ?? '/'}`),
  );
}
