import { describe, expect, test } from '@jest/globals';
import { readManifests } from '../../examples/manifests';
import { schemaProblemsOf } from './checked';
import { importedKinds } from './imported-kinds';

describe('the manifests of the examples', () => {
  const objects = readManifests().map(({ object }) => Object(object));

  test('carry no finding', () => {
    expect(schemaProblemsOf(objects).map(({ object, path, message }) => ({ object, path, message }))).toEqual([]);
  });

  test('are of many imported kinds', () => {
    const kinds = objects.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
    expect(importedKinds().filter((kind) => kinds.includes(kind)).length).toBeGreaterThan(15);
  });
});
