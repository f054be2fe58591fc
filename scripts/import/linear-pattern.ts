/**
 * Patterns that Go matches in linear time and JavaScript in exponential time, and how JavaScript does it as fast: a
 * repetition inside of a repetition, with nothing between them that tells where one ends.
 */
const REWRITTEN: Readonly<Record<string, string>> = {
  '^([0-9]+(ns|us|µs|ms|s|m|h)?)+$': '^[0-9]((ns|us|µs|ms|s|m|h)?[0-9])*(ns|us|µs|ms|s|m|h)?$',
  '^[!-~]+([\\t ]?[!-~]+)*$': '^[!-~]([\\t ]?[!-~])*$',
};

/** A pattern that says the same, and that no text keeps JavaScript busy with. */
export function linearPattern(pattern: string): string {
  return Object.hasOwn(REWRITTEN, pattern) ? (REWRITTEN[pattern] ?? pattern) : pattern;
}
