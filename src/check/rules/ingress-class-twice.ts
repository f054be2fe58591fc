import type { ManifestObject } from '../../manifest/manifest';
import { at, textOf } from '../../manifest/plain';
import type { Problem } from '../finding';
import { isLive } from '../live-object';
import { routedBy } from '../routed-objects';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';

/** An Ingress that says its class twice. */
export const INGRESS_CLASS_TWICE: Rule = {
  id: 'ingress-class-twice',
  severity: 'error',
  what: 'An Ingress with the annotation kubernetes.io/ingress.class and an ingressClassName.',
  why: 'The API server refuses to create it when the two differ, up to Kubernetes 1.26 in any case. An Ingress that has been there before may keep both, so that the mistake comes to light in the next cluster.',
  remedy: 'leave the annotation out',
  source:
    'kubernetes pkg/apis/networking/validation/validation.go, ValidateIngressCreate; since pull request #115447 (1.27) equal values pass',
  *check(set) {
    for (const ingress of set.ofKind('Ingress', 'networking.k8s.io')) {
      const problem = isLive(ingress) ? undefined : problemOf(ingress);
      if (problem !== undefined) yield problem;
    }
    // The controller gives the Ingress of the canary the class of the stable one, and these annotations.
    for (const { release, object, rollout } of routedBy(set, 'nginx')) {
      const path = ['nginx', 'canaryIngressAnnotations', ANNOTATION];
      const annotation = textOf(at(rollout.routing, ...path));
      const className = textOf(at(object.spec, 'ingressClassName'));
      if (annotation === undefined || className === undefined || annotation === className) continue;
      yield {
        object: release.rollout,
        path: routingPath(...path),
        message: `the Ingress of the canary gets the annotation ${ANNOTATION} "${annotation}" beside the ingressClassName "${className}" of "${object.metadata.name}": the API server refuses it`,
      };
    }
  },
};

const ANNOTATION = 'kubernetes.io/ingress.class';

function problemOf(object: ManifestObject): Problem | undefined {
  const annotation = textOf(at(object.metadata, 'annotations', ANNOTATION));
  const className = textOf(at(object.spec, 'ingressClassName'));
  if (annotation === undefined || className === undefined) return undefined;
  const path = ['metadata', 'annotations', ANNOTATION];
  const both = `the Ingress "${object.metadata.name}" has the annotation ${ANNOTATION} "${annotation}" and the ingressClassName "${className}"`;
  if (annotation !== className) return { object, path, message: `${both}: the API server refuses to create it` };
  return {
    object,
    path,
    severity: 'warning',
    message: `${both}: API servers up to Kubernetes 1.26 refuse to create it, later ones warn`,
    fix: { description: `remove the annotation ${ANNOTATION}`, edits: [{ remove: path }] },
  };
}
