import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CommandFolder } from './command-folder';
import { BROKEN, FINE, LONELY, STUCK } from './sample-manifests';

let folder: CommandFolder;

beforeEach(() => {
  folder = new CommandFolder();
});

afterEach(() => folder.remove());

const ERROR = ['error surge-and-unavailable-zero'];

describe('what is checked', () => {
  test('are files, folders and globs that are named', async () => {
    folder.write({ 'deploy/shop/a.yaml': STUCK, 'b.json': '{}' });
    expect(await folder.rules(['deploy/shop/a.yaml'])).toEqual(ERROR);
    expect(await folder.rules(['deploy'])).toEqual(ERROR);
    expect(await folder.rules(['deploy/**/*.yaml'])).toEqual(ERROR);
    expect(await folder.rules(['b.json'])).toEqual([]);
  });

  test('are no patches of Kustomize, which are parts of manifests, and that is told', async () => {
    const [patches, inline] = [
      'patches: [{ path: ../rollout.yaml }, { patch: "{}" }]',
      'patchesStrategicMerge: [rollout.yaml, "spec: {}"]',
    ];
    folder.write({
      'prod/kustomization.yaml': `${patches}\n`,
      'rollout.yaml': STUCK,
      'other.yaml': FINE.replaceAll('shop', 'other'),
    });
    for (const path of ['.', './', folder.path]) expect(await folder.rules([path])).toEqual([]);
    expect((await folder.check(['.'])).out).toBe(
      'nothing wrong in 3 files (1 object) · 1 file left out: Kustomize patches with it\n',
    );
    expect(await folder.rules(['rollout.yaml', 'other.yaml'])).toEqual(ERROR);
    folder.write({ 'prod/kustomization.yaml': `${inline}\n` });
    expect(await folder.rules(['.'])).toEqual(ERROR);
    folder.write({ 'kustomization.yml': `${inline}\n` });
    expect(await folder.rules(['.'])).toEqual([]);
    folder.write({ 'kustomization.yml': 'patchesJson6902: [{ path: ./rollout.yaml }]\n' });
    expect(await folder.rules(['.'])).toEqual([]);
    folder.write({ 'kustomization.yml': 'patches: [{ path: [] }, 1, \n' });
    expect(await folder.rules(['.'])).toContain('error yaml');
  });

  test('is standard input for -, beside files', async () => {
    folder.write({ 'other.yaml': STUCK.replaceAll('shop', 'other') });
    expect(await folder.rules(['-', 'other.yaml'], { input: STUCK })).toEqual([...ERROR, ...ERROR]);
    const { out } = await folder.check(['-'], { input: STUCK });
    expect(out).toContain('standard input:12:7 · surge-and-unavailable-zero');
  });

  test('without paths are those of the configuration, then the output of cdk8s, and else an error', async () => {
    expect((await folder.check([])).err).toBe(
      'error: nothing to check: name files or folders, or - for standard input, or list them under check.paths in cdk8s-rollouts.yaml\n',
    );
    folder.write({ 'cdk8s.yaml': 'output: rendered\n', 'rendered/a.yaml': STUCK });
    expect(await folder.rules([])).toEqual(ERROR);
    folder.write({ 'cdk8s-rollouts.yaml': 'check: { paths: [mine] }\n', 'mine/a.yaml': FINE });
    expect(await folder.rules([])).toEqual([]);
    expect(await folder.rules(['rendered'])).toEqual(ERROR);
  });

  test('is dist where cdk8s.yaml names no output, once it is there', async () => {
    folder.write({ 'cdk8s.yaml': 'language: typescript\n' });
    expect(await folder.check([])).toEqual({
      exit: 1,
      out: '',
      err: 'error: dist: there is no such file or folder, the output of cdk8s.yaml: run cdk8s synth first\n',
    });
    folder.write({ 'dist/a.yaml': STUCK });
    expect(await folder.rules([])).toEqual(ERROR);
  });

  test('leads nowhere where cdk8s.yaml is no YAML, or the configuration names what is not there', async () => {
    folder.write({ 'cdk8s.yaml': 'a: [' });
    expect((await folder.check([])).err).toMatch(/^error: cdk8s\.yaml: line 1: .*\n$/);
    folder.write({ 'cdk8s-rollouts.yaml': 'check: { paths: [no] }' });
    expect((await folder.check([])).err).toBe(
      'error: no: there is no such file or folder, which check.paths in cdk8s-rollouts.yaml names\n',
    );
  });

  test('goes on with the rest where a document is broken, whatever rules are wanted', async () => {
    folder.write({ 'a.yaml': `${STUCK}---\n${BROKEN}` });
    expect(await folder.rules(['a.yaml'])).toEqual([...ERROR, 'error yaml']);
    expect(await folder.rules(['a.yaml', '--rule', 'services-swapped'])).toEqual(['error yaml']);
    expect(await folder.rules(['a.yaml', '--ignore', 'yaml'])).toEqual(ERROR);
  });

  test('can be many files', async () => {
    folder.write(Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`m/${index}.yaml`, 'a: 1\n'])));
    folder.write({ 'm/a.yaml': STUCK });
    expect((await folder.check(['m'])).out).toContain('1 error in 1501 files (1 object)');
  });

  test('is too much where a file has more than 20 MB', async () => {
    folder.write({ 'a.yaml': `${STUCK}---\n# ${'x'.repeat(21 * 1024 * 1024)}\n` });
    const { exit, out } = await folder.check(['a.yaml']);
    expect(exit).toBe(2);
    expect(out).toContain('error: the file has 21.0 MB, and more than 20 MB are not read');
  });

  test('is shown as it is written, with a byte order mark or in UTF-16', async () => {
    folder.write({
      'a.yaml': `\ufeff${STUCK}`,
      'b.yaml': Buffer.from(`\ufeff${STUCK.replace('name: shop }', 'name: other }')}`, 'utf16le'),
    });
    for (const file of ['a.yaml', 'b.yaml']) {
      expect((await folder.check([file])).out).toContain('> 12 |       maxSurge: 0\n');
    }
  });
});

describe('--complete', () => {
  const severity = async (args: string[]): Promise<string[]> => folder.rules([...args, '--rule', 'service-missing']);

  beforeEach(() => {
    folder.write({ 'a.yaml': LONELY, 'complete.yaml': 'check: { complete: true }' });
  });

  test('makes an error of what is not among the files', async () => {
    expect(await severity(['a.yaml'])).toEqual(['warning service-missing']);
    expect(await severity(['a.yaml', '--complete'])).toEqual(['error service-missing']);
  });

  test('can stand in the configuration, and be taken back', async () => {
    expect(await severity(['a.yaml', '--config', 'complete.yaml'])).toEqual(['error service-missing']);
    expect(await severity(['a.yaml', '--config', 'complete.yaml', '--no-complete'])).toEqual([
      'warning service-missing',
    ]);
  });

  test('does not count where a document is broken: what is missing may stand there', async () => {
    folder.write({ 'b.yaml': BROKEN });
    expect(await severity(['a.yaml', 'b.yaml', '--complete'])).toEqual(['warning service-missing', 'error yaml']);
  });
});
