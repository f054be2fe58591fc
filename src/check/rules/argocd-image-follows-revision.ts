import type { ManifestPath } from '../../manifest/manifest-path';
import { at, type Plain } from '../../manifest/plain';
import { sourcesOf } from '../../release/delivery';
import type { Rule } from '../rule';

/** An Application that makes every commit a release. */
export const ARGOCD_IMAGE_FOLLOWS_REVISION: Rule = {
  id: 'argocd-image-follows-revision',
  severity: 'warning',
  what: 'An Argo CD Application that puts the revision of its repository into the manifests.',
  why: 'Every commit, one of a comment too, changes the image and starts a release, whether that image exists or not.',
  remedy: 'write the tag of the image into Git when the image is built, and leave $ARGOCD_APP_REVISION out',
  source:
    'argo-cd docs/user-guide/build-environment.md, reposerver/repository/repository.go Envsubst; recorded on Argo CD 3.5.1: a commit of a comment started a release',
  *check(set) {
    const applications = [
      ...set.ofKind('Application', 'argoproj.io').map((object) => ({ object, spec: object.spec, base: ['spec'] })),
      ...set
        .ofKind('ApplicationSet', 'argoproj.io')
        .map((object) => ({ object, spec: at(object.spec, 'template', 'spec'), base: ['spec', 'template', 'spec'] })),
    ];
    for (const { object, spec, base } of applications) {
      for (const { value, path } of sourcesOf(spec)) {
        for (const keys of PLACES) {
          for (const found of revisionsIn(at(value, ...keys), [...base, ...path, ...keys])) {
            yield {
              object,
              path: found.path,
              message: `${object.kind} "${object.metadata.name}" renders ${JSON.stringify(found.text)}: each commit is another revision, and so a release`,
            };
          }
        }
      }
    }
  },
};

// Argo CD puts its variables in here; in the values of Helm they stay as they are.
const PLACES = [
  ['kustomize', 'images'],
  ['helm', 'parameters'],
  ['directory', 'jsonnet'],
];

function* revisionsIn(value: Plain, path: ManifestPath): Iterable<{ path: ManifestPath; text: string }> {
  if (typeof value === 'string') {
    const text = value.split(/\s+/).find((word) => REVISION.test(word));
    if (text !== undefined) yield { path, text };
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, content] of Object.entries(value)) {
      yield* revisionsIn(content, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  }
}

// Two dollar signs are one, and no variable.
const REVISION = /(?<!\$)\$(ARGOCD_APP_REVISION|\{ARGOCD_APP_REVISION)(_SHORT(_8)?)?\b/;
