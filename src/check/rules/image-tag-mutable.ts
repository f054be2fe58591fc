import type { ManifestPath } from '../../manifest/manifest-path';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, listOf, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { ReleasePods } from '../../release/release-pods';
import { quote } from '../../validation/names';
import type { Rule } from '../rule';

/** An image whose name does not say which version it is. */
export const IMAGE_TAG_MUTABLE: Rule = {
  id: 'image-tag-mutable',
  severity: 'warning',
  what: 'An image with the tag latest, or with none, and without a digest.',
  why: 'A new image under the same tag starts no release: the manifest is unchanged. Pods that start later run the new version without any step or gate, next to old ones, and a rollback brings nothing back.',
  remedy: 'name the version by a tag of its own, or by its digest',
  source:
    'argo-rollouts: a release starts when the hash of the pod template changes (rollout/canary.go); kubernetes: no tag is latest',
  *check(set) {
    const replaced = set.derive(replacedImages);
    for (const { pods } of releasesOf(set)) {
      for (const { path, image } of pods === undefined ? [] : imagesOf(pods)) {
        const tag = mutableTag(image);
        if (pods === undefined || tag === undefined || replaced.has(nameOf(image))) continue;
        yield {
          object: pods.object,
          path,
          message: `image ${quote(image)} has ${tag}: a new version of it starts no release`,
        };
      }
    }
  },
};

function imagesOf({ path, template }: ReleasePods): { path: ManifestPath; image: string }[] {
  return ['initContainers', 'containers'].flatMap((list) =>
    listOf(at(template, 'spec', list)).flatMap((container, index) => {
      const image = textOf(at(container, 'image'));
      return image === undefined ? [] : [{ path: [...path, 'spec', list, index, 'image'], image }];
    }),
  );
}

function mutableTag(image: string): string | undefined {
  // What a tool will put in is not known.
  if (image.includes('@') || /[${}]/.test(image)) return undefined;
  const tag = image.slice(nameOf(image).length + 1);
  if (tag === '') return 'no tag, which means latest';
  return tag === 'latest' ? 'the tag latest' : undefined;
}

// A colon before the last slash is that of a port.
function nameOf(image: string): string {
  return image.replace(/:[^:/]*$/, '');
}

// kustomize gives these images another tag or digest.
function replacedImages(set: ManifestSet): ReadonlySet<string> {
  return new Set(
    set
      .ofKind('Kustomization')
      .flatMap((kustomization) => listOf(at(kustomization, 'images')))
      .filter((image) => textOf(at(image, 'newTag')) !== undefined || textOf(at(image, 'digest')) !== undefined)
      .flatMap((image) => textOf(at(image, 'name')) ?? []),
  );
}
