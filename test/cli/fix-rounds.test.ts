import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Rule } from '../../src/check/rule';
import { type CheckedFiles, checkFiles } from '../../src/cli/check-files';
import { Progress } from '../../src/cli/progress';
import type { Terminal } from '../../src/cli/terminal';
import { at, numberOf } from '../../src/manifest/plain';
import { CommandFolder } from './command-folder';

let folder: CommandFolder;

beforeEach(() => {
  folder = new CommandFolder();
});

afterEach(() => folder.remove());

/** Finds a number that is not 0, and mends it by one less. */
const COUNTDOWN: Rule = {
  id: 'countdown',
  severity: 'warning',
  what: 'A number.',
  why: 'It is a test.',
  remedy: 'count down',
  source: 'this test',
  *check(set) {
    for (const object of set.objects) {
      const left = numberOf(at(object.spec, 'left')) ?? 0;
      const edits = [{ set: ['spec', 'left'], value: left - 1 }];
      if (left > 0)
        yield { object, path: ['spec', 'left'], message: 'not 0', fix: { description: 'count down', edits } };
    }
  },
};

function fixed(left: number): Promise<CheckedFiles> {
  folder.write({ 'a.yaml': `apiVersion: v1\nkind: A\nmetadata: { name: a }\nspec: { left: ${left} }\n` });
  const terminal: Terminal = {
    cwd: folder.path,
    today: '2026-11-26',
    hasColors: false,
    isWatched: false,
    readInput: async () => new Uint8Array(),
    write: () => undefined,
    writeError: () => undefined,
  };
  const wanted = { files: ['a.yaml'], rules: [COUNTDOWN], isWanted: () => true, isComplete: false, versions: {} };
  return checkFiles({ ...wanted, isMended: () => true }, terminal, new Progress(terminal));
}

test('what shows only when something else is mended, is mended too', async () => {
  expect(await fixed(3)).toMatchObject({ fixed: 3, findings: [] });
  expect(folder.read('a.yaml')).toContain('spec: { left: 0 }');
});

test('a fix that never comes to an end is given up after ten rounds', async () => {
  expect(await fixed(100)).toMatchObject({ fixed: 10, findings: [{ rule: 'countdown' }] });
  expect(folder.read('a.yaml')).toContain('spec: { left: 90 }');
});
