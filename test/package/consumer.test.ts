import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import manifest from '../../package.json';
import { FINE, STUCK } from '../cli/sample-manifests';

const root = path.resolve(__dirname, '../..');

/** The package as its users get it: packed, installed in an empty project, compiled and run there. */
describe('the packed package', () => {
  let project = '';
  let packed: { filename: string; size: number; files: { path: string }[] };

  beforeAll(() => {
    project = fs.mkdtempSync(path.join(os.tmpdir(), 'consumer-'));
    fs.writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
    const told = run('npm', ['pack', '--json', '--pack-destination', project], root);
    [packed] = JSON.parse(told.slice(told.indexOf('[\n')));
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
      path.join(project, packed.filename),
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

  test('carries compiled code, the pages about the rules and its licence, and nothing else', () => {
    const files = packed.files.map((file) => file.path);
    const other = files.filter((file) => !/^(lib\/.+\.(js|d\.ts)|docs\/rules\/[\w-]+\.md)$/.test(file));
    expect(other.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'lib/src/crd.schemas.json', 'package.json']);
    expect(files.filter((file) => /\.test\.|^lib\/(test|examples)\//.test(file))).toEqual([]);
    expect(packed.size).toBeLessThan(1_200_000);
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

  describe('has the command cdk8s-rollouts', () => {
    function npx(...args: string[]) {
      const { status, stdout, stderr } = spawnSync('npx', ['--offline', 'cdk8s-rollouts', ...args], {
        cwd: project,
        encoding: 'utf8',
      });
      return { status, stdout, stderr };
    }

    beforeAll(() => {
      fs.writeFileSync(path.join(project, 'fine.yaml'), FINE);
      fs.writeFileSync(path.join(project, 'stuck.yaml'), `${STUCK}  unknown: 1\n`);
    });

    test('which checks manifests, against the schemas too', () => {
      expect(npx('check', 'fine.yaml')).toEqual({
        status: 0,
        stdout: 'nothing wrong in 1 file (1 object)\n',
        stderr: '',
      });
      const { status, stdout } = npx('check', 'stuck.yaml', '--format', 'json');
      const findings = JSON.parse(stdout).findings as { rule: string }[];
      expect(findings.map(({ rule }) => rule)).toEqual(['surge-and-unavailable-zero', 'schema']);
      expect(status).toBe(2);
    });

    test('which tells its version, and about its rules', () => {
      expect(npx('--version')).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: '' });
      expect(npx('check', '--explain', 'services-swapped').stdout).toMatch(/^services-swapped \(warning\)\n/);
    });
  });

  test.each([
    ['fine.yaml', 0],
    ['stuck.yaml', 2],
  ])('is a plugin of cdk8s, which synthesizes %s and ends with %i', (file, exit) => {
    fs.writeFileSync(
      path.join(project, 'cdk8s.yaml'),
      `app: mkdir -p "$CDK8S_OUTDIR" && cp ${file} "$CDK8S_OUTDIR"
output: rendered
validations:
  - package: ./node_modules/cdk8s-rollouts
    version: ${manifest.version}
    class: RolloutsValidation
    properties: { report: check.sarif }
`,
    );
    const { status, stdout } = spawnSync(path.join(root, 'node_modules/.bin/cdk8s'), ['synth', '--no-check-upgrade'], {
      cwd: project,
      encoding: 'utf8',
    });
    expect(status).toBe(exit);
    expect(stdout.includes('surge-and-unavailable-zero (error) (1 occurrences)')).toBe(exit === 2);
    expect(JSON.parse(fs.readFileSync(path.join(project, 'check.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });
});

function textsIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    // Not what cdk8s notes there for plugins.
    fs
      .readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]),
  );
}
