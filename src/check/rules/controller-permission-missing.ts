import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import { ROUTERS } from '../../traffic/routers';
import type { ClusterVersions } from '../cluster-versions';
import { type ControllerNeed, controllerNeeds } from '../controller-needs';
import {
  type BoundRule,
  type ControllerRole,
  controllerRoles,
  includesAny,
  isUpstreamRole,
  permits,
  RBAC,
  subjectsWithoutNamespace,
} from '../controller-roles';
import { embeddedYaml } from '../embedded-yaml';
import type { Problem } from '../finding';
import type { Rule } from '../rule';

/** A role that lets the controller do less than the Rollouts want of it. */
export const CONTROLLER_PERMISSION_MISSING: Rule = {
  id: 'controller-permission-missing',
  severity: 'warning',
  what: 'Roles of the controller that do not permit what a Rollout needs it to do.',
  why: 'The API server refuses it to the controller. The weights do not move, or the analysis does not start, and only the events of the Rollout or the log of the controller say why.',
  remedy: 'permit it in a role that is bound to the ServiceAccount of the controller',
  source:
    'argo-rollouts manifests/role/argo-rollouts-clusterrole.yaml, issues #3672, #4185; rollouts-plugin-trafficrouter-gatewayapi issue #68',
  *check(set, versions) {
    for (const binding of set.ofKind('ClusterRoleBinding', RBAC)) yield* refusedSubjects(binding);
    const roles = controllerRoles(set);
    if (roles.length === 0) return;
    yield* unboundRoles(set, roles);
    const missing = new Map<string, Missing>();
    for (const { needs, namespace, user } of usersOf(set, versions)) {
      const counting = roles.filter(
        (role) => role.namespace === undefined || namespace === undefined || role.namespace === namespace,
      );
      for (const one of missingFor(counting, needs)) {
        const key = JSON.stringify([one.groups, one.resource, one.verbs, one.place.path]);
        const known = missing.get(key);
        if (known === undefined) missing.set(key, { ...one, users: [user] });
        else known.users.push(user);
      }
    }
    for (const one of missing.values()) yield problemOf(one);
  },
};

interface Missing extends Lack {
  readonly users: ManifestObject[];
}

interface Lack extends Omit<ControllerNeed, 'isExtra'> {
  readonly place: { readonly object: ManifestObject; readonly path: ManifestPath };
}

interface User {
  readonly user: ManifestObject;
  readonly namespace?: string;
  readonly needs: readonly ControllerNeed[];
}

function* refusedSubjects(binding: ManifestObject): Iterable<Problem> {
  for (const path of subjectsWithoutNamespace(binding)) {
    yield {
      object: binding,
      path,
      message: `the subject "${textOf(at(binding, ...path.map(String), 'name'))}" has no namespace, and the API server refuses a ClusterRoleBinding with such a ServiceAccount`,
      remedy: 'give the subject the namespace of the controller',
    };
  }
}

function* unboundRoles(set: ManifestSet, roles: readonly ControllerRole[]): Iterable<Problem> {
  for (const { binding, role, isOpen } of roles) {
    const name = textOf(at(binding, 'roleRef', 'name')) ?? '';
    if (!set.isComplete || role !== undefined || isOpen || isUpstreamRole(name)) continue;
    yield {
      object: binding,
      path: ['roleRef', 'name'],
      message: `the controller is bound to ${textOf(at(binding, 'roleRef', 'kind')) ?? 'the role'} "${name}", which is not among these files, so the binding permits nothing`,
      remedy: 'correct the roleRef, or add the role',
    };
  }
}

function usersOf(set: ManifestSet, versions: ClusterVersions): User[] {
  return [
    ...releasesOf(set).map((release) => ({
      user: release.rollout,
      namespace: release.rollout.metadata.namespace,
      needs: controllerNeeds(release, versions),
    })),
    ...set
      .named('ConfigMap', 'argo-rollouts-config')
      .map((user) => ({ user, needs: declaredPlugins(user).flatMap(pluginNeeds) })),
  ];
}

