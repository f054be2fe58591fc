import { describe, expect, test } from '@jest/globals';
import Ajv from 'ajv';
import type { JsonSchema } from './json-schema';
import { strictObject } from './strict-schema';
import { VALUE_FORMATS } from './value-formats';

/** Whether a schema for `spec` takes a value. */
function takes(spec: JsonSchema, value: unknown): boolean {
  const ajv = new Ajv({ strict: false, formats: VALUE_FORMATS });
  return ajv.compile(strictObject({ type: 'object', properties: { spec } }))({ spec: value });
}

describe('strictObject', () => {
  test('closes an object with properties, unless the CRD opens it', () => {
    const properties = { a: { type: 'string' } };
    expect(takes({ type: 'object', properties }, { b: 1 })).toBe(false);
    expect(takes({ type: 'object', properties, 'x-kubernetes-preserve-unknown-fields': true }, { b: 1 })).toBe(true);
    expect(takes({ type: 'object', additionalProperties: { type: 'number' } }, { b: 1 })).toBe(true);
    expect(takes({ type: 'object', additionalProperties: { type: 'number' } }, { b: 'c' })).toBe(false);
  });

  test('closes objects inside of lists and maps', () => {
    const closed = { type: 'object', properties: {} };
    expect(takes({ type: 'array', items: closed }, [{ b: 1 }])).toBe(false);
    expect(takes({ type: 'object', additionalProperties: closed }, { a: { b: 1 } })).toBe(false);
  });

  test('leaves the branches of anyOf open, which name only part of the fields', () => {
    const properties = { a: { type: 'string' }, b: { type: 'string' } };
    const schema = { type: 'object', properties, anyOf: [{ properties: { a: { minLength: 1 } }, required: ['a'] }] };
    expect(takes(schema, { a: 'c', b: 'd' })).toBe(true);
    expect(takes(schema, { b: 'd' })).toBe(false);
  });

  test('takes apiVersion, kind and metadata in an embedded object', () => {
    const schema = { type: 'object', properties: { spec: { type: 'object' } } };
    const embedded = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'demo' } };
    expect(takes({ ...schema, 'x-kubernetes-embedded-resource': true }, embedded)).toBe(true);
    expect(takes(schema, embedded)).toBe(false);
  });

  test('takes null only where the CRD says nullable', () => {
    expect(takes({ type: 'string', enum: ['a'], nullable: true }, null)).toBe(true);
    expect(takes({ type: 'string', enum: ['a'] }, null)).toBe(false);
    expect(takes({ type: 'string', enum: ['a'], nullable: true }, 'b')).toBe(false);
  });

  test('reads exclusive limits as OpenAPI says them', () => {
    expect(takes({ type: 'integer', maximum: 10, exclusiveMaximum: true }, 10)).toBe(false);
    expect(takes({ type: 'integer', maximum: 10, exclusiveMaximum: true }, 9)).toBe(true);
    expect(takes({ type: 'integer', minimum: 1, exclusiveMinimum: false }, 1)).toBe(true);
  });

  test.each([
    ['int32', 2 ** 31 - 1, 2 ** 31],
    ['int64', 2 ** 31, 2 ** 60],
    ['double', 0.5, Number.POSITIVE_INFINITY],
    ['byte', 'ZGVtbw==', 'demo!'],
    ['date', '2025-01-31', '31.1.2025'],
    ['date-time', '2025-01-31T10:00:00Z', '2025-01-31T10:00:00'],
  ])('takes %s for what Kubernetes means with it', (format, good, bad) => {
    const type = typeof good;
    expect(takes({ type, format }, good)).toBe(true);
    expect(takes({ type, format }, bad)).toBe(false);
  });
});
