import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CrdSchemas } from '../../../src/check/schema/crd-schema';

/** The schemas that `npm run import` wrote. */
export function importedSchemas(): CrdSchemas {
  return JSON.parse(readFileSync(path.resolve(__dirname, '../../../imports/crd.schemas.json'), 'utf8'));
}

/** All kinds that have a schema, each in all its versions, such as `argoproj.io/v1alpha1 Rollout`. */
export function importedKinds(): string[] {
  return Object.entries(importedSchemas().groups).flatMap(([group, { kinds }]) =>
    Object.entries(kinds).flatMap(([kind, { served, experimental }]) =>
      Object.keys({ ...served, ...experimental }).map((version) => `${group}/${version} ${kind}`),
    ),
  );
}
