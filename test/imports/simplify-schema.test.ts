import { expect, test } from '@jest/globals';
import { simplifyCrd } from '../../scripts/import/import-crds';
import { simplifyKind, simplifySchema } from '../../scripts/import/simplify-schema';

const TEXT = { type: 'string' };
const OPEN = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

test('prose goes at every depth, a property named description stays', () => {
  const prose = { type: 'string', description: 'prose' };
  const simple = simplifySchema({
    description: 'prose',
    properties: { description: prose, list: { items: prose }, map: { additionalProperties: prose } },
    additionalProperties: false,
    anyOf: [prose],
  });
  expect(simple).toEqual({
    properties: { description: TEXT, list: { items: TEXT }, map: { additionalProperties: TEXT } },
    additionalProperties: false,
    anyOf: [TEXT],
  });
});

test('prose stays where it is a value', () => {
  const schema = { default: { description: 'a value' }, enum: ['description'], required: ['description'] };
  expect(simplifySchema(schema)).toEqual(schema);
});

test('the status of the kind goes, a property named status below it stays', () => {
  expect(simplifyKind({ properties: { status: {}, spec: { properties: { status: TEXT } } } })).toEqual({
    properties: { spec: { properties: { status: TEXT } } },
  });
});

test('a pod spec under a template becomes an open object, in lists and at every depth', () => {
  const pod = {
    type: 'object',
    properties: { metadata: TEXT, spec: { properties: { containers: { type: 'array' } } } },
  };
  const job = { properties: { spec: { properties: { template: pod } } } };
  const open = { type: 'object', properties: { metadata: TEXT, spec: OPEN } };
  expect(simplifySchema({ properties: { template: pod, jobs: { items: job } } })).toEqual({
    properties: {
      template: open,
      jobs: { items: { properties: { spec: { properties: { template: open } } } } },
    },
  });
});

test('a template of something else stays, and so do containers elsewhere', () => {
  const schema = {
    properties: {
      template: { properties: { spec: { properties: { image: TEXT } } } },
      spec: { properties: { containers: TEXT } },
    },
  };
  expect(simplifySchema(schema)).toEqual(schema);
});

test('versions that the API server does not take go', () => {
  const versions = [{ name: 'v1', served: true }, { name: 'v1alpha2', served: false }, { name: 'v1beta1' }];
  const crd = {
    kind: 'CustomResourceDefinition',
    spec: { group: 'example.com', names: { kind: 'Tiny' }, versions },
  } as const;
  expect(simplifyCrd(crd).spec.versions.map(({ name }) => name)).toEqual(['v1', 'v1beta1']);
});
