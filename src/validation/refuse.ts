/**
 * Throws one error that lists what is wrong with a value that is made before it belongs to any construct.
 * @throws if there is a problem.
 */
export function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join('; '));
}
