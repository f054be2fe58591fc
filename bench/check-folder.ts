import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type * as Command from '../src/cli/command';
import type { Terminal } from '../src/cli/terminal';

// Checks a folder with the built command, or only parses its files, and prints what that took.
const [whose = '', folder = ''] = process.argv.slice(2);
const begin = process.hrtime.bigint();
(whose === 'ours' ? checkAll() : parseAll()).then((result) => {
  const milliseconds = Number(process.hrtime.bigint() - begin) / 1e6;
  console.log(JSON.stringify({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024, result }));
});

async function checkAll(): Promise<number> {
  const { run } = require('../lib/src/command.js') as typeof Command;
  let written = 0;
  const count = (text: string): void => {
    written += text.length;
  };
  const terminal: Terminal = {
    cwd: folder,
    today: '2026-11-26',
    hasColors: false,
    isWatched: false,
    readInput: async () => new Uint8Array(),
    write: count,
    writeError: count,
  };
  await run(['check', '.', '--complete'], terminal);
  return written;
}

async function parseAll(): Promise<number> {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  const texts = names.map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
  return texts.flatMap((text) => parseAllDocuments(text).map((document) => document.toJS())).length;
}
