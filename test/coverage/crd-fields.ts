import path from 'node:path';
import { CrdFile } from '../crd/crd-file';
import type { JsonSchema } from '../crd/json-schema';
import { sharedFolder } from '../shared-folder';

/**
 * Every field of the spec of a kind of Argo Rollouts, such as `Rollout.spec.strategy.canary.steps[].setWeight`; lists as
 * `[]`, the keys of maps as `.*`, and nothing below the spec of an embedded pod.
 */
export function crdFields(kind: string): string[] {
  const file = new CrdFile(path.join(sharedFolder('crds'), 'argo-rollouts.argoproj.io.yaml'));
  const spec = file.tryFind('argoproj.io/v1alpha1', kind)?.schema.properties?.spec;
  if (spec === undefined) throw new Error(`the CRDs of Argo Rollouts have no ${kind} with a spec`);
  return fieldsBelow(spec, `${kind}.spec`);
}

function fieldsBelow({ properties = {}, items, additionalProperties }: JsonSchema, path: string): string[] {
  if (path.endsWith('.template.spec')) return [];
  const below = (schema: JsonSchema, field: string) => [field, ...fieldsBelow(schema, field)];
  return [
    ...Object.entries(properties).flatMap(([key, schema]) => below(schema, `${path}.${key}`)),
    ...(items === undefined ? [] : below(items, `${path}[]`)),
    ...(typeof additionalProperties === 'object' ? below(additionalProperties, `${path}.*`) : []),
  ];
}
