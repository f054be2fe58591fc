#!/usr/bin/env node
import { run } from './command';
import { fileError } from './file-error';
import { processTerminal } from './terminal';

void main();

/** Output may still be on its way when this ends: the process ends by itself, with the exit code that is set here. */
async function main(): Promise<void> {
  let isLost = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads has seen enough, such as `head`: the check is none the worse for it.
    if (error.code === 'EPIPE') return;
    isLost = true;
    process.exitCode = 1;
    process.stderr.write(`error: the output cannot be written: ${fileError(error)}\n`);
  });
  // There is no place left to say that standard error is gone.
  process.stderr.on('error', () => undefined);
  try {
    const code = await run(process.argv.slice(2), processTerminal());
    process.exitCode = isLost ? 1 : code;
  } catch (error) {
    process.exitCode = 1;
    const stack = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`${stack}\n\nThis is a fault of cdk8s-rollouts, not of what it checked; please report it.\n`);
  }
}
