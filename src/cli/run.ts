import { Command, CommanderError } from 'commander';
import { printable } from '../report/printable-text';
import { checkCommand } from './check-command';
import { packageVersion } from './package-version';
import type { Terminal } from './terminal';
import { UserError } from './user-error';

/** What the command ends with: 0 fine, 1 it failed, 2 it found something. */
export type ExitCode = 0 | 1 | 2;

/** Runs the command with its arguments. Mistakes of the user are told in one sentence; our own show their stack. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exit: ExitCode = 0;
  const program = new Command('cdk8s-rollouts')
    .description('Progressive delivery on Kubernetes: what will go wrong with releases, said before they are deployed.')
    .version(packageVersion())
    .addCommand(
      checkCommand(terminal, (code) => {
        exit = code;
      }),
    );
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: terminal.write,
      writeErr: terminal.writeError,
      outputError: (text) => terminal.writeError(`error: ${mistake(text)} (see ${nameOf(command)} --help)\n`),
      getOutHelpWidth: () => terminal.columns ?? 80,
      getErrHelpWidth: () => terminal.columns ?? 80,
    });
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    if (!(error instanceof UserError)) throw error;
    for (const sentence of error.sentences) terminal.writeError(`error: ${printable(sentence)}\n`);
    return 1;
  }
}

/** What commander says, as one sentence in our manner. */
function mistake(text: string): string {
  const sentence = text
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean (?:one of )?(.*)\?\)/, ', did you mean $1?')
    .replace(/ is invalid\. Allowed choices are (.*)\./, ' is none of $1');
  return printable(sentence.trim());
}

function nameOf(command: Command): string {
  return command.parent === null ? command.name() : `${command.parent.name()} ${command.name()}`;
}
