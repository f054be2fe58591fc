import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { check } from '../../src/check/check';
import { ManifestSet } from '../../src/manifest/manifest-set';
import { readManifests } from '../../src/manifest/read-manifests';

test('the examples together, and nothing else in the cluster, have nothing to find', () => {
  const folder = join(__dirname, '../../dist');
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const read = files.map((name) => readManifests(name, readFileSync(join(folder, name))));
  expect(read.flatMap(({ problems }) => problems)).toEqual([]);
  const set = new ManifestSet(
    read.flatMap(({ objects }) => objects),
    { isComplete: true },
  );
  expect(set.objects.length).toBeGreaterThan(200);
  const found = check(set)
    .filter(({ waivedBecause }) => waivedBecause === undefined)
    .map(({ severity, rule, object }) => `${severity} ${rule} ${object?.metadata.name}`);
  expect(found).toEqual([]);
});
