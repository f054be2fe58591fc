import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, entriesOf, listOf, type Plain, textOf } from '../../manifest/plain';
import { type Release, releasesOf } from '../../release/release';
import { destinationRuleOf, hostOf, ROUTE_LISTS, roleOf } from '../../traffic/istio/weighted-routes';
import type { Problem } from '../finding';
import { isLive } from '../live-object';
import { routedBy } from '../routed-objects';
import { routingPath } from '../routing-path';
import type { Rule } from '../rule';
import { type RoutedVirtualService, routedVirtualServices } from '../virtual-services';

/** Subsets of a DestinationRule by which the versions cannot be told apart. */
export const ISTIO_SUBSET_INVALID: Rule = {
  id: 'istio-subset-invalid',
  severity: 'error',
  what: 'A DestinationRule whose subsets are not those of the Rollout that names it.',
  why: 'The controller writes the hash of the pods into the two subsets that the Rollout names, drops every other one and makes none. A subset that is missing, or that no pod belongs to, has no endpoints: its share of the requests is answered with 503. One that is there twice, or whose name is none, the webhook of Istio refuses.',
  remedy: 'give the DestinationRule exactly the two subsets, with labels that the pods have, or none',
  source:
    'argo-rollouts rollout/trafficrouting/istio/istio.go, UpdateHash (issue #2507); istio pkg/config/validation, ValidateDestinationRule',
  *check(set) {
    for (const release of releasesOf(set)) yield* sameSubset(release);
    for (const routed of routedVirtualServices(set)) yield* hostProblems(set, routed);
    for (const { object, release } of routedBy(set, 'istio')) {
      if (object.kind === 'DestinationRule' && !isLive(object)) yield* subsetProblems(object, release);
    }
  },
};

const ROLES = ['canary', 'stable'] as const;
const SUBSET_NAME = /^(?=.{1,63}$)[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const HASH = 'rollouts-pod-template-hash';

function* sameSubset({ rollout, routing }: Release): Iterable<Problem> {
  const [canary, stable] = ROLES.map((role) => textOf(at(routing, 'istio', 'destinationRule', `${role}SubsetName`)));
  if (canary === undefined || canary !== stable) return;
  yield {
    object: rollout,
    path: routingPath('istio', 'destinationRule', 'canarySubsetName'),
    message: `"${canary}" is the subset of the canary and of the stable version: the controller cannot tell them apart`,
  };
}

// Subsets are those of one host: at any other host they have no endpoints.
function* hostProblems(set: ManifestSet, { object, routed }: RoutedVirtualService): Iterable<Problem> {
  const reference = destinationRuleOf(routed);
  const rule = reference && set.tryFind({ ...reference, namespace: routed.namespace }, object);
  const host = textOf(at(rule?.spec, 'host'));
  // One for several hosts has subsets of each.
  if (rule === undefined || host === undefined || host.startsWith('*')) return;
  for (const list of ROUTE_LISTS) {
    for (const [index, route] of listOf(at(object.spec, list)).entries()) {
      for (const [number, destination] of listOf(at(route, 'route')).entries()) {
        const own = hostOf(destination);
        if (roleOf(destination, routed) === undefined || own === '' || own === firstLabel(host)) continue;
        if (textOf(at(destination, 'destination', 'subset')) === undefined) continue;
        yield {
          object,
          path: ['spec', list, index, 'route', number, 'destination', 'host'],
          message: `the destination is a subset of "${own}", and the DestinationRule "${rule.metadata.name}" has the subsets of "${host}": its share of the requests is answered with 503`,
          related: [{ object: rule, path: ['spec', 'host'], message: 'the host of the subsets' }],
        };
      }
    }
  }
}

function firstLabel(host: string): string {
  return host.replace(/\..*$/, '');
}

function* subsetProblems(object: ManifestObject, release: Release): Iterable<Problem> {
  const rule = at(release.routing, 'istio', 'destinationRule');
  const subsets = listOf(at(object.spec, 'subsets'));
  const names = subsets.map((subset) => textOf(at(subset, 'name')));
  for (const role of ROLES) {
    const name = textOf(at(rule, `${role}SubsetName`));
    if (name === undefined) continue;
    const index = names.indexOf(name);
    if (index < 0) {
      const has = names.flatMap((one) => (one === undefined ? [] : `"${one}"`)).join(', ');
      yield {
        object,
        path: ['spec', 'subsets'],
        message: `the DestinationRule has no subset "${name}", the ${role} version of the Rollout "${release.rollout.metadata.name}" (it has ${has || 'none'}): its share of the requests is answered with 503`,
      };
      continue;
    }
    yield* labelProblems(object, ['spec', 'subsets', index, 'labels'], at(subsets[index], 'labels'), release, role);
  }
  for (const [index, name] of names.entries()) {
    if (name === undefined || SUBSET_NAME.test(name) || name.includes('{{')) continue;
    yield {
      object,
      path: ['spec', 'subsets', index, 'name'],
      message: `the name of a subset takes letters, digits and "-", at most 63, got "${name}": Istio refuses the DestinationRule`,
    };
  }
  const known: Plain[] = ROLES.map((role) => at(rule, `${role}SubsetName`));
  // Where one is not named, nothing can be said of the others.
  if (known.some((name) => textOf(name) === undefined)) return;
  for (const [index, name] of names.entries()) {
    if (name === undefined) continue;
    if (names.indexOf(name) < index) {
      yield {
        object,
        path: ['spec', 'subsets', index],
        message: `the DestinationRule has the subset "${name}" twice, and Istio refuses it from 1.22 on`,
      };
    }
    if (known.includes(name)) continue;
    yield {
      object,
      path: ['spec', 'subsets', index],
      severity: 'warning',
      message: `the subset "${name}" is no version of the Rollout "${release.rollout.metadata.name}", and the controller drops it at its first write`,
    };
  }
}

function* labelProblems(
  object: ManifestObject,
  path: readonly (string | number)[],
  labels: Plain,
  { pods, canary }: Release,
  role: 'canary' | 'stable',
): Iterable<Problem> {
  // Labels that the pods of one version have for the time that they are it.
  const ephemeral = new Map(entriesOf(at(canary, `${role}Metadata`, 'labels')));
  for (const [key, value] of entriesOf(labels)) {
    const place = { object, path: [...path, key] };
    if (key === HASH) {
      yield {
        ...place,
        severity: 'warning',
        message: `${HASH} is the controller's: with each sync the subset gets the one of Git, until the controller writes again, and no pod has it`,
        fix: { description: `remove ${HASH}`, edits: [{ remove: place.path }] },
      };
    } else if (
      typeof value === 'string' &&
      pods !== undefined &&
      pods.labels.get(key) !== value &&
      ephemeral.get(key) !== value
    ) {
      yield {
        ...place,
        message: `the pods of the Rollout do not have the label ${key}: ${value}, so the ${role} subset has no pods, and its share of the requests is answered with 503`,
      };
    }
  }
}
