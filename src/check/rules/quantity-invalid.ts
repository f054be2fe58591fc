import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, entriesOf, isThere, listOf, type Plain } from '../../manifest/plain';
import { quantityOf } from '../../manifest/quantity';
import { isOpen } from '../open-text';
import type { Rule } from '../rule';

/** An amount of CPU or memory that is none. */
export const QUANTITY_INVALID: Rule = {
  id: 'quantity-invalid',
  severity: 'error',
  what: 'A request or limit of a container, or the size of an emptyDir, that is no quantity.',
  why: 'The API server takes it, as it does not look into the pods of these kinds. The controller reads the object without what it cannot read ("malformed object" in its log alone), and pods are made without the amount or not at all.',
  remedy: 'write an amount such as 250m, 2 or 512Mi',
  source: 'Kubernetes resource quantities, argo-rollouts utils/tolerantinformer; recorded on Argo Rollouts 1.10.2',
  *check(set) {
    for (const { object, path } of podsIn(set)) {
      const spec = at(object, ...path.map(String));
      for (const list of ['containers', 'initContainers']) {
        for (const [index, container] of listOf(at(spec, list)).entries()) {
          for (const kind of ['requests', 'limits']) {
            for (const [name, value] of entriesOf(at(container, 'resources', kind))) {
              if (isQuantity(value)) continue;
              yield {
                object,
                path: [...path, list, index, 'resources', kind, name],
                message: `${kind}.${name} takes a quantity such as ${name === 'cpu' ? '250m' : '512Mi'}, got ${JSON.stringify(value)}`,
              };
            }
          }
        }
      }
      for (const [index, volume] of listOf(at(spec, 'volumes')).entries()) {
        const size = at(volume, 'emptyDir', 'sizeLimit');
        if (isQuantity(size)) continue;
        yield {
          object,
          path: [...path, 'volumes', index, 'emptyDir', 'sizeLimit'],
          message: `sizeLimit of an emptyDir takes a quantity such as 512Mi, got ${JSON.stringify(size)}`,
        };
      }
    }
  },
};

function isQuantity(value: Plain): boolean {
  return !isThere(value) || quantityOf(value) !== undefined || isOpen(value);
}

interface Pods {
  readonly object: ManifestObject;
  readonly path: ManifestPath;
}

function podsIn(set: ManifestSet): Pods[] {
  const rollouts = set
    .ofKind('Rollout', 'argoproj.io')
    .map((object) => ({ object, path: ['spec', 'template', 'spec'] }));
  const experiments = set.ofKind('Experiment', 'argoproj.io').flatMap((object) =>
    listOf(at(object.spec, 'templates')).map((_, index) => ({
      object,
      path: ['spec', 'templates', index, 'template', 'spec'],
    })),
  );
  const templates = ['AnalysisTemplate', 'ClusterAnalysisTemplate'].flatMap((kind) =>
    set.ofKind(kind, 'argoproj.io').flatMap((object) =>
      listOf(at(object.spec, 'metrics')).map((_, index) => ({
        object,
        path: ['spec', 'metrics', index, 'provider', 'job', 'spec', 'template', 'spec'],
      })),
    ),
  );
  return [...rollouts, ...experiments, ...templates];
}
