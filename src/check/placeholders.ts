import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import type { Plain } from '../manifest/plain';
import { templatesOf } from '../release/measurements';

/** A `{{…}}` in a template. */
export interface Placeholder {
  /** The way to the text that it is in. */
  readonly path: ManifestPath;

  /** What stands between the braces, without the space around it. */
  readonly text: string;

  /**
   * The argument that it names.
   * @default - it is of another form
   */
  readonly argument?: string;

  /** Whether it ends; one that does not is taken to reach up to the next `}}` of the metric's JSON. */
  readonly isClosed: boolean;
}

/** The placeholders of a template of the set, in all that it says. */
export function placeholdersOf(set: ManifestSet, template: ManifestObject): readonly Placeholder[] {
  return set.derive(makePlaceholders).get(template) ?? [];
}

function makePlaceholders(set: ManifestSet): ReadonlyMap<ManifestObject, readonly Placeholder[]> {
  return new Map(templatesOf(set).map((template) => [template, [...placeholdersIn(template.spec, ['spec'])]]));
}

function* placeholdersIn(value: Plain, path: ManifestPath): Generator<Placeholder> {
  if (typeof value === 'string') yield* placeholdersOfText(value, path);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, content] of Object.entries(value)) {
    const way = [...path, Array.isArray(value) ? Number(key) : key];
    // Keys are replaced as well, such as those of labels.
    if (!Array.isArray(value)) yield* placeholdersOfText(key, way);
    yield* placeholdersIn(content, way);
  }
}

/** The placeholders of one text. */
export function* placeholdersOfText(text: string, path: ManifestPath): Generator<Placeholder> {
  for (let begin = text.indexOf('{{'); begin !== -1; ) {
    const end = text.indexOf('}}', begin + 2);
    const inner = text.slice(begin + 2, end === -1 ? undefined : end).trim();
    const argument = inner.startsWith('args.') ? inner.slice('args.'.length) : undefined;
    yield { path, text: inner, isClosed: end !== -1, ...(argument === undefined ? {} : { argument }) };
    begin = end === -1 ? -1 : text.indexOf('{{', end + 2);
  }
}
