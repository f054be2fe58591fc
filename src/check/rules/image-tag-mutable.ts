import type { ManifestPath } from '../../manifest/manifest-path';
import { at, listOf, textOf } from '../../manifest/plain';
import { releasesOf } from '../../release/release';
import type { ReleasePods } from '../../release/release-pods';
import { quote } from '../../validation/names';
import { nameOfImage, replacedImages } from '../replaced-images';
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
    const replaced = replacedImages(set);
    for (const { pods } of releasesOf(set)) {
      if (pods === undefined) continue;
      for (const { path, image } of imagesOf(pods)) {
        const tag = mutableTag(image);
        if (tag === undefined || replaced.has(nameOfImage(image))) continue;
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
  if (isPutIn(image)) return undefined;
  // A digest stands there as well.
  const tag = image.slice(nameOfImage(image).length + 1);
  if (tag === '') return 'no tag, which means latest';
  return tag === 'latest' ? 'the tag latest' : undefined;
}

// A tool puts in what no registry takes, and Istio the image of its proxy for auto.
function isPutIn(image: string): boolean {
  return image === 'auto' || /[${}<>%]/.test(image) || /[A-Z]/.test(nameOfImage(image));
}
