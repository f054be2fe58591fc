import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { crdsToImport } from '../../scripts/import/import-crds';
import type { Crd } from '../../scripts/import/parse-crds';
import { readPinnedCrds } from '../../scripts/import/pinned-crds';
import { sharedFolder, testWithShared } from '../shared-folder';
import { moduleShape } from './module-shape';
import { schemaDifferences } from './schema-differences';

const REPOSITORY = path.resolve(__dirname, '../..');

describe('the committed imports against the CRDs', () => {
  for (const pinned of readPinnedCrds(path.join(REPOSITORY, 'crds.yaml'))) {
    const { group, module, file } = pinned;
    testWithShared('crds')(`${group}: each property stands at its place, under its name, with its type`, () => {
      const yaml = readFileSync(path.join(sharedFolder('crds'), file), 'utf8');
      const crds = crdsToImport(pinned, [{ from: file, yaml }]);
      const shape = moduleShape(readFileSync(path.join(REPOSITORY, module), 'utf8'));
      expect(schemaDifferences(crds, shape)).toEqual([]);
      expect(shape.classes.size).toBe(crds.flatMap(({ spec }) => spec.versions).length);
    });
  }
});

test('a property that was renamed, lost, invented or typed otherwise is a difference', () => {
  const properties = {
    caCertificates: { type: 'string' },
    CAName: { type: 'string' },
    lost: { type: 'string' },
    surge: { 'x-kubernetes-int-or-string': true },
    tls: { oneOf: [{ type: 'string' }, { type: 'boolean' }] },
    host: { oneOf: [{ type: 'string' }, { type: 'array' }] },
    weight: { oneOf: [{ type: 'string' }, { type: 'integer' }] },
    modes: { type: 'array', items: { enum: ['A', 'a'], type: 'string' } },
  };
  const crd: Crd = {
    kind: 'CustomResourceDefinition',
    spec: {
      group: 'example.com',
      names: { kind: 'Tiny' },
      versions: [
        { name: 'v1', schema: { openAPIV3Schema: { properties: { spec: { properties, required: ['surge'] } } } } },
      ],
    },
  };
  const shape = moduleShape(`
    export class Tiny extends ApiObject { static readonly GVK = { apiVersion: 'example.com/v1', kind: 'Tiny' } }
    export interface TinyProps { readonly metadata?: ApiObjectMetadata; readonly spec?: TinySpec }
    export interface TinySpec {
      readonly caCertificates?: string;
      readonly caName?: string;
      readonly surge?: Surge;
      readonly tls?: string | boolean;
      readonly host?: unknown;
      readonly weight?: unknown;
      readonly modes?: TinySpecModes[];
    }
    export type TinySpecModes = 'A';
  `);
  expect(schemaDifferences([crd], shape)).toEqual([
    'example.com/v1 Tiny.spec.caName: not in the CRD',
    'example.com/v1 Tiny.spec.CAName: not in TinySpec',
    'example.com/v1 Tiny.spec.lost: not in TinySpec',
    'example.com/v1 Tiny.spec.surge: optional is true',
    'example.com/v1 Tiny.spec.surge: expected number | string, got Surge',
    'example.com/v1 Tiny.spec.weight: expected string | number, got unknown',
    "example.com/v1 Tiny.spec.modes[]: expected 'A' | 'a', got 'A'",
  ]);
});
