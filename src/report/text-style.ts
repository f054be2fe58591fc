import { createColors } from 'picocolors';
import type { Severity } from '../check/finding';
import type { FormatOptions } from './format-options';

/** What text for people is written with. */
export interface TextStyle {
  /** How many columns it has to fit into. */
  readonly width: number;

  /** What stands out, such as the name of a file. */
  readonly bold: (text: string) => string;

  /** What is there for those who look for it. */
  readonly dim: (text: string) => string;

  /** What is good. */
  readonly good: (text: string) => string;

  /** What is as bad as this. */
  readonly bad: (text: string, severity: Severity) => string;

  /** The lines of a file; undefined where its text is not known. */
  readonly linesOf: (file: string) => readonly string[] | undefined;
}

/** What text is written with, as the options say. */
export function textStyle({ color = false, width = 100, textOf }: FormatOptions): TextStyle {
  const colors = createColors(color);
  const bySeverity = { error: colors.red, warning: colors.yellow, info: colors.cyan };
  const known = new Map<string, readonly string[] | undefined>();
  return {
    // Wider lines are hard to read, and in narrower ones there is no room for a frame.
    width: Math.min(Math.max(width, 60), 120),
    bold: colors.bold,
    dim: colors.dim,
    good: colors.green,
    bad: (text, severity) => bySeverity[severity](colors.bold(text)),
    linesOf: (file) => {
      if (!known.has(file)) known.set(file, linesOf(textOf?.(file)));
      return known.get(file);
    },
  };
}

/** Lines end as YAML's do, so that their numbers are those of the findings. */
function linesOf(text: string | undefined): readonly string[] | undefined {
  const lines = text?.split('\n');
  return lines?.at(-1) === '' ? lines.slice(0, -1) : lines;
}
