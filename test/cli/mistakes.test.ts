import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CommandFolder } from './command-folder';
import { FINE } from './sample-manifests';

let folder: CommandFolder;

beforeAll(() => {
  folder = new CommandFolder();
  folder.write({ 'shop.yaml': FINE });
});

afterAll(() => folder.remove());

const TO_CHECK = '(see cdk8s-rollouts check --help)';

describe('a mistake on the command line is one sentence on standard error, and exit code 1', () => {
  test.each([
    [['chek'], `unknown command 'chek', did you mean check? (see cdk8s-rollouts --help)`],
    [['check', '--formt', 'json'], `unknown option '--formt', did you mean --format? ${TO_CHECK}`],
    [['check', '--zzz'], `unknown option '--zzz' ${TO_CHECK}`],
    [['check', '--format'], `option '-f, --format <format>' argument missing ${TO_CHECK}`],
    [
      ['check', '--format', 'xml'],
      `option '-f, --format <format>' argument 'xml' is none of text, json, sarif, junit, github, markdown ${TO_CHECK}`,
    ],
    [
      ['check', '--severity', 'bad'],
      `option '--severity <severity>' argument 'bad' is none of error, warning, info ${TO_CHECK}`,
    ],
    [['check', '--rule', 'services-swaped'], 'there is no rule "services-swaped", did you mean services-swapped?'],
    [['check', '--rule', ''], '--rule takes the names of rules (cdk8s-rollouts check --explain lists all)'],
    [['check', '--rule', ','], '--rule takes the names of rules (cdk8s-rollouts check --explain lists all)'],
    [['check', '--ignore', 'never-fails'], 'there is no rule "never-fails", did you mean analysis-never-fails?'],
    [['check', '--rule', 'yaml,zzz'], 'there is no rule "zzz" (cdk8s-rollouts check --explain lists all)'],
    [['check', '--explain', 'servces-swapped'], 'there is no rule "servces-swapped", did you mean services-swapped?'],
    [
      ['check', '--cluster-version', 'argo-rollout=1.8'],
      'there are no versions of "argo-rollout" to name, did you mean argo-rollouts? ' +
        '(there are argo-rollouts, gateway-api, gateway-api-plugin, argo-cd, traefik)',
    ],
    [
      ['check', '--cluster-version', 'argo-rollouts=latest'],
      'the version of argo-rollouts is such as 1.8 or 1.8.3, got "latest"',
    ],
    [['check', '--cluster-version', 'argo-rollouts'], 'the version of argo-rollouts is such as 1.8 or 1.8.3, got ""'],
    [['check', 'shop.yaml', '--output', ''], '--output takes the name of a file'],
    [['check', 'shop.yaml', '--output', '.'], '. cannot be written: it is a folder'],
    [['check', 'shop.yaml', '--output', 'no/a'], 'no/a cannot be written: there is no such file or folder'],
    [['check', 'shop.yaml', '--config', 'no.yaml'], 'no.yaml: there is no such file or folder'],
    [['check', 'shop.yml'], 'shop.yml: there is no such file or folder'],
    [['check', '*.yml'], 'there is no .yaml, .yml or .json file that *.yml fits'],
    [['check', '-'], 'there is nothing in standard input'],
  ])('%j', async (args, sentence) => {
    expect(await folder.run(args)).toEqual({ exit: 1, out: '', err: `error: ${sentence}\n` });
  });

  test('several paths that lead nowhere are a sentence each', async () => {
    const { exit, err } = await folder.check(['a.yaml', 'shop.yaml', 'b.yaml']);
    expect(err.split('\n')).toEqual([
      'error: a.yaml: there is no such file or folder',
      'error: b.yaml: there is no such file or folder',
      '',
    ]);
    expect(exit).toBe(1);
  });

  test('without a command there is help on standard error', async () => {
    const { exit, out, err } = await folder.run([]);
    expect({ exit, out }).toEqual({ exit: 1, out: '' });
    expect(err).toContain('check [options] [paths...]');
  });
});

describe('names of strangers do nothing to a terminal', () => {
  const name = 'a\u001b[2J\nerror: b.yaml';

  test('in mistakes', async () => {
    const { err } = await folder.check([name, `--rule=${name}`]);
    const paths = await folder.check([name]);
    const option = await folder.check([`--${name}`]);
    expect(err).toBe(
      'error: there is no rule "a\\u001b[2J\\nerror: b.yaml" (cdk8s-rollouts check --explain lists all)\n',
    );
    expect(paths.err).toBe('error: a␛[2J error: b.yaml: there is no such file or folder\n');
    expect(option.err).toBe(`error: unknown option '--a␛[2J error: b.yaml' ${TO_CHECK}\n`);
  });

  test('in findings', async () => {
    folder.write({ [`hostile/${name}`]: 'kind: [\n' });
    const { out } = await folder.check([`hostile/${name}`]);
    expect(out.split('\n')[0]).toBe('hostile/a␛[2J error: b.yaml');
    expect(out).not.toContain('\u001b');
  });
});
