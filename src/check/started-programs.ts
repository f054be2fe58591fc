import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, listOf, textOf } from '../manifest/plain';

/** A container of a workload, with the flags that it is started with. */
export interface StartedProgram {
  /** The workload. */
  readonly object: ManifestObject;

  /** The way to the container in it. */
  readonly path: ManifestPath;

  /** The image; the empty text where none is given. */
  readonly image: string;

  /** The values of its flags, by their names in lower case without dashes; a flag without a value is `true`. */
  readonly flags: ReadonlyMap<string, string>;
}

/** The containers of all workloads of a set. */
export function startedPrograms(set: ManifestSet): readonly StartedProgram[] {
  return set.derive(makeStartedPrograms);
}

/** The last value that a flag is given in a set, by any program; undefined where none is given. */
export function flagIn(set: ManifestSet, flag: string): string | undefined {
  return set.derive(lastFlags).get(flag);
}

const KINDS = ['Deployment', 'DaemonSet', 'StatefulSet'];

function makeStartedPrograms(set: ManifestSet): StartedProgram[] {
  return KINDS.flatMap((kind) => set.ofKind(kind, 'apps')).flatMap((object) =>
    listOf(at(object.spec, 'template', 'spec', 'containers')).map((container, index) => {
      const words = [...listOf(at(container, 'command')), ...listOf(at(container, 'args'))];
      return {
        object,
        path: ['spec', 'template', 'spec', 'containers', index],
        image: textOf(at(container, 'image')) ?? '',
        flags: flagsOf(words.flatMap((word) => textOf(word) ?? [])),
      };
    }),
  );
}

function lastFlags(set: ManifestSet): ReadonlyMap<string, string> {
  return new Map(startedPrograms(set).flatMap(({ flags }) => [...flags]));
}

function flagsOf(words: readonly string[]): Map<string, string> {
  const flags = new Map<string, string>();
  for (const [index, word] of words.entries()) {
    const [, name, value] = /^--?([^=\s]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) continue;
    const next = words[index + 1];
    const isApart = value === undefined && next !== undefined && !next.startsWith('-');
    flags.set(name.toLowerCase(), value ?? (isApart ? next : 'true'));
  }
  return flags;
}
