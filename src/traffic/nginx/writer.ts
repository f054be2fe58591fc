import { EACH, edit } from '../../manifest/edit';
import type { ManifestObject } from '../../manifest/manifest';
import { at, entriesOf, isThere, listOf, numberOf, type Plain, textOf } from '../../manifest/plain';
import { changeRoute, isMadeFor, madeFor, tryFindRoute, valuesAt } from '../route-objects';
import { type RoutedRollout, type RouteReference, type RouteWriter, TrafficRoutingError } from '../router-model';

/** What the annotations of ingress-nginx begin with where nothing else is said, to Argo Rollouts and to ingress-nginx. */
export const ANNOTATION_PREFIX = 'nginx.ingress.kubernetes.io';

/** The annotation that said the class of an Ingress before there was `ingressClassName`. */
const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

const NAME = ['backend', 'service', 'name'];

/** The name of the Ingress that the controller makes beside one of the user's; cut where it would be too long. */
export function canaryIngressName(rollout: string, ingress: string): string {
  // argo-rollouts utils/ingress/ingress.go
  const suffix = '-canary';
  return `${`${rollout}-${ingress}`.slice(0, 253 - suffix.length)}${suffix}`;
}

/** The Ingresses that a rollout names. */
export function stableIngressesOf({ routing }: RoutedRollout): RouteReference[] {
  const nginx = at(routing, 'nginx');
  const several = listOf(at(nginx, 'stableIngresses'));
  // An empty list is none: the controller reads the Rollout as it would write it.
  const names = several.length > 0 ? several : [at(nginx, 'stableIngress')];
  return names.flatMap((name) => textOf(name) ?? []).map((name) => ingress(name, 'git'));
}

/** The Ingress that the controller makes beside one that a rollout names. */
export function canaryIngressOf(rollout: RoutedRollout, stable: RouteReference): RouteReference {
  return ingress(canaryIngressName(rollout.name, stable.name), 'controller');
}

// argo-rollouts rollout/trafficrouting/nginx/nginx.go
/** What the controller writes: beside each Ingress another one for the canary, with the weight as an annotation. */
export const NGINX_WRITER: RouteWriter = {
  setWeight: (objects, rollout, weight) =>
    stableIngressesOf(rollout).reduce((all, stable) => withCanaryIngress(all, rollout, stable, weight), objects),
};

function withCanaryIngress(
  objects: readonly ManifestObject[],
  rollout: RoutedRollout,
  reference: RouteReference,
  weight: number,
): readonly ManifestObject[] {
  const stable = tryFindRoute(objects, rollout, reference);
  if (stable === undefined) {
    throw new TrafficRoutingError(
      `error retrieving stableIngress \`${reference.name}\` from cache: ingress.networking.k8s.io "${reference.name}" not found`,
    );
  }
  const wanted = canaryIngress(stable, rollout, weight);
  const canary = canaryIngressOf(rollout, reference);
  const existing = tryFindRoute(objects, rollout, canary);
  if (existing === undefined) return [...objects, wanted];
  if (!isMadeFor(rollout, existing)) {
    throw new TrafficRoutingError(`canary ingress \`${canary.name}\` controlled by different object`);
  }
  return changeRoute(objects, rollout, canary, ({ metadata, ...rest }) => ({
    ...rest,
    // An annotation that the Rollout has no more stays: the controller only adds.
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...wanted.metadata.annotations } },
    spec: wanted.spec,
  }));
}

function canaryIngress(stable: ManifestObject, rollout: RoutedRollout, weight: number): ManifestObject {
  return madeFor(rollout, {
    apiVersion: stable.apiVersion,
    kind: stable.kind,
    metadata: {
      name: canaryIngressName(rollout.name, stable.metadata.name),
      namespace: rollout.namespace,
      annotations: canaryAnnotations(stable, rollout, weight),
    },
    spec: canarySpec(stable, rollout),
  });
}

function canarySpec({ metadata, spec }: ManifestObject, { stableService, canaryService }: RoutedRollout): Plain {
  const rules = listOf(at(spec, 'rules'));
  if (rules.some((rule) => !isThere(at(rule, 'http')) || pathsOf(rule).some((path) => !isThere(at(path, ...NAME))))) {
    // The controller asks each rule for its paths and each path for its Service, and panics where there is none.
    throw new TrafficRoutingError('runtime error: invalid memory address or nil pointer dereference');
  }
  const copied = rules
    .filter((rule) => pathsOf(rule).some((path) => at(path, ...NAME) === stableService))
    // The whole rule: a path to another Service goes along, to that Service.
    .map((rule) =>
      edit(rule, ['http', 'paths', EACH, ...NAME], (name) => (name === stableService ? canaryService : name)),
    );
  if (copied.length === 0) {
    throw new TrafficRoutingError(`ingress \`${metadata.name}\` has no rules using service ${stableService} backend`);
  }
  const kept = ['tls', 'ingressClassName'].filter((key) => isThere(at(spec, key)));
  return { ...Object.fromEntries(kept.map((key) => [key, at(spec, key)])), rules: copied };
}

function canaryAnnotations(stable: ManifestObject, { routing }: RoutedRollout, weight: number): Record<string, string> {
  const nginx = at(routing, 'nginx');
  const prefix = textOf(at(nginx, 'annotationPrefix')) ?? ANNOTATION_PREFIX;
  const ingressClass = stable.metadata.annotations?.[CLASS_ANNOTATION];
  const total = numberOf(at(routing, 'maxTrafficWeight'));
  return {
    ...(ingressClass === undefined ? {} : { [CLASS_ANNOTATION]: ingressClass }),
    ...textsOf(at(nginx, 'additionalIngressAnnotations'), (key) => (key.startsWith(prefix) ? key : `${prefix}/${key}`)),
    ...textsOf(at(nginx, 'canaryIngressAnnotations'), (key) => key),
    [`${prefix}/canary`]: 'true',
    [`${prefix}/canary-weight`]: `${weight}`,
    ...(total === undefined ? {} : { [`${prefix}/canary-weight-total`]: `${total}` }),
  };
}

function textsOf(annotations: Plain, toKey: (key: string) => string): Record<string, string> {
  return Object.fromEntries(
    entriesOf(annotations).flatMap(([key, value]) => (typeof value === 'string' ? [[toKey(key), value]] : [])),
  );
}

function pathsOf(rule: Plain): Plain[] {
  return valuesAt(rule, ['http', 'paths', EACH]);
}

function ingress(name: string, madeBy: RouteReference['madeBy']): RouteReference {
  return { groups: ['networking.k8s.io'], kind: 'Ingress', name, madeBy };
}
