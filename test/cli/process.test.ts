import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CommandFolder } from './command-folder';
import { FINE, SMOKE, STUCK } from './sample-manifests';

const root = path.resolve(__dirname, '../..');
const main = path.join(root, 'src/cli/main.ts');
const tsx = pathToFileURL(require.resolve('tsx')).href;

let folder: CommandFolder;

beforeAll(() => {
  folder = new CommandFolder();
  folder.write({ 'fine.yaml': FINE, 'stuck.yaml': STUCK, 'smoke.yaml': SMOKE });
  folder.write(
    Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`many/${index}.yaml`, 'a: [}\n---\n'.repeat(90)])),
  );
});

afterAll(() => folder.remove());

function spawned(command: string, args: readonly string[], options: { input?: string; env?: NodeJS.ProcessEnv } = {}) {
  const { NO_COLOR, FORCE_COLOR, ...env } = process.env;
  const { status, signal, stdout, stderr } = spawnSync(command, args, {
    cwd: folder.path,
    encoding: 'utf8',
    input: options.input ?? '',
    env: { ...env, ...options.env },
  });
  return { status, signal, stdout, stderr };
}

function node(...args: string[]) {
  return spawned(process.execPath, ['--import', tsx, main, ...args]);
}

function shell(command: string) {
  return spawned('bash', ['-c', command.replace('CHECK', `"${process.execPath}" --import ${tsx} "${main}" check`)]);
}

describe('the process', () => {
  test('ends with 0, 1 or 2, and writes findings and mistakes apart', () => {
    expect(node('check', 'fine.yaml')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^nothing wrong/),
      stderr: '',
    });
    expect(node('check', 'no.yaml')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^error: no\.yaml/),
    });
    expect(node('check', 'stuck.yaml')).toMatchObject({
      status: 2,
      stdout: expect.stringMatching(/^stuck\.yaml\n/),
      stderr: '',
    });
  });

  test('reads standard input', () => {
    const { status, stdout } = spawned(process.execPath, ['--import', tsx, main, 'check', '-'], { input: STUCK });
    expect(stdout).toMatch(/^standard input\n/);
    expect(status).toBe(2);
  });

  test('colours what is forced to be coloured, and no pipe else', () => {
    const args = ['--import', tsx, main, 'check', 'stuck.yaml'];
    expect(spawned(process.execPath, args).stdout).not.toContain('\u001b');
    expect(spawned(process.execPath, args, { env: { FORCE_COLOR: '1' } }).stdout).toContain('\u001b[31m');
  });

  test('takes it well that nobody reads to the end', () => {
    const { status, stdout, stderr } = shell('set -o pipefail; CHECK many -f json | head -1');
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '{\n', stderr: '' });
  });

  test('fails where the output is lost', () => {
    const { status, stderr } = shell('CHECK stuck.yaml > /dev/full');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'error: the output cannot be written: no space is left on the device\n',
    });
  });

  test('shows the stack of a fault of ours, and ends with 1', () => {
    const fault = 'data:text/javascript,Date.prototype.toISOString = () => { throw new Error("a fault") }';
    const { status, stdout, stderr } = spawned(process.execPath, ['--import', tsx, '--import', fault, main, 'check']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^Error: a fault\n {4}at .*terminal\.ts/s);
    expect(stderr).toContain('This is a fault of cdk8s-rollouts');
  });

  test('writes to the end when it is interrupted, and ends then', () => {
    const script = `
      import { writeFileSync } from 'node:fs';
      import { uninterrupted } from ${JSON.stringify(path.join(root, 'src/cli/uninterrupted.ts'))};
      await uninterrupted(() => {
        process.kill(process.pid, 'SIGINT');
        writeFileSync('written', 'all of it');
      });
      writeFileSync('later', '');
    `;
    folder.write({ 'interrupted.mts': script });
    const { signal, stderr } = spawned(process.execPath, ['--import', tsx, folder.at('interrupted.mts')]);
    expect({ signal, stderr }).toEqual({ signal: 'SIGINT', stderr: '' });
    expect(folder.read('written')).toBe('all of it');
    expect(() => folder.read('later')).toThrow('ENOENT');
  });
});
