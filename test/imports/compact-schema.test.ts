import { describe, expect, test } from '@jest/globals';
import { compactKind, compactSchema } from '../../scripts/import/compact-schema';
import { ImportError } from '../../scripts/import/import-error';

const TEXT = { type: 'string' };

describe('a compact schema', () => {
  test('has no prose and no CEL rules, and its fields in the order of their names', () => {
    const schema = {
      type: 'object',
      description: 'prose',
      properties: { b: { ...TEXT, title: 'prose' }, a: TEXT, description: TEXT },
      required: ['b', 'a'],
      'x-kubernetes-validations': [{ rule: 'self.a != self.b' }],
      'x-kubernetes-map-type': 'atomic',
    };
    const compact = compactSchema(schema);
    expect(compact).toEqual({
      type: 'object',
      properties: { a: TEXT, b: TEXT, description: TEXT },
      required: ['a', 'b'],
    });
    expect(Object.keys(compact.properties ?? {})).toEqual(['a', 'b', 'description']);
  });

  test('requires no field that has a default', () => {
    const properties = { a: { ...TEXT, default: 'b' }, c: TEXT };
    expect(compactSchema({ properties, required: ['a', 'c'] }).required).toEqual(['c']);
    expect(compactSchema({ properties, required: ['a'] })).not.toHaveProperty('required');
  });

  test('says in one word what Kubernetes says in several', () => {
    expect(
      compactSchema({ anyOf: [{ type: 'integer' }, TEXT], 'x-kubernetes-int-or-string': true, pattern: 'a' }),
    ).toEqual({
      type: 'int-or-string',
      pattern: 'a',
    });
    expect(compactSchema({ 'x-kubernetes-preserve-unknown-fields': true })).toEqual({ open: true });
    expect(compactSchema({ type: 'object', additionalProperties: true })).toEqual({ type: 'object', open: true });
    expect(compactSchema({ type: 'object', additionalProperties: TEXT })).toEqual({ type: 'object', values: TEXT });
    expect(compactSchema({ type: 'object', 'x-kubernetes-embedded-resource': true })).toEqual({
      type: 'object',
      embedded: true,
    });
    expect(compactSchema({ type: 'array', items: TEXT, 'x-kubernetes-list-type': 'set' })).toEqual({
      type: 'array',
      items: TEXT,
      isSet: true,
    });
  });

  test('has the keys of a list, with the defaults of those that an element may leave out', () => {
    const items = { properties: { port: { type: 'integer' }, protocol: { ...TEXT, default: 'TCP' } } };
    const keys = { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['port', 'protocol'] };
    expect(compactSchema({ type: 'array', items, ...keys })).toMatchObject({
      listKeys: ['port', 'protocol'],
      keyDefaults: { protocol: 'TCP' },
    });
  });

  test('keeps limits, enums, formats and what goes together, at every depth', () => {
    const limits = {
      minimum: 0,
      maximum: 9,
      minLength: 1,
      maxItems: 2,
      minProperties: 1,
      enum: ['', 1],
      format: 'int32',
    };
    expect(compactSchema({ items: { ...limits, description: 'prose' } })).toEqual({ items: limits });
    const branch = { required: ['a'], description: 'prose' };
    const parts = { allOf: [branch], anyOf: [branch], oneOf: [branch], not: branch };
    const bare = { required: ['a'] };
    expect(compactSchema(parts)).toEqual({ allOf: [bare], anyOf: [bare], oneOf: [bare], not: bare });
    expect(compactSchema({ maximum: 9, exclusiveMaximum: true, exclusiveMinimum: false })).toEqual({
      maximum: 9,
      exclusiveMaximum: true,
    });
  });

  test('of a kind leaves out what every object has, and the status', () => {
    const properties = {
      apiVersion: TEXT,
      kind: TEXT,
      metadata: {},
      status: {},
      spec: { properties: { status: TEXT } },
    };
    expect(compactKind({ type: 'object', properties, required: ['metadata', 'spec'] })).toEqual({
      type: 'object',
      properties: { spec: { properties: { status: TEXT } } },
      required: ['spec'],
    });
  });

  test('is not made of what is not known here', () => {
    expect(() => compactSchema({ items: { patternProperties: {} } })).toThrow(ImportError);
    expect(() => compactSchema({ type: 'file' })).toThrow('a CRD has the unknown type "file"');
  });
});
