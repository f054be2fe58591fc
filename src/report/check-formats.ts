import { checkGithub } from './check-github';
import { checkJson } from './check-json';
import { checkJunit } from './check-junit';
import { checkMarkdown } from './check-markdown';
import type { CheckReport } from './check-report';
import { checkSarif } from './check-sarif';
import { checkText } from './check-text';
import type { FormatOptions } from './format-options';

/** A form that a report can be written in; whole lines, the last one ended too. */
export type CheckFormat = (report: CheckReport, options?: FormatOptions) => string;

/** The forms of a report, by the names that `--format` takes. */
export const CHECK_FORMATS = {
  text: checkText,
  json: checkJson,
  sarif: checkSarif,
  junit: checkJunit,
  github: checkGithub,
  markdown: checkMarkdown,
} as const satisfies Readonly<Record<string, CheckFormat>>;
