import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findFiles } from '../../src/cli/find-files';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'find-files-'));
});

afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

function write(...files: string[]): void {
  for (const file of files) {
    mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
    writeFileSync(path.join(cwd, file), '');
  }
}

describe('findFiles', () => {
  test('finds the manifests of a folder and of those below it, sorted', async () => {
    write('app/b.yaml', 'app/a.yml', 'app/deep/er/c.json', 'app/README.md', 'app/d.YAML', 'app/e.yaml.tpl');
    expect(await findFiles(['app'], cwd)).toEqual({
      files: ['app/a.yml', 'app/b.yaml', 'app/d.YAML', 'app/deep/er/c.json'],
      problems: [],
    });
  });

  test('leaves out node_modules and what begins with a dot, unless it is named', async () => {
    write('a.yaml', '.b.yaml', '.github/c.yaml', 'node_modules/d.yaml', 'e/node_modules/f.yaml');
    expect((await findFiles(['.'], cwd)).files).toEqual(['a.yaml']);
    expect((await findFiles(['**/*.yaml'], cwd)).files).toEqual(['a.yaml']);
    expect((await findFiles(['.github', '.b.yaml', 'node_modules'], cwd)).files).toEqual([
      '.b.yaml',
      '.github/c.yaml',
      'node_modules/d.yaml',
    ]);
  });

  test('names each file once, as the user named it first', async () => {
    write('app/a.yaml', 'app/b.yaml');
    const paths = ['./app/', 'app/a.yaml', 'app/*.yaml', path.join(cwd, 'app/b.yaml')];
    expect(await findFiles(paths, cwd)).toEqual({ files: ['app/a.yaml', 'app/b.yaml'], problems: [] });
    expect(await findFiles(paths.reverse(), cwd)).toEqual({
      files: [path.join(cwd, 'app/b.yaml'), 'app/a.yaml'],
      problems: [],
    });
  });

  test('finds files outside of the folder that it starts from', async () => {
    write('app/a.yaml', 'other/b.yaml');
    const found = await findFiles(['../app', '../app/*.yaml', '.'], path.join(cwd, 'other'));
    expect(found).toEqual({ files: ['../app/a.yaml', 'b.yaml'], problems: [] });
  });

  test('finds what a glob fits, and keeps absolute ones absolute', async () => {
    write('app/a.yaml', 'app/b.json', 'app/c.md', 'app/deep/d.yaml');
    expect((await findFiles(['app/*.{yaml,json}'], cwd)).files).toEqual(['app/a.yaml', 'app/b.json']);
    expect((await findFiles(['app/**/*.yaml'], cwd)).files).toEqual(['app/a.yaml', 'app/deep/d.yaml']);
    expect((await findFiles([path.join(cwd, 'app/*.yaml')], cwd)).files).toEqual([path.join(cwd, 'app/a.yaml')]);
  });

  test('searches folders that a glob fits, as if a shell had named them', async () => {
    write('app/a.yaml', 'app/deep/d.yaml', 'app/deep/.e.yaml', 'api/f.yaml', 'docs/README.md', 'node_modules/g.yaml');
    const files = ['api/f.yaml', 'app/a.yaml', 'app/deep/d.yaml'];
    for (const pattern of ['*', '**', 'ap[ip]', '{api,app}']) {
      expect(await findFiles([pattern], cwd)).toEqual({ files, problems: [] });
    }
    expect((await findFiles(['doc*'], cwd)).problems).toEqual(['there is no .yaml, .yml or .json file that doc* fits']);
  });

  test('takes a file whose name looks like a glob as a file, and one that is named whatever its ending', async () => {
    write('a[1].yaml', 'a1.yaml', 'manifests.txt');
    expect((await findFiles(['a[1].yaml', 'manifests.txt'], cwd)).files).toEqual(['a[1].yaml', 'manifests.txt']);
  });

  test('has standard input as a name only', async () => {
    write('a.yaml');
    expect(await findFiles(['-', 'a.yaml', '-'], cwd)).toEqual({ files: ['-', 'a.yaml'], problems: [] });
  });

  test('follows links to files, and none to folders', async () => {
    write('app/a.yaml', 'other/b.yaml');
    symlinkSync('../other/b.yaml', path.join(cwd, 'app/link.yaml'));
    symlinkSync('../other', path.join(cwd, 'app/folder'));
    symlinkSync('..', path.join(cwd, 'app/up'));
    const files = ['app/a.yaml', 'app/link.yaml'];
    expect(await findFiles(['app'], cwd)).toEqual({ files, problems: [] });
    expect(await findFiles(['app/**/*.yaml'], cwd)).toEqual({ files, problems: [] });
    expect(await findFiles(['app/folder'], cwd)).toEqual({ files: ['app/folder/b.yaml'], problems: [] });
  });

  test('says what is wrong with paths, and finds the others', async () => {
    write('a.yaml', 'docs/README.md');
    mkdirSync(path.join(cwd, 'empty'));
    symlinkSync('loop.yaml', path.join(cwd, 'loop.yaml'));
    const paths = ['a.yaml', 'b.yaml', 'a.yaml/c', '', 'empty', 'docs', '*.yml', 'docs/*', 'loop.yaml', 'a\0'];
    expect(await findFiles([...paths, 'x'.repeat(300)], cwd)).toEqual({
      files: ['a.yaml'],
      problems: [
        'b.yaml: there is no such file or folder',
        'a.yaml/c: there is no such file or folder',
        'a path is empty',
        'there is no .yaml, .yml or .json file in empty',
        'there is no .yaml, .yml or .json file in docs',
        'there is no .yaml, .yml or .json file that *.yml fits',
        'there is no .yaml, .yml or .json file that docs/* fits',
        'loop.yaml: it is a link that leads back to itself',
        'a\0: it cannot be read (ERR_INVALID_ARG_VALUE)',
        `${'x'.repeat(300)}: the name is too long`,
      ],
    });
  });

  test('says of a glob that is too long that it cannot be read', async () => {
    const { files, problems } = await findFiles(['*'.repeat(100_000)], cwd);
    expect(files).toEqual([]);
    expect(problems.map((problem) => problem.replace(/^\*+/, ''))).toEqual([
      ': it cannot be read (Input length: 100000, exceeds maximum allowed length: 65536)',
    ]);
  });

  test('says of links in a folder that they lead nowhere', async () => {
    write('app/a.yaml');
    symlinkSync('nowhere.yaml', path.join(cwd, 'app/b.yaml'));
    expect(await findFiles(['app'], cwd)).toEqual({
      files: ['app/a.yaml'],
      problems: ['app/b.yaml: there is no such file or folder'],
    });
  });

  test('opens no pipe and no device', async () => {
    write('app/a.yaml');
    execFileSync('mkfifo', [path.join(cwd, 'app/pipe.yaml')]);
    const fifo = 'app/pipe.yaml';
    expect(await findFiles(['app', 'app/*', fifo, '/dev/null'], cwd)).toEqual({
      files: ['app/a.yaml'],
      problems: [
        'app/pipe.yaml is no file but a pipe or a device; give - and pipe the manifests in',
        '/dev/null is no file but a pipe or a device; give - and pipe the manifests in',
      ],
    });
  });

  test('says which folder may not be read', async () => {
    write('app/a.yaml', 'app/secret/b.yaml');
    chmodSync(cwd, 0o755);
    chmodSync(path.join(cwd, 'app/secret'), 0);
    expect(await withoutPrivileges(() => findFiles(['app'], cwd))).toEqual({
      files: ['app/a.yaml'],
      problems: ['app/secret: it may not be read (permission denied)'],
    });
  });
});

/** The superuser may read everything; nobody may not. */
async function withoutPrivileges<T>(run: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return run();
  const nobody = 65534;
  process.seteuid?.(nobody);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
}
