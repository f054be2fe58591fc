import { expect, test } from '@jest/globals';
import { withExperimental } from '../../scripts/import/with-experimental';
import type { SchemaNode } from '../../src/check/schema/crd-schema';

const TEXT: SchemaNode = { type: 'string' };

function merged(standard: SchemaNode, experimental: SchemaNode): unknown {
  return withExperimental({ Demo: { served: { v1: standard } } }, { Demo: { served: { v1: experimental } } }).Demo
    ?.served.v1;
}

test('fields that only the experimental channel has are kept apart, at every depth', () => {
  const spec = (fields: SchemaNode['properties']): SchemaNode => ({
    properties: { list: { items: { values: { properties: fields } } } },
  });
  expect(merged(spec({ a: TEXT }), spec({ a: TEXT, b: TEXT }))).toEqual({
    properties: { list: { items: { values: { properties: { a: TEXT }, experimental: { b: TEXT } } } } },
  });
});

test('values that only its enums have are kept apart', () => {
  expect(merged({ enum: ['a'] }, { enum: ['a', 'b'] })).toEqual({ enum: ['a'], experimentalEnum: ['b'] });
});

test('where both channels say something else of one value, the standard one counts', () => {
  const standard: SchemaNode = { type: 'string', maxLength: 9 };
  expect(merged(standard, { type: 'integer', pattern: 'a', enum: ['a'] })).toEqual(standard);
  expect(merged({ enum: ['a', 'b'] }, { enum: ['a'] })).toEqual({ enum: ['a', 'b'] });
});

test('versions and kinds that only the experimental channel serves are kept apart', () => {
  const standard = { Demo: { served: { v1: TEXT } }, Old: { served: { v1: TEXT } } };
  const experimental = { Demo: { served: { v1: TEXT, v2: {} } }, New: { served: { v1: {} } } };
  expect(withExperimental(standard, experimental)).toEqual({
    Demo: { served: { v1: TEXT }, experimental: { v2: {} } },
    Old: { served: { v1: TEXT } },
    New: { served: {}, experimental: { v1: {} } },
  });
});
