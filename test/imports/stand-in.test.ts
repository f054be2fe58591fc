import { expect, test } from '@jest/globals';
import { withoutStandIn, withStandIns } from '../../scripts/import/stand-in';

function replaced(schema: object): unknown {
  return JSON.parse(JSON.stringify(schema, withStandIns));
}

test('an empty value of an enum and one that repeats another in different case get stand-ins', () => {
  expect(replaced({ enum: ['', 'none', 'None', 'NONE', 'lax'] })).toEqual({
    enum: ['_stand_in_0', 'none', 'None_stand_in_2', 'NONE_stand_in_3', 'lax'],
  });
});

test('a property whose name differs in case and punctuation only gets a stand-in, also where it is required', () => {
  const struct = { properties: { a_b: {}, aB: {}, c: {} }, required: ['aB', 'c'] };
  const withStandIn = { properties: { a_b: {}, aB_stand_in_1: {}, c: {} }, required: ['aB_stand_in_1', 'c'] };
  expect(replaced({ items: struct })).toEqual({ items: withStandIn });
});

test('what is no schema of an enum or of a struct stays, also under these names', () => {
  const schema = {
    properties: {
      enum: { type: 'string', default: ['', ''] },
      properties: { type: 'object', properties: { a: {}, b: {} }, required: ['a'] },
      codes: { enum: [301, 302] },
    },
    default: { properties: null },
  };
  expect(replaced(schema)).toEqual(schema);
});

test('a stand-in is taken off to give the value back', () => {
  expect(["'_stand_in_0'", "'None_stand_in_12'", "'lax'"].map(withoutStandIn)).toEqual(["''", "'None'", "'lax'"]);
});
