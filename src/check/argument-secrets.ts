import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, entriesOf, textOf } from '../manifest/plain';
import { declaredArguments } from '../release/gate-arguments';
import { templateGroups } from './template-groups';

/** A Secret that a template takes an argument from, as one of its users needs it. */
export interface ArgumentSecret {
  /** The template. */
  readonly template: ManifestObject;

  /** The way to the secretKeyRef in it. */
  readonly path: ManifestPath;

  /** The argument. */
  readonly argument: string;

  /** The name of the Secret. */
  readonly name: string;

  /** The key in it. */
  readonly key?: string;

  /** The object in whose namespace the Secret is looked for: the Rollout, or the template that nothing uses. */
  readonly user: ManifestObject;

  /** The Secret; undefined where it is not in the set. */
  readonly secret?: ManifestObject;

  /** Whether an object of the set makes such a Secret in the cluster, as an ExternalSecret does. */
  readonly isMade: boolean;
}

/** The Secrets that the templates of a set take arguments from, once for each analysis that needs them. */
export function argumentSecrets(set: ManifestSet): readonly ArgumentSecret[] {
  return set.derive(makeSecrets);
}

/** The keys of a Secret; undefined where they are filled in somewhere else. */
export function keysOf(secret: ManifestObject): string[] | undefined {
  const keys = ['data', 'stringData'].flatMap((field) => entriesOf(at(secret, field)).map(([key]) => key));
  return keys.length === 0 ? undefined : keys;
}

function makeSecrets(set: ManifestSet): ArgumentSecret[] {
  const makers = set.derive(secretMakers);
  return templateGroups(set).flatMap(({ templates, gate }) =>
    templates.flatMap((template) =>
      declaredArguments(template).flatMap(({ name: argument, path, value }) => {
        const reference = at(value, 'valueFrom', 'secretKeyRef');
        const name = textOf(at(reference, 'name'));
        if (name === undefined) return [];
        const user = gate?.rollout ?? template;
        const secret = set.tryFind({ groups: [''], kind: 'Secret', name }, user);
        const way = [...path, 'valueFrom', 'secretKeyRef'];
        const key = textOf(at(reference, 'key'));
        return [{ template, path: way, argument, name, key, user, secret, isMade: makers.has(name) }];
      }),
    ),
  );
}

// ExternalSecret, SealedSecret, VaultStaticSecret and the like: they say the name in different places.
function secretMakers(set: ManifestSet): ReadonlySet<string> {
  const makers = set.objects.filter(({ kind }) => kind !== 'Secret' && /Secret/.test(kind));
  return new Set(
    makers.flatMap(({ metadata, spec }) =>
      [
        metadata.name,
        at(spec, 'target', 'name'),
        at(spec, 'destination', 'name'),
        at(spec, 'template', 'metadata', 'name'),
      ].flatMap((name) => textOf(name) ?? []),
    ),
  );
}
