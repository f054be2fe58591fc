import type { ManifestObject } from '../../manifest/manifest';
import { at, listOf, textOf, wordOf } from '../../manifest/plain';
import { GATEWAY_API_GROUP } from '../../traffic/gateway-api/plugin-config';
import { isAtLeast } from '../cluster-versions';
import type { Problem } from '../finding';
import { routedBy } from '../routed-objects';
import type { Rule } from '../rule';

/** A route of the Gateway API that says the same twice. */
export const GATEWAY_ROUTE_REPEATS: Rule = {
  id: 'gateway-route-repeats',
  severity: 'error',
  what: 'A route of the Gateway API that names one parent twice without telling the listeners apart, or gives two rules the same name.',
  why: 'The API server refuses the route, and the plugin finds none: the rollout never becomes Healthy. Of rules that have the same name the CRDs of the experimental channel do so, and from 1.7 on those of the standard channel.',
  remedy: 'name each parent once, or each time with another sectionName, and give each rule a name of its own',
  source: 'the rules of the CRDs of the Gateway API for spec.parentRefs and spec.rules',
  *check(set, versions) {
    for (const { object } of routedBy(set, 'gateway-api')) {
      yield* parentProblems(object);
      yield* ruleProblems(object, isAtLeast(versions['gateway-api'], '1.7'));
    }
  },
};

// The API server fills in group and kind before it asks, and no namespace.
const PARENT: readonly (readonly [string, string])[] = [
  ['group', GATEWAY_API_GROUP],
  ['kind', 'Gateway'],
  ['namespace', ''],
  ['name', ''],
];

function* parentProblems(object: ManifestObject): Iterable<Problem> {
  const told = new Set<string>();
  for (const [index, parent] of listOf(at(object.spec, 'parentRefs')).entries()) {
    const [section, port] = ['sectionName', 'port'].map((field) => wordOf(at(parent, field) ?? ''));
    const key = PARENT.map(([field, value]) => wordOf(at(parent, field) ?? value)).join(' ');
    const place = { object, path: ['spec', 'parentRefs', index] };
    const what = `${object.kind} "${object.metadata.name}" names the parent "${wordOf(at(parent, 'name'))}" twice`;
    if (told.has(`${key} section ${section} port ${port}`)) {
      yield { ...place, message: `${what}, with the same sectionName or none` };
    } else if (told.has(`${key} ${section === '' ? 'with' : 'without'}`)) {
      yield { ...place, message: `${what}, once with a sectionName and once without` };
    } else if (told.has(`${key} section ${section}`)) {
      yield {
        ...place,
        severity: 'warning',
        message: `${what}, with another port alone, which the standard channel of the Gateway API refuses: name the listeners by sectionName`,
      };
    }
    told.add(`${key} section ${section} port ${port}`);
    told.add(`${key} section ${section}`);
    told.add(`${key} ${section === '' ? 'without' : 'with'}`);
  }
}

function* ruleProblems(object: ManifestObject, isRefused: boolean): Iterable<Problem> {
  const told = new Set<string>();
  for (const [index, rule] of listOf(at(object.spec, 'rules')).entries()) {
    const name = textOf(at(rule, 'name'));
    if (name === undefined) continue;
    if (told.has(name)) {
      yield {
        object,
        path: ['spec', 'rules', index, 'name'],
        severity: isRefused ? 'error' : 'warning',
        message: `two rules of ${object.kind} "${object.metadata.name}" are named "${name}", which the Gateway API refuses from 1.7 on, and before in its experimental channel`,
      };
    }
    told.add(name);
  }
}
