import { linkSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { version } from '../../package.json';
import { EVERY_RULE } from '../../src/check/rules';
import { Progress } from '../../src/cli/progress';
import { wantsColors } from '../../src/cli/wants-colors';
import type { CHECK_FORMATS } from '../../src/report/check-formats';
import { CommandFolder } from './command-folder';
import { FINE, STUCK } from './sample-manifests';

let folder: CommandFolder;

beforeEach(() => {
  folder = new CommandFolder();
  folder.write({ 'fine.yaml': FINE, 'stuck.yaml': STUCK });
});

afterEach(() => folder.remove());

const BEGINNINGS = {
  text: 'stuck.yaml\n',
  json: '{\n  "schemaVersion": 1',
  sarif: '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json"',
  junit: '<?xml version="1.0" encoding="UTF-8"?>',
  github: '::error file=stuck.yaml,line=12,',
  markdown: '### cdk8s-rollouts check',
} satisfies Readonly<Record<keyof typeof CHECK_FORMATS, string>>;

describe('--format and --output', () => {
  test.each(Object.entries(BEGINNINGS))('write %s, to a file as to standard output', async (format, beginning) => {
    const { exit, out } = await folder.check(['stuck.yaml', '--format', format]);
    expect(out.slice(0, beginning.length)).toBe(beginning);
    expect(out.endsWith('\n')).toBe(true);
    const toFile = await folder.check(['stuck.yaml', '-f', format, '-o', 'report']);
    expect(toFile).toEqual({ exit, out: '', err: '1 error in 1 file (1 object), see report\n' });
    expect(folder.read('report')).toBe(out);
  });

  test('say nothing where a file was written and nothing found', async () => {
    expect(await folder.check(['fine.yaml', '-o', 'report'])).toEqual({ exit: 0, out: '', err: '' });
    expect(folder.read('report')).toBe('nothing wrong in 1 file (1 object)\n');
  });

  test('replace a file as a whole, through links, and leave nothing else behind', async () => {
    folder.write({ 'real/report': 'x'.repeat(100_000) });
    symlinkSync('real/report', folder.at('report'));
    linkSync(folder.at('real/report'), folder.at('before'));
    await folder.check(['fine.yaml', '-o', 'report']);
    expect(folder.read('real/report')).toBe('nothing wrong in 1 file (1 object)\n');
    expect(folder.read('before')).toHaveLength(100_000);
    expect(readdirSync(folder.at('real'))).toEqual(['report']);
  });

  test('leave a device a device', async () => {
    await folder.check(['fine.yaml', '-o', '/dev/null']);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('write no colours and as wide as ever into a file, whatever the terminal is like', async () => {
    await folder.check(['stuck.yaml', '-o', 'report'], { hasColors: true, columns: 60 });
    expect(folder.read('report')).toBe((await folder.check(['stuck.yaml'])).out);
  });
});

describe('colours', () => {
  test('are written where they are wanted only', async () => {
    const colored = await folder.check(['stuck.yaml'], { hasColors: true });
    expect(colored.out).toContain('\u001b[31m');
    expect((await folder.check(['stuck.yaml'])).out).not.toContain('\u001b');
    expect((await folder.check(['stuck.yaml', '-f', 'json'], { hasColors: true })).out).not.toContain('\u001b');
  });

  test.each([
    [{}, true, true],
    [{}, false, false],
    [{ TERM: 'dumb' }, true, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '0' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ FORCE_COLOR: 'false' }, true, false],
    [{ FORCE_COLOR: '' }, false, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
  ])('are wanted by %j on a terminal (%j): %j', (environment, isTerminal, are) => {
    expect(wantsColors(environment, isTerminal)).toBe(are);
  });
});

describe('the line of progress', () => {
  async function shownAt(isWatched: boolean, moments: readonly number[]): Promise<string> {
    let now = 0;
    let text = '';
    const writeError = (part: string): void => {
      text += part;
    };
    const progress = new Progress({ isWatched, writeError }, () => now);
    for (now of moments) if (progress.isDue) await progress.show(`at ${now}`);
    progress.clear();
    progress.clear();
    return text;
  }

  test('is shown after a while, not too often, and taken away', async () => {
    expect(await shownAt(true, [0, 699, 800, 850, 900])).toBe('\r\u001b[Kat 800\r\u001b[Kat 900\r\u001b[K');
  });

  test('is not there where it is quick or nobody looks', async () => {
    expect(await shownAt(true, [0, 699])).toBe('');
    expect(await shownAt(false, [0, 800])).toBe('');
    expect((await folder.check(['fine.yaml'])).err).toBe('');
  });
});

describe('--explain', () => {
  test('says what a rule finds, why, what to do and where that is known from', async () => {
    const { exit, out } = await folder.check(['--explain', 'services-swapped'], { columns: 60 });
    const rule = EVERY_RULE.find(({ id }) => id === 'services-swapped');
    const text = out.replace(/\s+/g, ' ');
    for (const part of [rule?.what, rule?.why, rule?.remedy, rule?.source]) expect(text).toContain(part);
    expect(out).toMatch(/^services-swapped \(warning\)\n\nWhat\n {2}/);
    expect(text).toContain('cdk8s-rollouts.dev/ignore.services-swapped: <reason>');
    expect(exit).toBe(0);
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(72);
  });

  test('says how to accept a finding: of an object, or all of a rule', async () => {
    const textOf = async (rule: string): Promise<string> =>
      (await folder.check(['--explain', rule])).out.replace(/\s+/g, ' ');
    const everywhere = 'give the reason under check.ignore.RULE in cdk8s-rollouts.yaml, which accepts all of them';
    expect(await textOf('services-swapped')).toContain(
      'annotate the object with cdk8s-rollouts.dev/ignore.services-swapped: <reason>, or ' +
        everywhere.replace('RULE', 'services-swapped'),
    );
    for (const rule of ['yaml', 'waiver-unused']) {
      const text = await textOf(rule);
      expect(text).toContain(`Accept it ${everywhere.replace('RULE', rule)}`);
      expect(text).not.toContain('annotate');
    }
  });

  test('lists all rules without one, a line each, so that they can be searched', async () => {
    const { exit, out } = await folder.check(['--explain']);
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(EVERY_RULE.map(({ id }) => id));
    expect(exit).toBe(0);
  });

  test('lists them in lines that a terminal can show', async () => {
    const { out } = await folder.check(['--explain'], { columns: 80 });
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(out).toContain('\nyaml (error)\n  A file');
  });
});

describe('--help and --version', () => {
  test('are written to standard output, at most 80 columns wide', async () => {
    const { exit, out, err } = await folder.check(['--help']);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(await folder.run(['help', 'check'])).toEqual({ exit, out, err });
    expect(await folder.run(['--version'])).toEqual({ exit: 0, out: `${version}\n`, err: '' });
  });

  test('name every option and the exit codes', async () => {
    const { out } = await folder.check(['--help']);
    const options = ['--format', '--output', '--severity', '--rule', '--ignore', '--complete', '--no-complete'];
    for (const option of [...options, '--cluster-version', '--fix', '--config', '--explain']) {
      expect(out).toMatch(new RegExp(`^ {2}(-., )?${option} `, 'm'));
    }
    expect(out).toContain('  check: { ignore: { <rule>: <reason> } }\n');
    expect(out).toContain('Exit codes: 0 nothing found, 1 the command failed, 2 errors or warnings found.');
  });
});
