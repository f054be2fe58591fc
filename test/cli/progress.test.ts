import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checkFiles } from '../../src/cli/check-files';
import { Progress } from '../../src/cli/progress';
import type { Terminal } from '../../src/cli/terminal';
import { CommandFolder } from './command-folder';
import { FINE } from './sample-manifests';

let folder: CommandFolder;

beforeEach(() => {
  folder = new CommandFolder();
  folder.write({ 'a.yaml': FINE, 'b.yaml': FINE });
});

afterEach(() => folder.remove());

const CLEAR = '\r\u001b[K';

/** Checks files in a process in which each look at the clock is a second later, and tells what standard error got. */
async function shown(files: readonly string[], isWatched: boolean): Promise<{ err: string; failed: boolean }> {
  let err = '';
  let seconds = 0;
  const terminal: Terminal = {
    cwd: folder.path,
    today: '2026-11-26',
    hasColors: false,
    isWatched,
    readInput: async () => new Uint8Array(),
    write: () => undefined,
    writeError: (text) => {
      err += text;
    },
  };
  const progress = new Progress(terminal, () => {
    seconds += 1;
    return seconds * 1000;
  });
  const wanted = { files, rules: [], isWanted: () => true, isComplete: false, versions: {}, isMended: () => false };
  const failed = await checkFiles(wanted, terminal, progress).then(
    () => false,
    () => true,
  );
  return { err, failed };
}

describe('the line about what is being done', () => {
  test('is shown where somebody looks, and taken away in the end', async () => {
    expect(await shown(['a.yaml', 'b.yaml'], true)).toEqual({
      err: `${CLEAR}reading file 1 of 2${CLEAR}reading file 2 of 2${CLEAR}checking 2 objects${CLEAR}`,
      failed: false,
    });
    expect(await shown(['a.yaml', 'b.yaml'], false)).toEqual({ err: '', failed: false });
  });

  test('is taken away before a mistake is told', async () => {
    expect(await shown(['a.yaml', 'gone.yaml'], true)).toEqual({
      err: `${CLEAR}reading file 1 of 2${CLEAR}reading file 2 of 2${CLEAR}`,
      failed: true,
    });
  });

  test('leaves no listener behind', async () => {
    const before = process.listenerCount('SIGINT');
    await shown(['a.yaml'], true);
    expect(process.listenerCount('SIGINT')).toBe(before);
  });

  test('is taken away when the command is interrupted, which ends at once then', () => {
    const source = path.resolve(__dirname, '../../src/cli');
    folder.write({
      'interrupted.mts': `
        import { writeFileSync } from 'node:fs';
        import { checkFiles } from ${JSON.stringify(path.join(source, 'check-files.ts'))};
        import { Progress } from ${JSON.stringify(path.join(source, 'progress.ts'))};
        const terminal = {
          cwd: process.cwd(),
          today: '2026-11-26',
          isWatched: true,
          writeError: (text) => process.stderr.write(text),
        };
        let seconds = 0;
        const progress = new Progress(terminal, () => (seconds += 1000));
        const rule = (id, act) => ({ id, severity: 'error', what: '', why: '', remedy: '', source: '', check: act });
        const interrupts = rule('interrupts', () => {
          process.kill(process.pid, 'SIGINT');
          return [];
        });
        const later = rule('later', () => {
          writeFileSync('later', '');
          return [];
        });
        const wanted = { files: ['a.yaml'], rules: [interrupts, later], isWanted: () => true, isMended: () => false };
        await checkFiles({ ...wanted, isComplete: false, versions: {} }, terminal, progress);
      `,
    });
    const tsx = pathToFileURL(require.resolve('tsx')).href;
    const { signal, stderr } = spawnSync(process.execPath, ['--import', tsx, folder.at('interrupted.mts')], {
      cwd: folder.path,
      encoding: 'utf8',
    });
    expect({ signal, end: stderr.slice(-CLEAR.length) }).toEqual({ signal: 'SIGINT', end: CLEAR });
    expect(() => folder.read('later')).toThrow('ENOENT');
  });
});
