import type { IConstruct } from 'constructs';
import { pathText } from '../manifest/manifest-path';
import { ManifestSet, type SourcedObject } from '../manifest/manifest-set';
import { isFileSource, type Source } from '../manifest/source';
import { unfold } from '../manifest/unfold-objects';
import { validateOnce } from '../validation/app-validation';
import type { RenderedObject } from '../validation/rendering';
import type { Finding } from './finding';

/**
 * Makes synth fail where the rendered objects of the app have errors, all told at once and each with its construct.
 *
 * Every construct of ours asks for it, and the app is checked once. Nothing else will be in the cluster as far as the
 * app knows, so what is not in it is missing. Warnings are not told here: `check` and the plugin tell them.
 */
export function requireCheckedApp(scope: IConstruct): void {
  validateOnce(scope, 'cdk8s-rollouts.check', appProblems);
}

function appProblems(rendered: readonly RenderedObject[]): string[] {
  // Loaded with the first synth: whoever only imports the constructs does not wait for it.
  const { check } = require('./check') as typeof import('./check');
  const objects: SourcedObject[] = rendered.flatMap(({ manifest, path }) =>
    unfold(manifest).objects.map(({ object }) => ({ object, source: { construct: path } })),
  );
  const set = new ManifestSet(objects, { isComplete: true });
  return check(set)
    .filter(({ severity, waivedBecause }) => severity === 'error' && waivedBecause === undefined)
    .map((finding) => told(finding, set));
}

function told({ source, object, path, message, remedy, rule, related = [] }: Finding, set: ManifestSet): string {
  const name = object === undefined ? '' : `${object.kind} ${object.metadata.name}: `;
  const place = path.length === 0 ? '' : `${pathText(path)}: `;
  const others = related
    .map((other) => ` (${other.message}: ${constructOf(set.sourceOf(other.object))})`)
    .filter((text) => !text.endsWith(`${constructOf(source)})`));
  return `${constructOf(source)}: ${name}${place}${message}${others.join('')}; ${remedy} (${rule})`;
}

function constructOf(source: Source): string {
  return isFileSource(source) ? source.file : source.construct;
}
