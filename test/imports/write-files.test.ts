import { afterAll, expect, test } from '@jest/globals';
import { ImportError } from '../../scripts/import/import-error';
import { writeFiles } from '../../scripts/import/write-files';
import { Workspace } from './workspace';

afterAll(() => Workspace.removeAll());

test('writes every file, and nothing beside them', () => {
  const workspace = new Workspace();
  const files = ['imports/a.ts', 'imports/b.ts'].map((file) => workspace.path(file));
  writeFiles(new Map(files.map(withText)));
  expect(workspace.imports()).toEqual({ 'a.ts': 'new', 'b.ts': 'new' });
});

test('leaves the old files alone when one cannot be written', () => {
  const workspace = new Workspace();
  workspace.write('imports/a.ts', 'old');
  workspace.write('occupied', 'a file where a folder should be');
  const files = ['imports/a.ts', 'occupied/b.ts'].map((file) => workspace.path(file));
  expect(() => writeFiles(new Map(files.map(withText)))).toThrow(ImportError);
  expect(workspace.imports()).toEqual({ 'a.ts': 'old' });
});

function withText(file: string): [string, string] {
  return [file, 'new'];
}
