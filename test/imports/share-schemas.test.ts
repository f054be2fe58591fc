import { describe, expect, test } from '@jest/globals';
import { shareSchemas } from '../../scripts/import/share-schemas';
import type { CrdSchema } from '../../src/check/schema/crd-schema';

const about = { project: 'Demo', version: 'v1' };
const groupsOf = (served: Readonly<Record<string, CrdSchema>>) => ({ demo: { ...about, kinds: { Demo: { served } } } });
const servedOf = (schemas: ReturnType<typeof shareSchemas>) => schemas.groups.demo?.kinds.Demo?.served;

describe('shared schemas', () => {
  const pod = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] } as const;

  test('stand once, and are named by their numbers', () => {
    const schemas = shareSchemas(groupsOf({ v1: { items: pod }, v2: { values: pod, not: { maxLength: 1 } } }));
    expect(servedOf(schemas)).toEqual({ v1: { items: 0 }, v2: { values: 0, not: { maxLength: 1 } } });
    expect(schemas.shared).toEqual([pod]);
  });

  test('hold what stands in them once only, and not among the shared ones', () => {
    const list = { type: 'array', items: pod } as const;
    expect(shareSchemas(groupsOf({ v1: list, v2: list })).shared).toEqual([list]);
  });

  test('are named in one another', () => {
    const list = { type: 'array', items: pod } as const;
    const schemas = shareSchemas(groupsOf({ v1: list, v2: list, v3: { anyOf: [pod] } }));
    expect(servedOf(schemas)).toEqual({ v1: 0, v2: 0, v3: { anyOf: [1] } });
    expect(schemas.shared).toEqual([{ type: 'array', items: 1 }, pod]);
  });

  test('are left where they stand once, or are as short as a number', () => {
    const groups = groupsOf({ v1: { items: pod, not: { a: 1 } as CrdSchema }, v2: { not: { a: 1 } as CrdSchema } });
    expect(shareSchemas(groups)).toEqual({ groups, shared: [] });
  });
});
