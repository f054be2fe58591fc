import { EACH, edit } from '../../manifest/edit';
import type { ManifestObject } from '../../manifest/manifest';
import { at, entriesOf, listOf, numberOf, type Plain, textOf } from '../../manifest/plain';
import { changeRoute, managedRoutesIn, tryFindRoute, valuesAt } from '../route-objects';
import { withSpec } from '../route-weights';
import {
  type HeaderRouteStep,
  type RoutedRollout,
  type RouteReference,
  type RouteWriter,
  TrafficRoutingError,
} from '../router-model';

/** The prefix of the annotations that the AWS Load Balancer Controller reads unless it is told another. */
export const ALB_ANNOTATION_PREFIX = 'alb.ingress.kubernetes.io';

/** The annotation in which the controller keeps the names of those that it writes, by rollout. */
export const BOOKKEEPING = 'rollouts.argoproj.io/managed-alb-annotations';

/** The port of a backend whose requests an annotation decides on. */
export const USE_ANNOTATION = 'use-annotation';

/** The way from an Ingress to the backends of its paths. */
export const PATHS = ['rules', EACH, 'http', 'paths'];

/** The Ingresses that a rollout names. */
export function ingressesOf({ routing }: RoutedRollout): RouteReference[] {
  const alb = at(routing, 'alb');
  const several = listOf(at(alb, 'ingresses'));
  // An empty list is none: the controller reads the Rollout as it would write it.
  const names = several.length > 0 ? several : [at(alb, 'ingress')];
  return names
    .flatMap((name) => textOf(name) ?? [])
    .map((name) => ({ groups: ['networking.k8s.io'], kind: 'Ingress', name, madeBy: 'git' }));
}

/** The Service whose name stands for the split in the rules of the Ingresses. */
export function actionServiceOf({ stableService = '', routing }: RoutedRollout): string {
  return textOf(at(routing, 'alb', 'rootService')) ?? stableService;
}

/** What the controller writes into Ingresses of the ALB (argo-rollouts rollout/trafficrouting/alb/alb.go). */
export const ALB_WRITER: RouteWriter = {
  setWeight: (objects, rollout, weight, experiments = []) =>
    eachIngress(objects, rollout, (ingress) => {
      const service = actionServiceOf(rollout);
      if (!hasPathTo(ingress, service)) {
        throw new TrafficRoutingError(`ingress does not have service \`${service}\` in rules`);
      }
      const rest = experiments.reduce((sum, experiment) => sum - experiment.weight, 100 - weight);
      const targets: Target[] = [
        { service: rollout.canaryService, weight },
        ...experiments,
        { service: rollout.stableService, weight: rest },
      ];
      return withAnnotations(ingress, rollout, { [keyOf(rollout, 'actions', service)]: forward(rollout, targets) });
    }),
  setHeaderRoute: (objects, rollout, step) =>
    eachIngress(objects, rollout, (ingress) => {
      const { name = '', match } = step;
      const annotated = withAnnotations(ingress, rollout, headerAnnotations(rollout, step));
      const isThereAlready = hasPathTo(ingress, name);
      const order = managedRoutesIn(rollout.routing);
      return withPaths(annotated, (paths) => {
        if (match === undefined) return sorted(withoutPathTo(paths, name), order);
        // It stands in front in every rule of the Ingress, whatever host and Service that is for (#3727).
        return sorted(isThereAlready ? paths : [pathTo(name), ...paths], order);
      });
    }),
  removeManagedRoutes: (objects, rollout) => {
    const names = managedRoutesIn(rollout.routing);
    if (names.length === 0) return objects;
    const keys = names.flatMap((name) => [keyOf(rollout, 'actions', name), keyOf(rollout, 'conditions', name)]);
    return eachIngress(objects, rollout, (ingress) =>
      withPaths(withAnnotations(ingress, rollout, Object.fromEntries(keys.map((key) => [key, undefined]))), (paths) =>
        names.reduce(withoutPathTo, paths),
      ),
    );
  },
};

interface Target {
  readonly service?: string;
  readonly weight: number;
}

/** New texts of annotations; undefined takes one away. */
type Annotations = Readonly<Record<string, string | undefined>>;

function eachIngress(
  objects: readonly ManifestObject[],
  rollout: RoutedRollout,
  change: (ingress: ManifestObject) => ManifestObject,
): readonly ManifestObject[] {
  let all = objects;
  for (const reference of ingressesOf(rollout)) {
    const before = tryFindRoute(all, rollout, reference);
    if (before === undefined) throw new TrafficRoutingError(`ingress.networking.k8s.io "${reference.name}" not found`);
    const after = change(before);
    // It returns at the first one that needs no change, and the others stay as they are.
    if (after === before) return all;
    all = changeRoute(all, rollout, reference, () => after);
  }
  return all;
}

function keyOf({ routing }: RoutedRollout, kind: 'actions' | 'conditions', name: string): string {
  return `${textOf(at(routing, 'alb', 'annotationPrefix')) ?? ALB_ANNOTATION_PREFIX}/${kind}.${name}`;
}

