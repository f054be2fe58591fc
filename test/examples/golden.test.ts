import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';

const root = path.resolve(__dirname, '../..');
const examples = fs
  .readdirSync(path.join(root, 'dist'))
  .filter((file) => file.endsWith('.k8s.yaml'))
  .map((file) => file.replace(/\.k8s\.yaml$/, ''));

function objectsIn(...segments: string[]): unknown[] {
  const text = fs.readFileSync(path.join(root, ...segments), 'utf8');
  return parseAllDocuments(text).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
}

describe('golden manifests', () => {
  test('there is one per rendered example, and none besides', () => {
    const golden = fs.readdirSync(path.join(root, 'test/golden'));
    expect(examples.length).toBeGreaterThan(0);
    expect(golden.sort()).toEqual(examples.map((example) => `${example}.yaml`).sort());
  });

  test.each(examples)('%s renders what its golden manifest says', (example) => {
    expect(objectsIn('dist', `${example}.k8s.yaml`)).toEqual(objectsIn('test/golden', `${example}.yaml`));
  });
});
