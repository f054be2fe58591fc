import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, entriesOf, isThere, listOf, type Plain, textOf } from '../manifest/plain';

/** A role that a set binds to the ServiceAccount of the controller. */
export interface ControllerRole {
  /** The binding. */
  readonly binding: ManifestObject;

  /** The only namespace in which it counts; undefined where it counts in all, or in that which the manifests go to. */
  readonly namespace?: string;

  /**
   * The role.
   * @default - it is not in the set
   */
  readonly role?: ManifestObject;

  /** What it permits, as far as it is in the set. */
  readonly rules: readonly BoundRule[];

  /** Whether it permits what else nobody can see here. */
  readonly isOpen: boolean;
}

/** A rule of a role, and where it stands. */
export interface BoundRule {
  /** The role that has it, or the one that is aggregated into it. */
  readonly object: ManifestObject;

  /** The way to it. */
  readonly path: ManifestPath;

  /** What stands there. */
  readonly value: Plain;
}

/** The roles that a set binds to the ServiceAccount of the controller. */
export function controllerRoles(set: ManifestSet): readonly ControllerRole[] {
  return set.derive(makeRoles);
}

/** Whether a rule permits one of several verbs, such as `update|patch`, for a resource of one of several groups. */
export function permits({ value }: BoundRule, groups: readonly string[], resource: string, verb: string): boolean {
  return (
    includesAny(at(value, 'apiGroups'), groups) &&
    includesAny(at(value, 'resources'), [resource]) &&
    includesAny(at(value, 'verbs'), verb.split('|'))
  );
}

/** Whether a list of a rule names one of these, or all. */
export function includesAny(list: Plain, names: readonly string[]): boolean {
  return listOf(list).some((one) => one === '*' || names.some((name) => name === one));
}

/** The API group of roles and bindings. */
export const RBAC = 'rbac.authorization.k8s.io';

function makeRoles(set: ManifestSet): ControllerRole[] {
  const home = homeOf(set);
  return ['ClusterRoleBinding', 'RoleBinding'].flatMap((kind) =>
    set
      .ofKind(kind, RBAC)
      .filter((binding) => controllerSubjects(binding, home).some((index) => !lacksNamespace(binding, index)))
      .map((binding) => boundRole(set, binding)),
  );
}

/** The ways to the subjects that mean the controller, and that the API server refuses as they have no namespace. */
export function subjectsWithoutNamespace(binding: ManifestObject): ManifestPath[] {
  return controllerSubjects(binding, undefined)
    .filter((index) => lacksNamespace(binding, index))
    .map((index) => ['subjects', index]);
}

function controllerSubjects(binding: ManifestObject, home: string | undefined): number[] {
  return listOf(at(binding, 'subjects')).flatMap((subject, index) => (isController(subject, home) ? [index] : []));
}

// In a RoleBinding it is that of the binding (kubernetes pkg/apis/rbac/validation/validation.go).
function lacksNamespace(binding: ManifestObject, index: number): boolean {
  const subject = listOf(at(binding, 'subjects'))[index];
  return (
    binding.kind === 'ClusterRoleBinding' &&
    at(subject, 'kind') === 'ServiceAccount' &&
    textOf(at(subject, 'namespace')) === undefined
  );
}

// Upstream's ServiceAccount, or that of a Helm release.
function isController(subject: Plain, home: string | undefined): boolean {
  const name = textOf(at(subject, 'name')) ?? '';
  const namespace = textOf(at(subject, 'namespace'));
  if (home !== undefined && namespace !== undefined && namespace !== home) return false;
  if (at(subject, 'kind') === 'ServiceAccount') return /(^|-)argo-rollouts$/.test(name);
  return /^system:serviceaccounts?:([^:]+:)?([^:]+-)?argo-rollouts$/.test(name);
}

// The namespace of the controller, where its configuration says it.
function homeOf(set: ManifestSet): string | undefined {
  const homes = new Set(set.named('ConfigMap', 'argo-rollouts-config').map(({ metadata }) => metadata.namespace));
  return homes.size === 1 ? [...homes][0] : undefined;
}

function boundRole(set: ManifestSet, binding: ManifestObject): ControllerRole {
  const kind = textOf(at(binding, 'roleRef', 'kind')) ?? '';
  const name = textOf(at(binding, 'roleRef', 'name')) ?? '';
  const role =
    kind === 'ClusterRole'
      ? set.named(kind, name)[0]
      : kind === 'Role'
        ? set.tryFind({ groups: [RBAC], kind, name }, binding)
        : undefined;
  const namespace = binding.kind === 'RoleBinding' ? binding.metadata.namespace : undefined;
  return {
    binding,
    ...(namespace === undefined ? {} : { namespace }),
    ...(role === undefined ? {} : { role }),
    rules: role === undefined ? [] : rulesOf(set, role),
    isOpen: role === undefined ? isOpenRole(set, name) : isThere(at(role, 'aggregationRule')) && !set.isComplete,
  };
}

// Those of Kubernetes itself are in no set.
function isOpenRole(set: ManifestSet, name: string): boolean {
  if (/^(cluster-admin|admin|edit|view|system:.*)$/.test(name)) return true;
  return !set.isComplete && !isUpstreamRole(name);
}

/** Whether a role is called like the one that the installation of Argo Rollouts brings along. */
export function isUpstreamRole(name: string): boolean {
  return /(^|-)argo-rollouts$/.test(name);
}

function rulesOf(set: ManifestSet, role: ManifestObject): BoundRule[] {
  const selectors = listOf(at(role, 'aggregationRule', 'clusterRoleSelectors'));
  const aggregated =
    selectors.length === 0
      ? []
      : set
          .ofKind('ClusterRole', RBAC)
          .filter((other) => other !== role && selectors.some((selector) => isSelected(other, selector)));
  return [role, ...aggregated].flatMap((object) =>
    listOf(at(object, 'rules')).map((value, index) => ({ object, path: ['rules', index], value })),
  );
}

// What matchExpressions leave out cannot be told without reading them: more is permitted then.
function isSelected({ metadata }: ManifestObject, selector: Plain): boolean {
  return entriesOf(at(selector, 'matchLabels')).every(([key, value]) => at(metadata.labels, key) === value);
}
