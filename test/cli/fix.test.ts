import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { asNobody } from './as-nobody';
import { CommandFolder } from './command-folder';
import { FINE, MENDED, SMOKE, STUCK } from './sample-manifests';

let folder: CommandFolder;

beforeEach(() => {
  folder = new CommandFolder();
});

afterEach(() => folder.remove());

describe('check --fix', () => {
  test('mends what can be mended, and leaves comments and everything else as they are', async () => {
    folder.write({ 'a.yaml': `${STUCK}---\n${SMOKE}# the end` });
    const { exit, out } = await folder.check(['a.yaml', '--fix', '--ignore', 'analysis-template-unused']);
    expect(folder.read('a.yaml')).toBe(`${STUCK}---\n${MENDED}# the end`);
    expect(exit).toBe(2);
    expect(out).toContain('\n1 error in 1 file (2 objects)\n  2 mended by --fix\n');
  });

  test('mends several files, and has nothing left to do the second time', async () => {
    folder.write({ 'a.yaml': SMOKE, 'b/b.yaml': SMOKE.replace('name: smoke }', 'name: other }'), 'c.yaml': FINE });
    const args = ['.', '--fix', '--rule', 'analysis-conditions-on-job'];
    const first = await folder.check(args);
    const texts = [folder.read('a.yaml'), folder.read('b/b.yaml'), folder.read('c.yaml')];
    expect(texts).toEqual([MENDED, MENDED.replace('name: smoke }', 'name: other }'), FINE]);
    expect(first).toEqual({ exit: 0, out: 'nothing wrong in 3 files (3 objects) · 4 mended by --fix\n', err: '' });
    const { ino, mtimeMs } = statSync(folder.at('a.yaml'));
    const second = await folder.check(args);
    expect(second.out).toBe('nothing wrong in 3 files (3 objects)\n');
    expect(statSync(folder.at('a.yaml'))).toMatchObject({ ino, mtimeMs });
  });

  test('mends places of one list together: the first must not move the others', async () => {
    const routes = (names: string): string =>
      FINE.replace(
        '    canary:\n',
        `    canary:
      trafficRouting:
        managedRoutes: [${names}]
        istio: { virtualService: { name: shop } }
`,
      );
    folder.write({ 'a.yaml': routes('{ name: a }, { name: a }, { name: b }, { name: a }, { name: b }, { name: c }') });
    await folder.check(['a.yaml', '--fix', '--rule', 'managed-route-repeated']);
    expect(folder.read('a.yaml')).toBe(routes('{ name: a }, { name: b }, { name: c }'));
  });

  test('mends what is shown only: neither accepted, nor ignored, nor less severe', async () => {
    const waived = SMOKE.replace(
      'metadata: { name: smoke }',
      'metadata:\n  name: smoke\n  annotations:\n    cdk8s-rollouts.dev/ignore.analysis-conditions-on-job: a note',
    );
    folder.write({ 'waived.yaml': waived, 'a.yaml': SMOKE });
    await folder.check(['waived.yaml', '--fix']);
    await folder.check(['a.yaml', '--fix', '--severity', 'error']);
    await folder.check(['a.yaml', '--fix', '--ignore', 'analysis-conditions-on-job']);
    expect(folder.read('waived.yaml')).toBe(waived);
    expect(folder.read('a.yaml')).toBe(SMOKE);
  });

  test('puts texts in quotes letter by letter, and leaves the notes of what else there is', async () => {
    const labels = FINE.replace(
      'metadata: { name: shop }',
      'metadata:\n  name: shop\n  labels: {a: 1.10, b: no} # c\n  annotations:\n    on: 0042  # d\n    e: 1_000',
    );
    folder.write({ 'a.yaml': labels });
    const { out } = await folder.check(['a.yaml', '--fix']);
    expect(folder.read('a.yaml')).toBe(
      labels.replace('{a: 1.10, b: no}', "{a: '1.10', b: 'no'}").replace('0042', "'0042'").replace('1_000', "'1_000'"),
    );
    expect(out).toBe('nothing wrong in 1 file (1 object) · 4 mended by --fix\n');
  });

  test('does not say that it mends what it could not', async () => {
    const annotations = 'metadata: { name: shop, annotations: { a: &a 1, b: *a } }';
    folder.write({ 'a.yaml': FINE.replace('metadata: { name: shop }', annotations) });
    const before = await folder.check(['a.yaml', '--rule', 'schema']);
    expect(before.out).toContain('fix: put a in quotes (--fix does it)');
    const { exit, out } = await folder.check(['a.yaml', '--rule', 'schema', '--fix']);
    expect(exit).toBe(2);
    expect(out).toContain('\n2 errors in 1 file (1 object)\n');
    expect(out).not.toContain('fix:');
  });

  test('does not mend standard input, which is checked to the end while files are mended', async () => {
    folder.write({ 'a.yaml': SMOKE });
    const args = ['-', 'a.yaml', '--fix', '--ignore', 'analysis-template-unused'];
    const { out } = await folder.check(args, { input: STUCK });
    expect(folder.read('a.yaml')).toBe(MENDED);
    expect(out).toContain('\n1 error in 2 files (2 objects)\n  2 mended by --fix\n');
    const alone = await folder.check(['-', '--fix'], { input: SMOKE });
    expect(alone.out).toContain('2 warnings in 1 file (1 object)');
  });

  test('keeps a link a link, the permissions, the byte order mark and the ends of lines', async () => {
    mkdirSync(folder.at('real'));
    folder.write({ 'real/a.yaml': `\ufeff${SMOKE.replaceAll('\n', '\r\n')}` });
    chmodSync(folder.at('real/a.yaml'), 0o640);
    symlinkSync('real/a.yaml', folder.at('link.yaml'));
    await folder.check(['link.yaml', '--fix']);
    expect(lstatSync(folder.at('link.yaml')).isSymbolicLink()).toBe(true);
    expect(statSync(folder.at('real/a.yaml')).mode & 0o777).toBe(0o640);
    expect(readFileSync(folder.at('real/a.yaml'), 'utf8')).toBe(`\ufeff${MENDED.replaceAll('\n', '\r\n')}`);
    expect(readdirSync(folder.at('real'))).toEqual(['a.yaml']);
  });

  test('mends a file whose name is as long as can be', async () => {
    const name = `${'x'.repeat(250)}.yaml`;
    folder.write({ [name]: SMOKE });
    await folder.check([name, '--fix']);
    expect(folder.read(name)).toBe(MENDED);
  });

  test('leaves a file in UTF-16 alone', async () => {
    const bytes = Buffer.from(`\ufeff${SMOKE}`, 'utf16le');
    folder.write({ 'a.yaml': bytes });
    await folder.check(['a.yaml', '--fix']);
    expect(readFileSync(folder.at('a.yaml'))).toEqual(bytes);
  });

  test('says which file cannot be written, and loses nothing', async () => {
    folder.write({ 'locked/a.yaml': SMOKE });
    chmodSync(folder.path, 0o755);
    chmodSync(folder.at('locked'), 0o555);
    const result = await asNobody(() => folder.check(['locked/a.yaml', '--fix']));
    expect(result).toEqual({ exit: 1, out: '', err: 'error: locked/a.yaml cannot be written: permission denied\n' });
    expect(folder.read('locked/a.yaml')).toBe(SMOKE);
    expect(readdirSync(folder.at('locked'))).toEqual(['a.yaml']);
  });
});
