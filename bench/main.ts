import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Comparison, compare } from './compare';
import { reportChecks } from './compare-checks';
import { compareSynths, growthOfSynth } from './compare-synths';
import { run } from './run';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));

try {
  run('npm', ['run', '--silent', 'build']);
  reportExamples('npx cdk8s synth of the examples', '--validate=false', 1.5);
  reportExamples('the same with RolloutsValidation', '--validate', 2);
  report(
    "require('cdk8s-rollouts')",
    "require('cdk8s-plus-28')",
    1.3,
    compare(
      15,
      () => load('./lib/src/index.js'),
      () => load('cdk8s-plus-28'),
    ),
  );
  reportSynth(100, 7, 0.6);
  reportSynth(400, 5, 0.25);
  const growth = growthOfSynth(folder, 400, 5);
  console.log(`synth of 1600 charts: ${growth.toFixed(1)} times the time of 400 charts (aim: below 4.4)`);
  reportChecks(folder);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

// From the built package, as its users have it.
function reportExamples(what: string, validate: string, aim: number): void {
  const times = compare(
    7,
    () => synth('../../examples/main.ts', validate),
    () => synth('../nothing.ts', '--validate=false'),
  );
  report(what, 'of an app that does nothing', aim, times);
}

function synth(app: string, validate: string): number {
  const begin = process.hrtime.bigint();
  const output = path.join(folder, 'dist');
  run('npx', ['cdk8s', 'synth', '--app', `node --import tsx ${app}`, '--output', output, validate], 'bench/package');
  return Number(process.hrtime.bigint() - begin) / 1e6;
}

function load(module: string): number {
  const script = `const t = process.hrtime.bigint(); require('${module}'); console.log(Number(process.hrtime.bigint() - t) / 1e6)`;
  return Number(run(process.execPath, ['-e', script]));
}

function reportSynth(charts: number, runs: number, aim: number): void {
  const { times, memory } = compareSynths(folder, charts, runs);
  report(`synth of ${charts} charts`, "with cdk8s's App", aim, times);
  console.log(`  at most ${memory.ours.toFixed(0)} MB, with cdk8s's App ${memory.theirs.toFixed(0)} MB`);
}

function report(ours: string, theirs: string, aim: number, { ratio, ...medians }: Comparison): void {
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  console.log(
    `${ours}: ${ms(medians.ours)}, ${theirs}: ${ms(medians.theirs)}, ratio ${ratio.toFixed(2)} (aim: below ${aim})`,
  );
}