function declaredPlugins(config: ManifestObject): string[] {
  return listOf(embeddedYaml(at(config, 'data', 'trafficRouterPlugins'))).flatMap(
    (plugin) => textOf(at(plugin, 'name')) ?? [],
  );
}

// Which of several kinds of routes will be used, a declaration does not say: the first stands for them.
function pluginNeeds(name: string): ControllerNeed[] {
  const router = ROUTERS.find(({ isIn, isOpaque }) => isOpaque !== true && isIn({ plugins: { [name]: {} } }));
  return (router?.requires.permissions ?? []).flatMap(({ apiGroups, resources: [resource] }) =>
    resource === undefined
      ? []
      : ['get', 'update|patch'].map((verb) => ({ groups: apiGroups, resource, verbs: [verb], isExtra: true })),
  );
}

function missingFor(roles: readonly ControllerRole[], needs: readonly ControllerNeed[]): Lack[] {
  const [first] = roles;
  if (first === undefined || roles.some(({ isOpen }) => isOpen)) return [];
  const rules = roles.flatMap((role) => role.rules);
  // Else that role is elsewhere, and permits what it permits as it is installed.
  const hasOwnRole = rules.some((rule) => permits(rule, ['argoproj.io'], 'rollouts', 'update|patch'));
  const lacks = new Map<string, Lack>();
  for (const { groups, resource, verbs, isExtra } of needs) {
    if (!isExtra && !hasOwnRole) continue;
    const refused = verbs.filter((verb) => !rules.some((rule) => permits(rule, groups, resource, verb)));
    if (refused.length === 0) continue;
    const key = JSON.stringify([groups, resource]);
    const known = lacks.get(key)?.verbs ?? [];
    const place = placeOf(first, roles, rules, groups, resource);
    lacks.set(key, { groups, resource, verbs: [...new Set([...known, ...refused])], place });
  }
  return [...lacks.values()];
}

function placeOf(
  { binding }: ControllerRole,
  roles: readonly ControllerRole[],
  rules: readonly BoundRule[],
  groups: readonly string[],
  resource: string,
): Lack['place'] {
  const ofGroup = rules.filter(({ value }) => includesAny(at(value, 'apiGroups'), groups));
  const ofResource = ofGroup.find(({ value }) => includesAny(at(value, 'resources'), [resource]));
  if (ofResource !== undefined) return { object: ofResource.object, path: [...ofResource.path, 'verbs'] };
  const [other] = ofGroup;
  if (other !== undefined) return { object: other.object, path: [...other.path, 'resources'] };
  const role = roles.find((one) => one.role !== undefined)?.role;
  return role === undefined ? { object: binding, path: ['roleRef', 'name'] } : { object: role, path: ['rules'] };
}

function problemOf({ place, groups, resource, verbs, users }: Missing): Problem {
  const rollouts = users.filter(({ kind }) => kind === 'Rollout');
  const [first] = rollouts;
  const who =
    first === undefined
      ? 'a plugin in the ConfigMap "argo-rollouts-config" needs it'
      : `Rollout "${first.metadata.name}"${rollouts.length > 1 ? ` and ${rollouts.length - 1} more need` : ' needs'} it`;
  const group = groups[0] === '' ? 'the core group' : groups[0];
  return {
    ...place,
    message: `the roles of the controller do not permit it to ${verbs.map((verb) => verb.replace('|', ' or ')).join(', ')} ${resource} of ${group}, and ${who}`,
    remedy: `permit ${verbs.flatMap((verb) => verb.split('|')).join(', ')} for ${resource} of ${group} in a role that is bound to the ServiceAccount of the controller`,
    related: users.slice(0, 5).map((object) => ({
      object,
      path: object.kind === 'Rollout' ? ['spec', 'strategy'] : ['data', 'trafficRouterPlugins'],
      message: 'needs it',
    })),
  };
}
