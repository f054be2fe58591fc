import type { Construct } from 'constructs';
import type { RouterFacts, SingularField } from '../../traffic/router-facts';
import type { TrafficRouting } from '../../traffic/traffic-router';
import { quote } from '../../validation/names';
import { throwProblems } from '../../validation/problems';
import { repeated } from '../../validation/repeated';

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
  const lone = parts.filter(({ facts }) => facts.singular === undefined).flatMap(keysOf);
  const taken = [...new Set(parts.flatMap(keysOf).filter((key) => lone.includes(key)))];
  throwProblems(
    rollout,
    repeated(parts.flatMap(keysOf))
      .filter((key) => taken.includes(key))
      .map((key) => `trafficRouting has two routers that both fill in "${key}": give the rollout one of them`),
  );
  const problems: string[] = [];
  const joined = parts.reduce<unknown>((all, { routing }) => join(all, routing, 'trafficRouting', problems), {});
  throwProblems(rollout, [...new Set(problems)]);
  const singular = Object.assign({}, ...parts.map(({ facts }) => facts.singular));
  return Object.assign({}, oneAsSingular(joined, singular));
}

function keysOf({ routing }: RoutingPart): string[] {
  return [...Object.keys(routing).filter((key) => key !== 'plugins'), ...Object.keys(routing.plugins ?? {})];
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
      `two routers say different things of ${where}, ${quote(one)} and ${quote(other)}, and a rollout has one for all: ` +
        'give both the same',
    );
  }
  return one;
}

/** A value in which each list of one element that has a field of its own is written as that field. */
function oneAsSingular(value: unknown, singular: Readonly<Record<string, SingularField>>): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => {
        const one = singular[key];
        if (one === undefined || !Array.isArray(item) || item.length !== 1) return [key, oneAsSingular(item, singular)];
        const [element] = item;
        return [one.field, one.key === undefined || !isObject(element) ? element : element[one.key]];
      }),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
