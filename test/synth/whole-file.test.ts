import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { writeWholeFile } from '../../src/synth/whole-file';
import { filesOf } from './output';

let folder = '';

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'whole-'));
});

afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('a file that is written as a whole', () => {
  test('holds the text, and nothing else is left', () => {
    const file = path.join(folder, 'a.yaml');
    writeWholeFile(file, 'one');
    writeWholeFile(file, 'two');
    expect(filesOf(folder)).toEqual({ 'a.yaml': 'two' });
  });

  test('holds what it held before if the disk is full half-way, and nothing else is left', () => {
    const file = path.join(folder, 'a.yaml');
    writeWholeFile(file, 'one');
    const write = fs.writeFileSync;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((to, text, options) => {
      write(to, String(text).slice(0, 1), options);
      throw new Error('ENOSPC: no space left on device');
    });
    expect(() => writeWholeFile(file, 'two')).toThrow('ENOSPC');
    expect(filesOf(folder)).toEqual({ 'a.yaml': 'one' });
  });

  test('stays what it is: a link stays a link, and a private file private', () => {
    const [file, link] = ['a.yaml', 'link.yaml'].map((name) => path.join(folder, name)) as [string, string];
    fs.writeFileSync(file, 'one', { mode: 0o600 });
    fs.symlinkSync('a.yaml', link);
    writeWholeFile(link, 'two');
    expect(fs.readlinkSync(link)).toBe('a.yaml');
    expect(fs.readFileSync(file, 'utf8')).toBe('two');
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  });

  test('may be no file at all', () => {
    expect(() => writeWholeFile('/dev/null', 'two')).not.toThrow();
    expect(fs.statSync('/dev/null').isFile()).toBe(false);
  });
});
