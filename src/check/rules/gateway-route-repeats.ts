import type { ManifestObject } from '../../manifest/manifest';
import { at, listOf, textOf, wordOf } from '../../manifest/plain';
import type { Problem } from '../finding';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A route of the Gateway API that says the same twice. */
export const GATEWAY_ROUTE_REPEATS: Rule = {
  id: 'gateway-route-repeats',
  severity: 'error',
  what: 'A route of the Gateway API that names one parent twice, or gives two rules the same name.',
  why: 'The API server refuses the route, and the plugin finds none: the rollout never becomes Healthy.',
  remedy: 'name each parent once, or with another sectionName, and give each rule a name of its own',
  source: 'the rules of the CRDs of the Gateway API for spec.parentRefs and spec.rules',
  *check(set) {
    for (const { object } of routedBy(set, 'gateway-api')) {
      yield* parentProblems(object);
      yield* ruleProblems(object);
    }
  },
};

const PARENT = ['group', 'kind', 'namespace', 'name', 'sectionName', 'port'];

function* parentProblems(object: ManifestObject): Iterable<Problem> {
  const told = new Set<string>();
  for (const [index, parent] of listOf(at(object.spec, 'parentRefs')).entries()) {
    const key = PARENT.map((field) => wordOf(at(parent, field) ?? '')).join(' ');
    const name = wordOf(at(parent, 'name'));
    if (told.has(key)) {
      yield {
        object,
        path: ['spec', 'parentRefs', index],
        message: `${object.kind} "${object.metadata.name}" names the parent "${name}" twice, with the same sectionName or none`,
      };
    }
    told.add(key);
  }
}

function* ruleProblems(object: ManifestObject): Iterable<Problem> {
  const told = new Set<string>();
  for (const [index, rule] of listOf(at(object.spec, 'rules')).entries()) {
    const name = textOf(at(rule, 'name'));
    if (name === undefined) continue;
    if (told.has(name)) {
      // An older CRD has no names of rules, and drops them.
      yield {
        object,
        path: ['spec', 'rules', index, 'name'],
        severity: 'warning',
        message: `two rules of ${object.kind} "${object.metadata.name}" are named "${name}"`,
      };
    }
    told.add(name);
  }
}
