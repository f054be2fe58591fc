import fs from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readConfig } from '../src/cli/config';
import { reportOn } from '../src/cli/report-on';
import { processTerminal } from '../src/cli/terminal';
import { CHECK_FORMATS } from '../src/report/check-formats';

// Checks a folder, or only parses its files, and prints what that took.
const [whose = '', folder = ''] = process.argv.slice(2);
const begin = process.hrtime.bigint();
(whose === 'ours' ? checkAll() : parseAll()).then((result) => {
  const milliseconds = Number(process.hrtime.bigint() - begin) / 1e6;
  console.log(JSON.stringify({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024, result }));
});

async function checkAll(): Promise<number> {
  const terminal = { ...processTerminal(), cwd: folder };
  const { report, texts } = await reportOn(['.'], { complete: true }, readConfig(folder), terminal);
  CHECK_FORMATS.text(report, { textOf: (file) => texts.get(file) });
  return report.findings.length;
}

async function parseAll(): Promise<number> {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  const texts = names.map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
  return texts.flatMap((text) => parseAllDocuments(text).map((document) => document.toJS())).length;
}
