import type { ManifestObject } from '../manifest/manifest';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, listOf, textOf } from '../manifest/plain';
import { sourcesOf } from '../release/delivery';

/** The images of a set that kustomize or Argo CD gives another tag or digest, by their names. */
export function replacedImages(set: ManifestSet): ReadonlySet<string> {
  return set.derive(makeReplacedImages);
}

/** The name of an image, without its tag: a colon before the last slash is that of a port. */
export function nameOfImage(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
}

function makeReplacedImages(set: ManifestSet): Set<string> {
  return new Set([
    ...set.ofKind('Kustomization').flatMap(ofKustomization),
    ...set.ofKind('Application', 'argoproj.io').flatMap((object) => ofApplication(object, [])),
    ...set.ofKind('ApplicationSet', 'argoproj.io').flatMap((object) => ofApplication(object, ['spec', 'template'])),
    ...set.ofKind('ImageUpdater', 'argocd-image-updater.argoproj.io').flatMap(ofImageUpdater),
  ]);
}

function ofKustomization(kustomization: ManifestObject): string[] {
  return listOf(at(kustomization, 'images'))
    .filter((image) => textOf(at(image, 'newTag')) !== undefined || textOf(at(image, 'digest')) !== undefined)
    .flatMap((image) => textOf(at(image, 'name')) ?? []);
}

// Images of kustomize as "shop=ghcr.io/acme/shop:1.4.0" or without what they replace, and those that the Image Updater of
// Argo CD follows, as "shop=ghcr.io/acme/shop:~1.4".
function ofApplication(object: ManifestObject, way: readonly string[]): string[] {
  const images = sourcesOf(at(object, ...way, 'spec')).flatMap(({ value }) => listOf(at(value, 'kustomize', 'images')));
  const tagged = images
    .flatMap((image) => textOf(image) ?? [])
    .filter((image) => image.includes('@') || nameOfImage(image) !== image)
    .map((image) => nameOfImage(image.split('=')[0] ?? ''));
  const followed = textOf(at(object, ...way, 'metadata', 'annotations', FOLLOWED)) ?? '';
  return [
    ...tagged,
    ...followed.split(/[\s,]+/).flatMap((image) => textOf(nameOfImage(image.replace(/^[^=]*=/, ''))) ?? []),
  ];
}

// The Image Updater has an object of its own since 1.0.
function ofImageUpdater({ spec }: ManifestObject): string[] {
  return listOf(at(spec, 'applicationRefs'))
    .flatMap((application) => listOf(at(application, 'images')))
    .flatMap((image) => textOf(at(image, 'imageName')) ?? [])
    .map(nameOfImage);
}

const FOLLOWED = 'argocd-image-updater.argoproj.io/image-list';