function headerAnnotations(rollout: RoutedRollout, { name = '', match }: HeaderRouteStep): Annotations {
  const canary = forward(rollout, [{ service: rollout.canaryService, weight: 100 }]);
  // Several values of one header are alternatives, several headers have to be there together.
  const values = new Map<string, string[]>();
  for (const { headerName, headerValue } of match ?? []) {
    values.set(headerName, [...(values.get(headerName) ?? []), headerValue?.exact ?? '']);
  }
  const conditions = [...values].map(([httpHeaderName, texts]) => ({
    field: 'http-header',
    httpHeaderConfig: { httpHeaderName, values: texts },
  }));
  return {
    [keyOf(rollout, 'actions', name)]: match && canary,
    [keyOf(rollout, 'conditions', name)]: match && toJson(conditions),
  };
}

function forward({ routing }: RoutedRollout, targets: readonly Target[]): string {
  const alb = at(routing, 'alb');
  const TargetGroups = targets.map(({ service, weight }) => ({
    ServiceName: service,
    ServicePort: String(at(alb, 'servicePort')),
    Weight: weight,
  }));
  const TargetGroupStickinessConfig = stickinessOf(at(alb, 'stickinessConfig'));
  return toJson({ Type: 'forward', ForwardConfig: { TargetGroups, TargetGroupStickinessConfig } });
}

function stickinessOf(config: Plain): { Enabled: true; DurationSeconds: number } | undefined {
  if (at(config, 'enabled') !== true) return undefined;
  const seconds = numberOf(at(config, 'durationSeconds')) ?? 0;
  if (seconds < 1 || seconds > 604800) {
    throw new TrafficRoutingError(
      "TargetGroupStickinessConfig's duration must be between 1 and 604800 seconds (7 days)!",
    );
  }
  return { Enabled: true, DurationSeconds: seconds };
}

function withAnnotations(ingress: ManifestObject, rollout: RoutedRollout, changes: Annotations): ManifestObject {
  const { annotations = {}, name } = ingress.metadata;
  // With managed routes it writes into a map that is not there; without them it makes one since 1.8 (#3853).
  if (Object.keys(annotations).length === 0 && managedRoutesIn(rollout.routing).length > 0) {
    throw new TrafficRoutingError(
      `the controller panics at each reconcile, as Ingress "${name}" has no annotation: give it one, such as ` +
        `${ALB_ANNOTATION_PREFIX}/target-type`,
    );
  }
  const kept = bookkeeping(annotations[BOOKKEEPING], rollout.name, changes);
  const after = Object.fromEntries(
    Object.entries<string | undefined>({ ...annotations, ...changes, [BOOKKEEPING]: kept }).flatMap(([key, text]) =>
      text === undefined ? [] : [[key, text] as const],
    ),
  );
  return JSON.stringify(after) === JSON.stringify(annotations)
    ? ingress
    : { ...ingress, metadata: { ...ingress.metadata, annotations: after } };
}

function bookkeeping(text: string | undefined, rollout: string, changes: Annotations): string {
  const all = entriesOf(text === undefined ? {} : fromJson(text));
  const own = listOf(all.find(([name]) => name === rollout)?.[1]).flatMap((key) => textOf(key) ?? []);
  const kept = own.filter((key) => !(key in changes) || changes[key] !== undefined);
  const added = Object.keys(changes).filter((key) => changes[key] !== undefined && !own.includes(key));
  const entries = [...all.filter(([name]) => name !== rollout), [rollout, [...kept, ...added]] as const];
  return toJson(Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1))));
}

function hasPathTo(ingress: ManifestObject, service: string): boolean {
  return valuesAt(ingress.spec, [...PATHS, EACH]).some((path) => serviceOf(path) === service);
}

function withPaths(ingress: ManifestObject, change: (paths: readonly Plain[]) => readonly Plain[]): ManifestObject {
  const spec = edit(ingress.spec, PATHS, (value) => {
    const before = listOf(value);
    const after = change(before);
    const isSame = after.length === before.length && after.every((path, index) => path === before[index]);
    return isSame ? value : after;
  });
  return withSpec(ingress, spec);
}

function pathTo(name: string): Plain {
  const backend = { service: { name, port: { name: USE_ANNOTATION } } };
  return { path: '/*', pathType: 'ImplementationSpecific', backend };
}

function withoutPathTo(paths: readonly Plain[], service: string): readonly Plain[] {
  const first = paths.findIndex((path) => serviceOf(path) === service);
  return paths.filter((_, index) => index !== first);
}

/** Header routes in the order of `managedRoutes`, then the rest as it was. */
function sorted(paths: readonly Plain[], order: readonly string[]): readonly Plain[] {
  const rank = (path: Plain) => {
    const place = order.indexOf(serviceOf(path) ?? '');
    return place === -1 ? order.length : place;
  };
  return [...paths].sort((one, other) => rank(one) - rank(other));
}

function serviceOf(path: Plain): string | undefined {
  return textOf(at(path, 'backend', 'service', 'name'));
}

function fromJson(text: string): Plain {
  try {
    return JSON.parse(text);
  } catch {
    throw new TrafficRoutingError(`annotation ${BOOKKEEPING} is no JSON: ${text}`);
  }
}

/** JSON as Go writes it. */
function toJson(value: Plain): string {
  return JSON.stringify(value).replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}
