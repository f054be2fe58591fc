import { Command, Option } from 'commander';
import { SEVERITIES } from '../check/finding';
import { CHECK_FORMATS } from '../report/check-formats';
import { summaryOf } from '../report/report-summary';
import { ruleNamed } from './check-words';
import { readConfig } from './config';
import { explainRule, listRules } from './explain';
import { type CheckFlags, reportOn } from './report-on';
import type { Terminal } from './terminal';
import { uninterrupted } from './uninterrupted';
import { UserError } from './user-error';
import { writeWholeFile } from './write-file';

/**
 * The command `check`.
 * @param done takes the exit code
 */
export function checkCommand(terminal: Terminal, done: (exit: 0 | 2) => void): Command {
  return new Command('check')
    .summary('say what will go wrong with releases before they are deployed')
    .description(
      'Checks manifests of Argo Rollouts and all that goes with them: files, folders (every .yaml, .yml and .json below), ' +
        'globs, or - for standard input. Without paths it takes those of cdk8s-rollouts.yaml, or else the output of cdk8s.yaml.',
    )
    .argument('[paths...]', 'what to check')
    .addOption(
      new Option('-f, --format <format>', 'how to write it').choices(Object.keys(CHECK_FORMATS)).default('text'),
    )
    .option('-o, --output <file>', 'write it to a file instead of standard output')
    .addOption(
      new Option('--severity <severity>', 'the least severity to report (default: "warning")').choices(SEVERITIES),
    )
    .option('--rule <rules>', 'only these rules, with commas between them', collected)
    .option('--ignore <rules>', 'all rules but these', collected)
    .option('--complete', 'nothing else will be in the cluster: what is not among the files is missing')
    .option('--no-complete', 'other things will be in the cluster, whatever cdk8s-rollouts.yaml says')
    .option('--cluster-version <versions>', 'what runs there, such as argo-rollouts=1.8,gateway-api=1.2', collected)
    .option('--fix', 'mend what can be mended, and leave everything else in the files as it is')
    .option('--config <file>', 'the configuration (default: "cdk8s-rollouts.yaml" where there is one)')
    .option('--explain [rule]', 'say what a rule finds and why, or list all rules')
    .addHelpText('after', AFTER_HELP)
    .action(async (paths: string[], { explain, ...options }: CheckOptions) => {
      if (explain !== undefined) {
        terminal.write(explain === true ? listRules(terminal) : explainRule(ruleNamed(explain), terminal));
        return done(0);
      }
      done(await checkPaths(paths.length === 0 ? undefined : paths, options, terminal));
    });
}

const AFTER_HELP = `
Exit codes: 0 nothing found, 1 the command failed, 2 errors or warnings found.

An annotation of an object accepts what a rule finds there:
  cdk8s-rollouts.dev/ignore.<rule>: <reason> [until 2027-01-31]

The configuration accepts all that a rule finds:
  check: { ignore: { <rule>: <reason> } }

Examples:
  cdk8s-rollouts check deploy/
  helm template my-chart | cdk8s-rollouts check -
  cdk8s-rollouts check deploy/ --format sarif --output check.sarif`;

interface CheckOptions extends CheckFlags {
  readonly explain?: string | true;
  readonly format: keyof typeof CHECK_FORMATS;
  readonly output?: string;
  readonly config?: string;
}

async function checkPaths(
  paths: readonly string[] | undefined,
  { format, output, config, ...flags }: CheckOptions,
  terminal: Terminal,
): Promise<0 | 2> {
  if (output === '') throw new UserError('--output takes the name of a file');
  const { report, texts, exit } = await reportOn(paths, flags, readConfig(terminal.cwd, config), terminal);
  const textOf = (file: string): string | undefined => texts.get(file);
  if (output === undefined) {
    const { hasColors, columns } = terminal;
    const width = columns === undefined ? {} : { width: columns };
    terminal.write(CHECK_FORMATS[format](report, { textOf, color: hasColors, ...width }));
  } else {
    const text = CHECK_FORMATS[format](report, { textOf });
    await uninterrupted(() => writeWholeFile(output, text, terminal.cwd));
    // A job that fails without a word would not lead anybody to the file.
    if (exit !== 0) terminal.writeError(`${summaryOf(report)[0]}, see ${output}\n`);
  }
  return exit;
}

// Given once with commas, or several times.
function collected(text: string, before: readonly string[] = []): string[] {
  return [...before, ...text.split(',').filter((word) => word !== '')];
}
