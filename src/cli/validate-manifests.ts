import { relative, sep } from 'node:path';
import { inspect } from 'node:util';
import { CHECK_FORMATS } from '../report/check-formats';
import { printable } from '../report/printable-text';
import { openFindings } from '../report/report-summary';
import { readConfig } from './config';
import { type CheckedReport, reportOn } from './report-on';
import { processTerminal, type Terminal } from './terminal';
import { uninterrupted } from './uninterrupted';
import { UserError } from './user-error';
import type { RolloutsValidationContext } from './validation-context';
import { type ValidationSettings, validationSettings } from './validation-settings';
import { violationsOf } from './violations';
import { writeWholeFile } from './write-file';

/** Checks what cdk8s has rendered, leaves the findings in a file, and tells them to cdk8s. */
export async function validateManifests(context: RolloutsValidationContext, properties: unknown): Promise<void> {
  try {
    const terminal = processTerminal();
    const settings = validationSettings(properties);
    const checked = await checkedManifests(context.manifests, settings, terminal);
    await writeReport(settings, checked, terminal);
    for (const violation of violationsOf(checked)) context.report.addViolation(violation);
    context.report.submit(checked.exit === 0 ? 'success' : 'failure', {
      Objects: String(checked.report.objects),
      Findings: String(openFindings(checked.report).length),
      Report: settings.report,
    });
  } catch (error) {
    throw error instanceof UserError ? withoutStack(error) : error;
  }
}

function checkedManifests(
  manifests: readonly string[],
  { complete, severity, ignore }: ValidationSettings,
  terminal: Terminal,
): Promise<CheckedReport> {
  const files = manifests.map((path) => relative(terminal.cwd, path).replaceAll(sep, '/'));
  const flags = { complete, ignore, ...(severity === undefined ? {} : { severity }) };
  return reportOn(files, flags, readConfig(terminal.cwd), terminal);
}

async function writeReport(
  { report: file, format }: ValidationSettings,
  { report, texts }: CheckedReport,
  { cwd }: Terminal,
): Promise<void> {
  const text = CHECK_FORMATS[format](report, { textOf: (name) => texts.get(name) });
  await uninterrupted(() => writeWholeFile(file, text, cwd));
}

function withoutStack({ sentences }: UserError): Error {
  return new ToldError(sentences.map((sentence) => `RolloutsValidation: ${printable(sentence)}`).join('\n'));
}

/** An error of which cdk8s shows the message alone: it prints whatever a plugin throws as it is, with its stack. */
class ToldError extends Error {
  override readonly stack = this.message;

  [inspect.custom](): string {
    return this.message;
  }
}
