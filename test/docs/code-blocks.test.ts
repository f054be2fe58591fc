import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { codeBlocks, pages } from './code-blocks';

const root = path.resolve(__dirname, '../..');
const blocks = pages().flatMap(codeBlocks);

describe('the code in the pages', () => {
  test('is found', () => {
    expect(blocks.filter(({ language }) => language === 'ts').length).toBeGreaterThanOrEqual(3);
  });

  test('compiles under strict', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pages-'));
    try {
      const files = blocks
        .filter(({ language }) => language === 'ts')
        .map(({ at, code }) => {
          const file = `${at.replace(/[^\w]/g, '-')}.ts`;
          fs.writeFileSync(path.join(folder, file), code);
          return file;
        });
      fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
      fs.writeFileSync(
        path.join(folder, 'tsconfig.json'),
        JSON.stringify({
          extends: path.join(root, 'tsconfig.json'),
          // A page shows what a user writes, and a user may leave a constant unused.
          compilerOptions: { noUnusedLocals: false, typeRoots: [path.join(root, 'node_modules/@types')] },
          files,
          include: [],
        }),
      );
      expect(compile(folder)).toBe('');
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });

  test('is the same as the file that it says it is', () => {
    const copies = blocks.flatMap(({ sameAs, code }) => (sameAs === undefined ? [] : [{ sameAs, code }]));
    expect(copies.length).toBeGreaterThan(0);
    for (const { sameAs, code } of copies) expect(code).toBe(fs.readFileSync(path.join(root, sameAs), 'utf8'));
  });
});

function compile(folder: string): string {
  try {
    return execFileSync(path.join(root, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
