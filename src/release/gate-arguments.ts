import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import { at, isThere, listOf, type Plain, textOf } from '../manifest/plain';

/** The value of an argument of an analysis, and who says it. */
export interface GateArgument {
  /** Its name. */
  readonly name: string;

  /** The value, where it stands in the manifests; undefined where it comes from a Secret, a field or the hash of pods. */
  readonly text?: string;

  /** Whether it has any value; one without makes the run an Error. */
  readonly isGiven: boolean;

  /** The object that says it: the Rollout, or else the template that declares it. */
  readonly object: ManifestObject;

  /** The way to it in that object. */
  readonly path: ManifestPath;

  /** What stands there. */
  readonly value: Plain;
}

/** The arguments of an analysis by their names. */
export type GateArguments = ReadonlyMap<string, GateArgument>;

/**
 * The values of an analysis: those that its templates declare, and over them those that it is given for one that is
 * declared; others are dropped (argo-rollouts utils/analysis/helpers.go flattenArgs, MergeArgs).
 */
export function gateArguments(
  rollout: ManifestObject,
  path: ManifestPath,
  given: readonly Plain[],
  templates: readonly ManifestObject[],
): GateArguments {
  const args = new Map<string, GateArgument>();
  // Those of the cluster come last, and one without a value replaces even one that comes from a Secret.
  for (const argument of [...templates].sort(byScope).flatMap(declaredArguments)) {
    if (!isThere(at(args.get(argument.name)?.value, 'value'))) args.set(argument.name, argument);
  }
  for (const [index, value] of given.entries()) {
    const name = textOf(at(value, 'name'));
    if (name === undefined || !args.has(name)) continue;
    // Of what an Experiment gives only a value counts (argo-rollouts experiments/experiment.go ResolveAnalysisRunArgs).
    if (rollout.kind === 'Experiment' && !isThere(at(value, 'value'))) continue;
    // What the Rollout gives always counts as a value, even an empty one.
    args.set(name, { ...argumentOf(rollout, [...path, 'args', index], name, value), isGiven: true });
  }
  return args;
}

function byScope(one: ManifestObject, other: ManifestObject): number {
  return Number(one.kind === 'ClusterAnalysisTemplate') - Number(other.kind === 'ClusterAnalysisTemplate');
}

/** The arguments that a template declares, with the values that it gives them itself. */
export function declaredArguments(template: ManifestObject): GateArgument[] {
  return listOf(at(template.spec, 'args')).flatMap((value, index) => {
    const name = textOf(at(value, 'name'));
    return name === undefined ? [] : [argumentOf(template, ['spec', 'args', index], name, value)];
  });
}

/** A value with `{{args.name}}` replaced by what is known of the arguments; the others stay. */
export function withArguments(value: Plain, args: GateArguments): Plain {
  if (args.size === 0) return value;
  if (typeof value === 'string') return value.includes('{{') ? replaced(value, args) : value;
  if (Array.isArray(value)) return value.map((element) => withArguments(element, args));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, content]) => [key, withArguments(content, args)]));
}

function argumentOf(object: ManifestObject, path: ManifestPath, name: string, value: Plain): GateArgument {
  const text = at(value, 'value');
  const isText = typeof text === 'string' && !isThere(at(value, 'valueFrom'));
  return { name, ...(isText ? { text } : {}), isGiven: isText || isThere(at(value, 'valueFrom')), object, path, value };
}

function replaced(text: string, args: GateArguments): string {
  return text.replace(/\{\{\s*args\.([^{}\s]+)\s*\}\}/g, (all, name: string) => args.get(name)?.text ?? all);
}
