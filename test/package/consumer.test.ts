import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import manifest from '../../package.json';

const root = path.resolve(__dirname, '../..');

/** The package as its users get it: packed, installed in an empty project, compiled and run there. */
describe('the packed package', () => {
  let project = '';

  beforeAll(() => {
    project = fs.mkdtempSync(path.join(os.tmpdir(), 'consumer-'));
    fs.writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
    const packed = run('npm', ['pack', '--json', '--pack-destination', project], root);
    const [{ filename }] = JSON.parse(packed.slice(packed.indexOf('[\n')));
    // What the package depends on is linked from here instead of downloaded: the test needs no network.
    const links = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).map((name) =>
      path.join(root, 'node_modules', name),
    );
    run('npm', [
      'install',
      '--offline',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      path.join(project, filename),
      ...links,
    ]);
    for (const file of fs.readdirSync(path.join(root, 'examples'))) {
      fs.copyFileSync(path.join(root, 'examples', file), path.join(project, file));
    }
  }, 120_000);

  afterAll(() => fs.rmSync(project, { recursive: true, force: true }));

  function run(command: string, args: string[], cwd = project, env: NodeJS.ProcessEnv = {}): string {
    try {
      return execFileSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string };
      throw new Error(`${command} ${args.join(' ')} failed in ${cwd}:\n${stdout}\n${stderr}`);
    }
  }

  test('compiles under strict with its declarations checked, and synthesizes the same manifests', () => {
    fs.writeFileSync(
      path.join(project, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          noUncheckedIndexedAccess: true,
          skipLibCheck: false,
          target: 'es2022',
          module: 'node16',
          outDir: 'out',
          rootDir: '.',
          types: ['node'],
          typeRoots: [path.join(root, 'node_modules/@types')],
        },
        files: ['main.ts'],
      }),
    );
    expect(run(path.join(root, 'node_modules/.bin/tsc'), ['-p', '.'])).toBe('');
    run(process.execPath, ['out/main.js'], project, { CDK8S_OUTDIR: path.join(project, 'dist') });
    expect(textsIn(path.join(project, 'dist'))).toEqual(textsIn(path.join(root, 'dist')));
  }, 60_000);

  test('carries compiled code and its licence, and nothing else', () => {
    const files = fs.readdirSync(path.join(project, 'node_modules/cdk8s-rollouts'));
    expect(files.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'lib', 'package.json']);
  });

  test('offers the typed L1 of the CRDs', () => {
    const script = "const { Rollout } = require('cdk8s-rollouts/imports/argoproj.io'); console.log(Rollout.GVK.kind)";
    expect(run(process.execPath, ['-e', script]).trim()).toBe('Rollout');
  });

  test('does not load ts-morph, nor anything of node but what cdk8s needs', () => {
    const script =
      "require('cdk8s-rollouts'); console.log(Object.keys(require.cache).filter((f) => /ts-morph|typescript/.test(f)).length)";
    expect(run(process.execPath, ['-e', script]).trim()).toBe('0');
  });
});

function textsIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    fs.readdirSync(folder).map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]),
  );
}
