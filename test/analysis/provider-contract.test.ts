import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PROVIDERS } from '../../src/analysis/providers';
import { at, isThere, listOf } from '../../src/manifest/plain';
import { readManifests } from '../examples/manifests';

/** The metrics of the examples, of every template. */
const METRICS = readManifests()
  .map(({ object }) => object)
  .filter((object) => /^(Cluster)?AnalysisTemplate$/.test(String(at(object, 'kind'))))
  .flatMap((object) => listOf(at(object, 'spec', 'metrics')));

describe.each(PROVIDERS)('the provider $name', (provider) => {
  const own = METRICS.filter((metric) => isThere(at(metric, 'provider', provider.key)));

  test('has an example', () => {
    expect(own).not.toEqual([]);
  });

  test('finds nothing wrong with its examples', () => {
    expect(own.flatMap((metric) => provider.problems(at(metric, 'provider', provider.key)))).toEqual([]);
  });

  test('is judged by conditions where it has them, and by no others', () => {
    const judged = own.map(
      (metric) => isThere(at(metric, 'successCondition')) || isThere(at(metric, 'failureCondition')),
    );
    expect(judged).toEqual(own.map(() => provider.hasConditions));
  });

  test('says where it is known from', () => {
    expect(provider.known).not.toEqual([]);
    expect(provider.argoRollouts).toMatch(/^\d+\.\d+$/);
    expect(provider.withoutData).not.toBe('');
  });
});

describe('the registry of providers', () => {
  test('has each folder of src/analysis/providers once', () => {
    const folders = readdirSync(path.resolve(__dirname, '../../src/analysis/providers'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(PROVIDERS.map(({ folder }) => folder).sort()).toEqual(folders.sort());
  });

  test('knows each provider by one name and one key', () => {
    for (const values of [PROVIDERS.map(({ name }) => name), PROVIDERS.map(({ key }) => key)]) {
      expect(new Set(values).size).toBe(values.length);
    }
  });
});
