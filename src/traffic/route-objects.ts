import { EACH } from '../manifest/edit';
import { groupOf, type ManifestObject } from '../manifest/manifest';
import { at, listOf, numberOf, type Plain, textOf } from '../manifest/plain';
import type { RouteBackend, RoutedRollout, RouteReference } from './router-model';

/** The object that a rollout's reference means; undefined where it is not among the objects. */
export function tryFindRoute(
  objects: readonly ManifestObject[],
  rollout: RoutedRollout,
  reference: RouteReference,
): ManifestObject | undefined {
  return objects.find((object) => isRoute(object, rollout, reference));
}

/** The objects with those that a reference means changed. */
export function changeRoute(
  objects: readonly ManifestObject[],
  rollout: RoutedRollout,
  reference: RouteReference,
  change: (object: ManifestObject) => ManifestObject,
): readonly ManifestObject[] {
  return objects.map((object) => (isRoute(object, rollout, reference) ? change(object) : object));
}

/** Every value at a path of keys, of which `EACH` is each element of a list. */
export function valuesAt(value: Plain, path: readonly string[]): Plain[] {
  const [key, ...rest] = path;
  if (key === undefined) return value === undefined ? [] : [value];
  return (key === EACH ? listOf(value) : [at(value, key)]).flatMap((one) => valuesAt(one, rest));
}

/** The Service ports that an object sends to: at a path, with the keys of the name and of the port below it. */
export function backendsAt(
  object: ManifestObject | undefined,
  path: readonly string[],
  keys: { readonly service: readonly string[]; readonly port: readonly string[] },
): RouteBackend[] {
  return valuesAt(object, path).flatMap((backend) => {
    const service = textOf(at(backend, ...keys.service));
    const port = at(backend, ...keys.port);
    return service === undefined ? [] : [{ service, port: numberOf(port) ?? textOf(port) }];
  });
}

/** An object as the controller makes it for a rollout, which owns it. */
export function madeFor({ name }: RoutedRollout, { metadata, ...rest }: ManifestObject): ManifestObject {
  return { ...rest, metadata: { ...metadata, ownerReferences: [{ ...ROLLOUT, name }] } };
}

/** Whether the controller made an object for a rollout; what it did not make it does not touch. */
export function isMadeFor({ name }: RoutedRollout, { metadata }: ManifestObject): boolean {
  return (metadata.ownerReferences ?? []).some((owner) => owner.kind === ROLLOUT.kind && owner.name === name);
}

/** The names of the managed routes of a rollout. */
export function managedRoutesIn(routing: Plain): string[] {
  return listOf(at(routing, 'managedRoutes')).flatMap((route) => textOf(at(route, 'name')) ?? []);
}

const ROLLOUT = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };

function isRoute(object: ManifestObject, rollout: RoutedRollout, reference: RouteReference): boolean {
  const { name, namespace } = object.metadata;
  const home = reference.namespace ?? rollout.namespace;
  return (
    object.kind === reference.kind &&
    reference.groups.includes(groupOf(object.apiVersion)) &&
    name === reference.name &&
    (namespace === undefined || home === undefined || namespace === home)
  );
}
