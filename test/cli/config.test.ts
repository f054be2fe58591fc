import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CheckConfig, readConfig } from '../../src/cli/config';
import { UserError } from '../../src/cli/user-error';
import { CommandFolder } from './command-folder';

let folder: CommandFolder;

beforeEach(() => {
  folder = new CommandFolder();
});

afterEach(() => folder.remove());

function configOf(text: string): CheckConfig {
  folder.write({ 'cdk8s-rollouts.yaml': text });
  return readConfig(folder.path);
}

function mistakeIn(text: string): string {
  try {
    configOf(text);
  } catch (error) {
    if (error instanceof UserError) return error.message.replace(/^cdk8s-rollouts\.yaml: /, '');
    throw error;
  }
  return '';
}

const EMPTY = { paths: [], complete: false, ignore: new Map(), clusterVersions: {} };

describe('cdk8s-rollouts.yaml', () => {
  test('says what to check and how', () => {
    const text = `check:
  paths: [deploy, 'apps/**/*.yaml']
  complete: true
  severity: error
  ignore:
    image-tag-mutable: the registry refuses to overwrite tags
  clusterVersions:
    argo-rollouts: 1.10
    gateway-api: v1.2.1
`;
    expect(configOf(text)).toEqual({
      paths: ['deploy', 'apps/**/*.yaml'],
      complete: true,
      severity: 'error',
      ignore: new Map([['image-tag-mutable', 'the registry refuses to overwrite tags']]),
      clusterVersions: { 'argo-rollouts': '1.10', 'gateway-api': 'v1.2.1' },
    });
  });

  test('need not be there, nor say anything', () => {
    expect(readConfig(folder.path)).toEqual(EMPTY);
    for (const text of ['', '# soon\n', 'check:\n', 'check:\n  paths:\n  ignore:\n  complete: false\n']) {
      expect(configOf(text)).toEqual(EMPTY);
    }
  });

  test('can be another file, by its name from the folder or from the root', () => {
    folder.write({ 'ci/check.yaml': 'check: { complete: true }' });
    expect(readConfig(folder.path, 'ci/check.yaml').complete).toBe(true);
    expect(readConfig(folder.path, folder.at('ci/check.yaml')).complete).toBe(true);
  });

  test.each([
    ['chek: {}', 'the configuration has no "chek", did you mean check? (there is only check)'],
    [
      'check: { sevrity: info }',
      'check has no "sevrity", did you mean severity? (there are paths, complete, severity, ignore, clusterVersions)',
    ],
    ['[]', 'the configuration takes a mapping, got a list'],
    ['check: all', 'check takes a mapping, got "all"'],
    ['check: { paths: deploy }', 'check.paths takes a list of paths, got "deploy"'],
    ['check: { paths: [{ a: b }] }', 'check.paths takes a list of paths, and a mapping in it is none'],
    ['check: { paths: [a, ""] }', 'check.paths takes a list of paths, and "" in it is none'],
    ['check: { complete: yes }', 'check.complete takes true or false, got "yes"'],
    ['check: { severity: [error] }', 'check.severity takes error, warning, info, got a list'],
    ['check: { severity: fatal }', 'check.severity takes error, warning, info, got "fatal"'],
    ['check: { ignore: [yaml] }', 'check.ignore takes a mapping, got a list'],
    ['check: { ignore: { yaml: } }', 'check.ignore takes a reason for each rule, and yaml has none'],
    ['check: { ignore: { yaml: " " } }', 'check.ignore takes a reason for each rule, and yaml has none'],
    [
      'check: { ignore: { services-swaped: x } }',
      'check.ignore: there is no rule "services-swaped", did you mean services-swapped?',
    ],
    [
      'check: { clusterVersions: { argo-rollouts: [1] } }',
      'check.clusterVersions: the version of argo-rollouts is such as 1.8 or 1.8.3, got a list',
    ],
    [
      'check: { clusterVersions: { argocd: 3.5 } }',
      'check.clusterVersions: there are no versions of "argocd" to name, did you mean argo-cd? ' +
        '(there are argo-rollouts, gateway-api, gateway-api-plugin, argo-cd, traefik)',
    ],
  ])('refuses %j by its key', (text, mistake) => {
    expect(mistakeIn(text)).toBe(mistake);
  });

  test.each([
    ['check: [', /^line 1: the indentation does not fit the lines around/],
    ['check: {}\n---\na: b\n', /^line 2: a second document begins here, and one is all that is read$/],
    ['check: {}\ncheck: {}\n', /^line 2: "check" stands twice in this mapping/],
    ['# why\ncheck: *nothing', /^line 2: there is no anchor &nothing above/],
    ['check:\n\tpaths: []', /^line 2: a tab stands where YAML takes only spaces/],
    ['check: \0', /^this is no file of text: it holds the byte 0 here; leave the file out, or write it anew as text$/],
    [`check: ${'['.repeat(100_000)}`, /^line 1: more than 200 levels are nested here$/],
    [`check: {}\n${'# more\n'.repeat(200_000)}`, /^it has 1\.3 MB, and more than 1 MB of settings are not read$/],
  ])('refuses what is no YAML, or more than settings have (%#)', (text, mistake) => {
    expect(mistakeIn(text)).toMatch(mistake);
  });

  test('refuses aliases that would fill the memory', () => {
    const lines = Array.from(
      { length: 9 },
      (_, n) => `a${n + 1}: &a${n + 1} [${'*a0,'.replace('0', `${n}`).repeat(9)}]`,
    );
    expect(mistakeIn(`a0: &a0 [x]\n${lines.join('\n')}\n`)).toBe(
      'line 7: the aliases of this file stand for more than 1000000 values',
    );
  });

  test('is told by its name where it cannot be read', () => {
    mkdirSync(folder.at('cdk8s-rollouts.yaml'));
    expect(() => readConfig(folder.path)).toThrow('cdk8s-rollouts.yaml: it is a folder');
    expect(() => readConfig(folder.path, 'no.yaml')).toThrow('no.yaml: there is no such file or folder');
  });

  test('is told on standard error, with exit code 1 and nothing on standard output', async () => {
    folder.write({ 'cdk8s-rollouts.yaml': 'chek: {}' });
    expect(await folder.check(['-'], { input: 'a: 1' })).toEqual({
      exit: 1,
      out: '',
      err: 'error: cdk8s-rollouts.yaml: the configuration has no "chek", did you mean check? (there is only check)\n',
    });
  });
});
