import type { Construct } from 'constructs';
import type { RouterFacts, SingularField } from '../../traffic/router-facts';
import type { TrafficRouting } from '../../traffic/traffic-router';
import { quote } from '../../validation/names';
import { throwProblems } from '../../validation/problems';

/** What one router adds to `trafficRouting`. */
export interface RoutingPart {
  /** What the router can do. */
  readonly facts: RouterFacts;

  /** What it says. */
  readonly routing: TrafficRouting;
}

/**
 * The `trafficRouting` of a rollout from what each of its routers adds; undefined where it has no router.
 * @throws if two routers fill in the same part and cannot be joined, or say different things of it.
 */
export function mergeTrafficRouting(rollout: Construct, parts: readonly RoutingPart[]): TrafficRouting | undefined {
  if (parts.length === 0) return undefined;
  const problems: string[] = [];
  const all = mergeFields(parts, ({ plugins: _, ...fields }) => fields, problems);
  const plugins = mergeFields(parts, (routing) => routing.plugins ?? {}, problems);
  throwProblems(rollout, problems);
  return Object.keys(plugins).length === 0 ? all : { ...all, plugins };
}

function mergeFields(
  parts: readonly RoutingPart[],
  fieldsOf: (routing: TrafficRouting) => object,
  problems: string[],
): Record<string, unknown> {
  const given = parts.flatMap(({ facts, routing }) =>
    Object.entries(fieldsOf(routing))
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => ({ key, value, singular: facts.singular })),
  );
  const keys = [...new Set(given.map(({ key }) => key))];
  return Object.fromEntries(
    keys.map((key) => {
      const same = given.filter((field) => field.key === key);
      // What all requests are is said of the rollout, and not by one router of a kind.
      if (same.length > 1 && key !== 'maxTrafficWeight' && same.some(({ singular }) => singular === undefined)) {
        problems.push(`trafficRouting has two routers that both fill in "${key}": give the rollout one of them`);
      }
      const joined = same.map(({ value }) => value).reduce((one, other) => join(one, other, key, problems));
      return [key, oneAsSingular(joined, Object.assign({}, ...same.map(({ singular }) => singular)))];
    }),
  );
}

/** Two values as one: lists one behind the other, objects key by key; anything else has to be the same. */
function join(one: unknown, other: unknown, where: string, problems: string[]): unknown {
  if (one === undefined || other === undefined) return one ?? other;
  if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other];
  if (isObject(one) && isObject(other)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    return Object.fromEntries(keys.map((key) => [key, join(one[key], other[key], `${where}.${key}`, problems)]));
  }
  if (one !== other) {
    problems.push(
      `two routers say different things of trafficRouting.${where}, ${quote(one)} and ${quote(other)}, and a rollout has one ` +
        'for all: give both the same',
    );
  }
  return one;
}

/** What a router says, with each list of one element that has a field of its own written as that field. */
function oneAsSingular(value: unknown, singular: Readonly<Record<string, SingularField>>): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => {
        const one = singular[key];
        if (one === undefined || !Array.isArray(item) || item.length !== 1) return [key, item];
        const [element] = item;
        return [one.field, one.key === undefined || !isObject(element) ? element : element[one.key]];
      }),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
