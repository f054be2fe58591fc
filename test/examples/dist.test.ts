import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const root = path.resolve(__dirname, '../..');
const tsx = path.join(root, 'node_modules/tsx/dist/loader.mjs');

describe('dist/', () => {
  let folder = '';

  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'synth-'));
  });

  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** Renders the examples as cdk8s does, and returns the files with their texts. */
  function synth(name: string, options: { cwd?: string; env?: NodeJS.ProcessEnv; before?: string } = {}) {
    const outdir = path.join(folder, name);
    const before = options.before === undefined ? [] : ['--import', `data:text/javascript,${options.before}`];
    execFileSync(process.execPath, ['--import', tsx, ...before, path.join(root, 'examples/main.ts')], {
      cwd: options.cwd ?? root,
      env: {
        ...process.env,
        TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json'),
        CDK8S_OUTDIR: outdir,
        ...options.env,
      },
      stdio: 'pipe',
    });
    return filesOf(outdir);
  }

  function filesOf(dir: string): Record<string, string> {
    // What the validation of `cdk8s synth` leaves there is no manifest, and not committed.
    const files = fs.readdirSync(dir).filter((file) => file !== 'construct-metadata.json');
    return Object.fromEntries(files.map((file) => [file, fs.readFileSync(path.join(dir, file), 'utf8')]));
  }

  test('is what the examples render: run `npx cdk8s synth` and commit dist/ if this fails', () => {
    expect(synth('fresh')).toEqual(filesOf(path.join(root, 'dist')));
  });

  test('is the same bytes in any directory, at any time, under any locale and time zone', () => {
    const elsewhere = synth('elsewhere', {
      cwd: folder,
      env: { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati', HOME: folder, USER: 'nobody' },
      before: 'Date.now=()=>4102444800000;Math.random=()=>0.5',
    });
    expect(elsewhere).toEqual(filesOf(path.join(root, 'dist')));
  });
});
