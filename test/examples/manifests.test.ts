import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readManifests } from './manifests';

describe('readManifests', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'manifests-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('reads each document of each YAML file, and nothing else', () => {
    writeFileSync(path.join(folder, 'b.k8s.yaml'), 'kind: Service\n---\n---\nkind: Rollout\n');
    writeFileSync(path.join(folder, 'a.k8s.yaml'), 'kind: ConfigMap\n');
    writeFileSync(path.join(folder, 'construct-metadata.json'), '{}');
    expect(readManifests(folder)).toEqual([
      { file: 'a.k8s.yaml', object: { kind: 'ConfigMap' } },
      { file: 'b.k8s.yaml', object: { kind: 'Service' } },
      { file: 'b.k8s.yaml', object: { kind: 'Rollout' } },
    ]);
  });

  test('has nothing to say of a folder that is not there', () => {
    expect(readManifests(path.join(folder, 'missing'))).toEqual([]);
  });

  test('names the file that is no YAML', () => {
    writeFileSync(path.join(folder, 'a.k8s.yaml'), 'kind: [');
    expect(() => readManifests(folder)).toThrow('a.k8s.yaml is no YAML');
  });
});
