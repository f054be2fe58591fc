import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Comparison, compare } from './compare';

const root = path.resolve(__dirname, '..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));

try {
  report(
    'npx cdk8s synth of the examples',
    'of an app that does nothing',
    1.5,
    compare(
      7,
      () => synth('examples/main.ts'),
      () => synth('bench/nothing.ts'),
    ),
  );
  run('npm', ['run', '--silent', 'build']);
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
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

function synth(app: string): number {
  const begin = process.hrtime.bigint();
  run('npx', ['cdk8s', 'synth', '--app', `node --import tsx ${app}`, '--output', path.join(folder, 'dist')]);
  return Number(process.hrtime.bigint() - begin) / 1e6;
}

function load(module: string): number {
  const script = `const t = process.hrtime.bigint(); require('${module}'); console.log(Number(process.hrtime.bigint() - t) / 1e6)`;
  return Number(run(process.execPath, ['-e', script]));
}

function run(command: string, args: string[]): string {
  return execFileSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function report(ours: string, theirs: string, aim: number, { ratio, ...medians }: Comparison): void {
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  console.log(
    `${ours}: ${ms(medians.ours)}, ${theirs}: ${ms(medians.theirs)}, ratio ${ratio.toFixed(2)} (aim: below ${aim})`,
  );
}
