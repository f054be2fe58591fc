import { describe, expect, test } from '@jest/globals';
import type { SchemaNode } from '../../../src/check/schema/crd-schema';
import { SchemaLibrary } from '../../../src/check/schema/schema-library';
import { schemaProblems } from '../../../src/check/schema/schema-walk';
import { pathText } from '../../../src/manifest/manifest-path';

/** What is wrong with `spec` by a schema, in which 0 is an integer. */
function linesOf(spec: unknown, schema: SchemaNode): string[] {
  const library = new SchemaLibrary(() => ({ groups: {}, shared: [{ type: 'integer' }] }));
  const root: SchemaNode = { type: 'object', properties: { spec: schema } };
  return schemaProblems({ spec }, root, { library }).map(({ path, message }) => `${pathText(path)}: ${message}`);
}

describe('a schema', () => {
  test.each<[SchemaNode, unknown, unknown, string]>([
    [{ items: 0 }, [1], ['a'], 'spec[0]: spec[0] takes an integer, got the text "a"'],
    [{ values: 0 }, { a: 1, b: null }, { a: {} }, 'spec.a: a takes an integer, got a mapping'],
    [{ type: 'array', isSet: true }, ['a', 'b'], ['a', 'a'], 'spec[1]: spec has two elements with "a"'],
    [{ type: 'string', nullable: true }, null, 1, 'spec: spec takes a text, got the number 1: it needs quotes'],
    [{ type: 'number' }, 1.5, '1.5', 'spec: spec takes a number, got the text "1.5"'],
    [{ type: 'number' }, 1, Number.NaN, 'spec: spec takes a number, got the number NaN'],
    [{ minimum: 1 }, 1, 0, 'spec: spec takes at least 1, got 0'],
    [{ minimum: 1, exclusiveMinimum: true }, 2, 1, 'spec: spec takes more than 1, got 1'],
    [{ maximum: 1, exclusiveMaximum: true }, 0, 1, 'spec: spec takes less than 1, got 1'],
    [{ multipleOf: 5 }, 10, 12, 'spec: spec takes a multiple of 5, got 12'],
    [{ minLength: 2 }, 'ab', '😀', 'spec: spec takes at least 2 characters, got "😀"'],
    [{ maxLength: 1 }, '😀', 'ab', 'spec: spec takes at most 1 character, got "ab"'],
    [{ minItems: 1 }, [1], [], 'spec: spec takes at least 1 element, got 0'],
    [{ maxProperties: 1 }, { a: 1 }, { a: 1, b: 2 }, 'spec: spec takes at most 1 key, got 2'],
    [{ format: 'byte' }, 'ZGVtbw==', 'demo!', 'spec: spec takes bytes in base64, got "demo!"'],
    [{ format: 'int64' }, 2 ** 40, 1e30, 'spec: spec takes a number of 64 bits, got 1e+30'],
    [{ format: 'unheard-of' }, 'demo', undefined, ''],
    [{ type: 'object' }, {}, { a: 1 }, 'spec.a: unknown field a'],
    [{ type: 'object', open: true }, { a: 1 }, [], 'spec: spec takes a mapping, got a list'],
    [{ type: 'object', embedded: true }, { kind: 'Pod' }, { spec: 1 }, 'spec.spec: unknown field spec'],
    [{ not: { required: ['a'] } }, { b: 1 }, { a: 1 }, 'spec: spec is a combination of values that the CRD refuses'],
    [{ anyOf: [{ required: ['a'] }, { required: ['b'] }] }, { b: 1 }, {}, 'spec: spec needs a or b'],
    [{ oneOf: [{ required: ['a'] }, { required: ['b'] }] }, { b: 1 }, {}, 'spec: spec needs one of a and b'],
    [
      { oneOf: [{ type: 'string' }, { type: 'boolean' }] },
      true,
      1,
      'spec: spec takes a text or true or false, got the number 1',
    ],
    [{ allOf: [{ items: { minimum: 3 } }] }, [3], [2], 'spec: spec is a combination of values that the CRD refuses'],
  ])('%j takes one value and refuses another', (schema, good, bad, line) => {
    expect(linesOf(good, schema)).toEqual([]);
    expect(linesOf(bad, schema)).toEqual(line === '' ? [] : [line]);
  });

  test('that nothing is said in takes anything', () => {
    for (const value of [1, 'a', true, [1], { a: 1 }]) expect(linesOf(value, {})).toEqual([]);
  });

  test('looks at keys that JavaScript has of its own as at any others', () => {
    const value = JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}');
    expect(linesOf(value, { type: 'object', properties: { a: 0 } })).toHaveLength(3);
    expect(linesOf(value, { type: 'object', values: 0 })).toEqual([]);
  });

  test('is quickly through with names of any length', () => {
    const key = 'x'.repeat(1_000_000);
    const library = new SchemaLibrary();
    const [problem] = schemaProblems({ [key]: 1 }, { type: 'object', properties: { a: {} } }, { library });
    expect(problem?.message).toBe(`unknown field ${'x'.repeat(64)}..., there is a`);
  });
});
